package org.plumbline.numerics.dnn;

/**
 * Where the weights of an affine layer lie: weight [o, c, u, v] at offset + o byOutput + c byInput + u byRow + v byColumn.
 *
 * @param rows    rows of the kernel
 * @param columns its columns
 */
record DoubleKernelWeights(int offset, int outputs, int inputs, int rows, int columns, int byOutput, int byInput, int byRow,
        int byColumn) {

    static DoubleKernelWeights convolution(ConvolutionStep step, int inputs) {
        int area = step.kernelHeight() * step.kernelWidth();
        return new DoubleKernelWeights(step.weights(), step.outputs(), inputs, step.kernelHeight(), step.kernelWidth(), inputs * area, area,
                step.kernelWidth(), 1);
    }

    static DoubleKernelWeights dense(int offset, int inputs, int outputs) {
        return new DoubleKernelWeights(offset, outputs, inputs, 1, 1, 1, outputs, 0, 0);
    }

    int count() {
        return outputs * inputs * rows * columns;
    }

    int at(int output, int input, int row, int column) {
        return offset + output * byOutput + input * byInput + row * byRow + column * byColumn;
    }
}
