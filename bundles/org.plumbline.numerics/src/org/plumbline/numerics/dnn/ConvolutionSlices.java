package org.plumbline.numerics.dnn;

/**
 * Places of a stack's parameters in the flat arrays.
 * Shape: weights [L, C, C, kernel, kernel] (layer, output, input, row, column), biases [L, C], row-major.
 *
 * @param offsetWeights first weight
 * @param offsetBias    first bias; ignored without bias
 */
public record ConvolutionSlices(int offsetWeights, int offsetBias) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if an offset is negative
     */
    public ConvolutionSlices {
        if (offsetWeights < 0 || offsetBias < 0) {
            throw new IllegalArgumentException(
                    "convolution stack: offsets must be >= 0, got weights " + offsetWeights + ", bias " + offsetBias);
        }
    }

    /** Weights, then biases, without gaps, from a place on. */
    public static ConvolutionSlices contiguous(ConvolutionShape shape, int from) {
        return new ConvolutionSlices(from, from + shape.weightCount());
    }

    /** Returns the least length of an array that holds all parameters. */
    public int requiredLength(ConvolutionShape shape) {
        int weights = Math.addExact(offsetWeights, shape.weightCount());
        return shape.bias() ? Math.max(weights, Math.addExact(offsetBias, shape.biasCount())) : weights;
    }
}
