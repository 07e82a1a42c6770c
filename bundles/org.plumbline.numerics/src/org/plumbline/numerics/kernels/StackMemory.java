package org.plumbline.numerics.kernels;

/**
 * The arrays of one kernel: the states h_k and s_k = sigma(z_k) of all layers, and the scratch of one layer.
 * <p>h_0, s_0, h_1, s_1, ..., h_L lie one after the other, [rows, stride] each, for the rows of the current batch.</p>
 */
final class StackMemory {

    final ResidualDenseShape shape;
    final ParameterSlices slices;
    final int width;
    final int stride;
    final float[] states;
    final float[] weights;
    final float[] bias;
    /** Derivative by h (backwards) or change of h (tangent). */
    final float[] flow;
    /** The same for z. */
    final float[] preActivationFlow;
    final float[] weightSums;
    final float[] biasSums;
    final float[] scaleSums;
    /** Sum over the layers done so far of the derivative by a shared factor. */
    double sharedScaleSum;
    int rows;

    StackMemory(ResidualDenseShape shape, ParameterSlices slices, int batchCapacity) {
        this.shape = shape;
        this.slices = slices;
        width = shape.width();
        stride = Lanes.padded(width);
        long floats = (2L * shape.depth() + 1) * batchCapacity * stride;
        if (batchCapacity < 1 || floats > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("residual dense kernel: batch capacity must be >= 1 and (2 depth + 1) x batch x "
                    + stride + " floats must fit into one array, got batch " + batchCapacity + " at depth " + shape.depth());
        }
        states = new float[(int) floats];
        weights = new float[width * stride];
        bias = new float[stride];
        flow = new float[batchCapacity * stride];
        preActivationFlow = new float[batchCapacity * stride];
        weightSums = new float[width * stride];
        biasSums = new float[stride];
        scaleSums = new float[stride];
    }

    /** Number of floats of one state. */
    int layer() {
        return rows * stride;
    }

    /** Place of h_k. */
    int h(int k) {
        return 2 * k * layer();
    }

    /** Place of s_k. */
    int s(int k) {
        return (2 * k + 1) * layer();
    }

    /** Copies A_k and b_k into the scratch. Without bias its scratch stays zero. */
    void packWeights(float[] parameters, int k) {
        Lanes.pack(parameters, weightsAt(k), width, width, weights, 0);
        if (shape.bias()) {
            Lanes.pack(parameters, biasAt(k), 1, width, bias, 0);
        }
    }

    int weightsAt(int k) {
        return slices.offsetA() + k * width * width;
    }

    int biasAt(int k) {
        return slices.offsetB() + k * width;
    }

    /** Returns s_k's factor. */
    float scale(float[] parameters, int k) {
        return switch (shape.scale().kind()) {
            case CONSTANT -> shape.scale().constant();
            case SHARED -> Math.abs(parameters[slices.offsetDelta()]);
            case PER_LAYER -> parameters[slices.offsetDelta() + k];
        };
    }

    /** Returns the sum of the derivatives by a layer's factor over its features, in order. */
    double scaleSum() {
        double sum = 0;
        for (int j = 0; j < width; j++) {
            sum += scaleSums[j];
        }
        return sum;
    }
}
