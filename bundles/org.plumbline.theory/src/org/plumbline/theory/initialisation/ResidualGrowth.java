package org.plumbline.theory.initialisation;

/**
 * How far the states of an untrained residual network move: exact means over weights drawn independently.
 * <p>h_{k+1} = h_k + L^-beta V_k sigma(W_k h_k), with independent symmetric entries of mean 0 and variance 1 / fan-in, and sigma
 * positively homogeneous with m = E sigma(z)^2 / E z^2 over symmetric z (1/2 for ReLU, 1 for the identity, (1 + a^2) / 2 for a leaky
 * ReLU of slope a). V_k has mean 0 and is independent of the rest, so E |h_{k+1}|^2 = (1 + m L^(-2 beta)) E |h_k|^2 and
 * E <h_L, h_0> = |h_0|^2: E |h_L - h_0|^2 / |h_0|^2 = (1 + m L^(-2 beta))^L - 1, for every width. As L grows: 0 for beta > 1/2, e^m - 1
 * at beta = 1/2, without bound below.</p>
 * The law about this mean has a heavy tail at small width: samples of 50 need not come near it.
 * Source: Marion, Fermanian, Biau, Vert, "Scaling ResNets in the large-depth regime", JMLR 26 (2025), arXiv 2206.06929; derivation
 * above. Pinned by ResidualGrowthTest.
 *
 * @param secondMoment m in (0, 1]
 * @param beta         exponent of the scale of the branch, finite
 */
public record ResidualGrowth(double secondMoment, double beta) {

    /** m of ReLU. */
    public static final double RELU = 0.5;

    /** m of the identity. */
    public static final double IDENTITY = 1;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public ResidualGrowth {
        if (!(secondMoment > 0 && secondMoment <= 1) || !Double.isFinite(beta)) {
            throw new IllegalArgumentException(
                    "growth at initialisation: expected m in (0, 1] and a finite beta, got " + secondMoment + " and " + beta);
        }
    }

    /** Returns m of a leaky ReLU: z for z > 0, a z else. */
    public static double leakyRelu(double a) {
        return (1 + a * a) / 2;
    }

    /**
     * Returns E |h_k|^2 / |h_0|^2 = (1 + m L^(-2 beta))^k.
     *
     * @param layer  k in [0, L]
     * @param layers L >= 1
     * @return may be infinite where it overflows: the explosive regime
     * @throws IllegalArgumentException if k or L is out of range
     */
    public double meanSquare(int layer, int layers) {
        return Math.exp(exponent(layer, layers));
    }

    /**
     * Returns E |h_L - h_0|^2 / |h_0|^2 = (1 + m L^(-2 beta))^L - 1; exact to rounding also where it is tiny.
     *
     * @param layers L >= 1
     * @throws IllegalArgumentException if L is out of range
     */
    public double meanSquaredChange(int layers) {
        return Math.expm1(exponent(layers, layers));
    }

    /** Returns the limit of {@link #meanSquaredChange} as L grows: 0, e^m - 1 or infinity. */
    public double limit() {
        return beta > 0.5 ? 0 : beta < 0.5 ? Double.POSITIVE_INFINITY : Math.expm1(secondMoment);
    }

    private double exponent(int layer, int layers) {
        if (layers < 1 || layer < 0 || layer > layers) {
            throw new IllegalArgumentException(
                    "growth at initialisation: expected L >= 1 and k in [0, L], got " + layers + " and " + layer);
        }
        return layer * Math.log1p(secondMoment * Math.pow(layers, -2 * beta));
    }
}
