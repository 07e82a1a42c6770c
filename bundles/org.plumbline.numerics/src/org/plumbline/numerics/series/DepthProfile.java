package org.plumbline.numerics.series;

import org.plumbline.numerics.kernels.VectorModule;

/**
 * What one pass along the depth tells of a stack of layer tensors: the norm of every layer, that of every increment, and the
 * statistics of the whole.
 * <p>norms_k = |W_k|, k = 0 .. L-1; increments_k = |W_{k+1} - W_k|, k = 0 .. L-2; |.| is the Frobenius norm. Sums are in double.
 * An entry that is not finite makes the numbers that see it NaN or infinite.</p>
 * Source: definitions in {@link DepthStatistics}. Pinned by DepthStatisticsTest.
 *
 * @param statistics of the whole stack
 * @param norms      [L], in units of W
 * @param increments [L - 1], in units of W
 */
public record DepthProfile(DepthStatistics statistics, double[] norms, double[] increments) {

    /**
     * Takes the profile.
     *
     * @param tensors W. Not modified.
     * @throws IllegalStateException if Java runs without the module jdk.incubator.vector
     */
    public static DepthProfile of(StackedTensor tensors) {
        VectorModule.require();
        return new DepthPass(tensors).run();
    }
}
