package org.plumbline.numerics.series;

/**
 * Statistics of a stack of layer tensors along the depth; |.| is the Frobenius norm, sums are in double.
 * <p>maxNorm = max_k |W_k|; maxIncrementNorm = max_k |W_{k+1} - W_k|; rootSumOfSquares = (sum_k |W_k|^2)^(1/2);
 * cumulativeSumNorm = |sum_k W_k|; quadraticVariation = (sum_k |W_{k+1} - W_k|^2)^(1/2);
 * h1Norm = (L sum_k |W_{k+1} - W_k|^2)^(1/2). With U_0 = 0, U_{k+1} = U_k + W_k, detrendedCumulativeSum is the largest distance
 * of U from its local mean, max over k = 0 .. L of |U_k - mean of U over [k - w_k, k + w_k)| with w_k = min(w, k, L + 1 - k) and
 * w = max(3, floor(L / 10)): the window shrinks at both ends by as much on either side, and at k = 0, where it is empty, the
 * distance is 0. It is half open, so a linear U = c k keeps a distance |c| / 2. For L < 10 it is max_k |U_k - (k / L) U_L|.</p>
 * <p>None is scaled by a power of L beyond these formulas. With L = 1 there is no increment, and what is made of increments is 0. An
 * entry that is not finite makes the statistics that see it NaN or infinite.</p>
 * Source: Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual networks", 2021, and its program
 * (`scaling-limits` 4.1); the detrended sum at k = 0 is ours. Pinned by DepthStatisticsTest.
 *
 * @param layers                 L
 * @param maxNorm                in units of W, like all that follow
 * @param maxIncrementNorm       unscaled; multiply by L^beta for the scaled increments
 * @param rootSumOfSquares       over layers and entries
 * @param cumulativeSumNorm      of the sum over layers
 * @param quadraticVariation     rooted
 * @param h1Norm                 discrete Sobolev seminorm of k/L -> W_k
 * @param detrendedCumulativeSum size of the noise part
 */
public record DepthStatistics(int layers, double maxNorm, double maxIncrementNorm, double rootSumOfSquares,
        double cumulativeSumNorm, double quadraticVariation, double h1Norm, double detrendedCumulativeSum) {

    /**
     * Computes all statistics in one pass over the tensors.
     *
     * @param tensors W. Not modified.
     * @throws IllegalStateException if Java runs without the module jdk.incubator.vector
     */
    public static DepthStatistics of(StackedTensor tensors) {
        return DepthProfile.of(tensors).statistics();
    }

    /**
     * Returns the scaled increments L^beta max_k |W_{k+1} - W_k|: they tend to 0 if L^beta W has a continuous limit.
     *
     * @param beta finite
     */
    public double scaledIncrement(double beta) {
        return Math.pow(layers, beta) * maxIncrementNorm;
    }

    /** Returns the quadratic variation without its root, sum_k |W_{k+1} - W_k|^2, in squared units of W. */
    public double squaredVariation() {
        return quadraticVariation * quadraticVariation;
    }

    /**
     * Returns the statistics of factor W_k: all but the number of layers are proportional to the weights.
     *
     * @param factor finite
     */
    public DepthStatistics scaledBy(double factor) {
        double f = Math.abs(factor);
        return new DepthStatistics(layers, f * maxNorm, f * maxIncrementNorm, f * rootSumOfSquares, f * cumulativeSumNorm,
                f * quadraticVariation, f * h1Norm, f * detrendedCumulativeSum);
    }
}
