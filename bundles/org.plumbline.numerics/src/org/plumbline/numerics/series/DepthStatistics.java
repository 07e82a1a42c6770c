package org.plumbline.numerics.series;

/**
 * Statistics of a stack of layer tensors along the depth; |.| is the Frobenius norm, sums are in double.
 * <p>maxNorm = max_k |W_k|; maxIncrementNorm = max_k |W_{k+1} - W_k|; rootSumOfSquares = (sum_k |W_k|^2)^(1/2);
 * cumulativeSumNorm = |sum_k W_k|; quadraticVariation = (sum_k |W_{k+1} - W_k|^2)^(1/2);
 * h1Norm = (L sum_k |W_{k+1} - W_k|^2)^(1/2); detrendedCumulativeSum as in {@link DetrendedCumulativeSum}. None is scaled by a
 * power of L beyond these formulas. With L = 1 there is no increment, and what is made of increments is 0. An entry that is
 * not finite makes the statistics that see it NaN or infinite.</p>
 * Source: Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual networks", 2021, and its program
 * (`scaling-limits` 4.1). Pinned by DepthStatisticsTest.
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
     * Computes all statistics in two passes over the tensors.
     *
     * @param tensors W. Not modified.
     */
    public static DepthStatistics of(StackedTensor tensors) {
        return of(tensors.toArray(), tensors.layers(), tensors.size());
    }

    private static DepthStatistics of(double[] w, int layers, int size) {
        double[] sum = new double[size];
        double maxSquare = 0;
        double maxIncrement = 0;
        double squares = 0;
        double increments = 0;
        for (int k = 0; k < layers; k++) {
            double square = 0;
            double increment = 0;
            int at = k * size;
            for (int j = 0; j < size; j++) {
                double value = w[at + j];
                square += value * value;
                sum[j] += value;
            }
            for (int j = 0; k > 0 && j < size; j++) {
                double change = w[at + j] - w[at - size + j];
                increment += change * change;
            }
            squares += square;
            increments += increment;
            // Math.max, unlike a comparison, keeps NaN.
            maxSquare = Math.max(maxSquare, square);
            maxIncrement = Math.max(maxIncrement, increment);
        }
        double sumSquare = 0;
        for (double entry : sum) {
            sumSquare += entry * entry;
        }
        return new DepthStatistics(layers, Math.sqrt(maxSquare), Math.sqrt(maxIncrement), Math.sqrt(squares),
                Math.sqrt(sumSquare), Math.sqrt(increments), Math.sqrt(layers * increments), DetrendedCumulativeSum.of(w, layers, size));
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
