package org.plumbline.numerics.dnn;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * One convolution of a {@link LayerGraph}, a correlation as in every learning library.
 * <p>z[o, i, j] = b[o] + sum_{c, u, v} K[o, c, u, v] x[c, i s - p + u, j s - q + v]; entries outside of the input are 0, or
 * those of its periodic continuation. H' = floor((H + 2p - kernelHeight)/s) + 1, columns likewise.</p>
 * Shape: K [outputs, C, kernelHeight, kernelWidth], row-major from index {@code weights}; b [outputs].
 *
 * @param outputs       number of output channels, >= 1
 * @param kernelHeight  rows of the kernel, >= 1
 * @param kernelWidth   columns of the kernel, >= 1
 * @param stride        s >= 1, in both directions; without effect downwards on an image of one row with a kernel of one row
 * @param paddingHeight p >= 0, rows added above and below
 * @param paddingWidth  q >= 0, columns added left and right
 * @param padding       what is added
 * @param weights       index of the first weight
 * @param bias          index of the first bias; empty: no bias
 */
public record ConvolutionStep(int outputs, int kernelHeight, int kernelWidth, int stride, int paddingHeight, int paddingWidth,
        ConvolutionPadding padding, int weights, OptionalInt bias) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public ConvolutionStep {
        Objects.requireNonNull(padding, "padding");
        Objects.requireNonNull(bias, "bias");
        if (outputs < 1 || kernelHeight < 1 || kernelWidth < 1 || stride < 1 || paddingHeight < 0 || paddingWidth < 0) {
            throw new IllegalArgumentException(
                    "layer graph: a convolution needs channels, kernel and stride >= 1, padding >= 0; got %d, %d x %d, %d, %d x %d"
                            .formatted(outputs, kernelHeight, kernelWidth, stride, paddingHeight, paddingWidth));
        }
        if (weights < 0 || bias.orElse(0) < 0) {
            throw new IllegalArgumentException("layer graph: offsets must be >= 0, got " + weights + " and " + bias.orElse(0));
        }
    }

    /** A square kernel with zeros around the image, without bias. */
    public static ConvolutionStep square(int outputs, int kernel, int stride, int padding, int weights) {
        return new ConvolutionStep(outputs, kernel, kernel, stride, padding, padding, ConvolutionPadding.ZERO, weights,
                OptionalInt.empty());
    }

    /** The number of weights on an input of so many channels. */
    long weightCount(int channels) {
        return (long) outputs * channels * kernelHeight * kernelWidth;
    }

    /** @throws IllegalArgumentException if the kernel does not fit */
    ValueShape output(ValueShape input) {
        int rows = input.height() + 2 * paddingHeight - kernelHeight;
        int columns = input.width() + 2 * paddingWidth - kernelWidth;
        if (input.flat() || rows < 0 || columns < 0) {
            throw new IllegalArgumentException("layer graph: a kernel of %d x %d with padding %d x %d does not fit into %s"
                    .formatted(kernelHeight, kernelWidth, paddingHeight, paddingWidth, input));
        }
        return ValueShape.image(outputs, rows / stride + 1, columns / stride + 1);
    }
}
