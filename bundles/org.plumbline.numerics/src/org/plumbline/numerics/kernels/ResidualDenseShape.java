package org.plumbline.numerics.kernels;

import java.util.Objects;

/**
 * The family of residual dense stacks that {@link ResidualDenseKernel} computes.
 * <p>h_0 = x, h_{k+1} = h_k + s_k sigma(h_k A_k + b_k), k = 0, ..., L - 1; h_k are row vectors.</p>
 *
 * @param depth      L >= 1
 * @param width      d in [1, 512]
 * @param activation sigma
 * @param scale      s_k
 * @param bias       whether b_k exists; without it b_k = 0
 */
public record ResidualDenseShape(int depth, int width, Activation activation, LayerScale scale, boolean bias) {

    /** Largest width: beyond it a blocked matrix product of a linear algebra library is the better tool. */
    public static final int MAX_WIDTH = 512;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if depth or width is out of range, or the parameters would not fit into one array;
     *                                  the message names what was found
     */
    public ResidualDenseShape {
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(scale, "scale");
        if (depth < 1) {
            throw new IllegalArgumentException("residual dense stack: depth must be >= 1, got " + depth);
        }
        if (width < 1 || width > MAX_WIDTH) {
            throw new IllegalArgumentException(
                    "residual dense stack: width must lie in [1, " + MAX_WIDTH + "], got " + width);
        }
        long floats = (long) depth * width * (width + 1) + depth;
        if (floats > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("residual dense stack: depth " + depth + " and width " + width + " need "
                    + floats + " parameters, more than one array holds");
        }
    }

    /** Returns the number of entries of all A_k: L d^2. */
    public int weightCount() {
        return depth * width * width;
    }

    /** Returns the number of entries of all b_k: L d, or 0 without bias. */
    public int biasCount() {
        return bias ? depth * width : 0;
    }

    /** Returns the number of trained factors: 0, 1 or L. */
    public int scaleCount() {
        return scale.parameterCount(depth);
    }

    /** Returns the number of all trained parameters. */
    public int parameterCount() {
        return weightCount() + biasCount() + scaleCount();
    }
}
