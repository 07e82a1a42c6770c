package org.plumbline.numerics.dnn;

import java.util.Objects;
import java.util.OptionalDouble;

import org.plumbline.numerics.kernels.Activation;

/**
 * The family of convolution stacks that {@link ConvolutionStack} computes.
 * <p>h_0 = x; plain: h_{k+1} = sigma(W_k * h_k + b_k); residual: h_{k+1} = h_k + s sigma(W_k * h_k + b_k), k = 0, ..., L - 1,
 * with (W * h)[o, i, j] = sum_{c, p, q} W[o, c, p, q] h[c, i + p - r, j + q - r], r = (kernel - 1) / 2 (a correlation, as in
 * every learning library).</p>
 *
 * @param depth      L >= 1
 * @param channels   C >= 1, the same for all layers
 * @param height     H >= 1, pixels
 * @param width      V >= 1, pixels
 * @param kernel     edge of the kernel, odd, pixels
 * @param padding    zero, or circular with r <= min(H, V)
 * @param activation sigma: tanh, ReLU or identity
 * @param bias       whether b_k exists; without it b_k = 0
 * @param residual   s, finite and not 0; empty for the plain stack
 */
public record ConvolutionShape(int depth, int channels, int height, int width, int kernel, ConvolutionPadding padding,
        Activation activation, boolean bias, OptionalDouble residual) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a number is out of range or the parameters would not fit into one array; the
     *                                  message names it
     */
    public ConvolutionShape {
        Objects.requireNonNull(padding, "padding");
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(residual, "residual");
        requirePositive("depth", depth);
        requirePositive("channels", channels);
        requirePositive("height", height);
        requirePositive("width", width);
        requirePositive("kernel", kernel);
        if (kernel % 2 == 0) {
            throw refused("kernel must be odd to keep height and width, got " + kernel);
        }
        if (padding == ConvolutionPadding.CIRCULAR && kernel / 2 > Math.min(height, width)) {
            throw refused("circular padding by %d does not fit an image of %d x %d".formatted(kernel / 2, height, width));
        }
        if (residual.isPresent() && !(Double.isFinite(residual.getAsDouble()) && residual.getAsDouble() != 0)) {
            throw refused("the residual's scale must be finite and not 0, got " + residual.getAsDouble());
        }
        double weights = (double) depth * channels * channels * kernel * kernel + (double) depth * channels;
        if (weights > Integer.MAX_VALUE || (double) channels * height * width > Integer.MAX_VALUE) {
            throw refused("depth %d, %d channels, kernel %d, image %d x %d: %.0f parameters, one array holds %d".formatted(depth,
                    channels, kernel, height, width, weights, Integer.MAX_VALUE));
        }
    }

    /** A plain stack with zero padding. */
    public static ConvolutionShape plain(int depth, int channels, int height, int width, int kernel, Activation activation,
            boolean bias) {
        return new ConvolutionShape(depth, channels, height, width, kernel, ConvolutionPadding.ZERO, activation, bias,
                OptionalDouble.empty());
    }

    /** Returns the number of weights of one layer, C C kernel kernel. */
    public int layerWeights() {
        return channels * channels * kernel * kernel;
    }

    /** Returns the number of weights, L C C kernel kernel, in the order [layer, output, input, row, column]. */
    public int weightCount() {
        return depth * layerWeights();
    }

    /** Returns the number of biases, L C in the order [layer, output], or 0. */
    public int biasCount() {
        return bias ? depth * channels : 0;
    }

    /** Returns the numbers in one image, C H V. */
    public int imageSize() {
        return channels * height * width;
    }

    /** Returns the floating-point operations of all layers' products for one image, 2 L H V C C kernel kernel. */
    public double forwardFlops() {
        return 2.0 * height * width * weightCount();
    }

    /** Returns the pixels that padding adds on each side. */
    int radius() {
        return kernel / 2;
    }

    boolean isCircular() {
        return padding == ConvolutionPadding.CIRCULAR && radius() > 0;
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw refused(name + " must be >= 1, got " + value);
        }
    }

    private static IllegalArgumentException refused(String what) {
        return new IllegalArgumentException("convolution stack: " + what);
    }
}
