package org.plumbline.numerics.paths;

import org.plumbline.numerics.series.StackedTensor;

/**
 * The exact p-variation of a discrete path of tensors, |.| the Frobenius norm.
 * <p>|W|_p = ( max over 0 = k_0 < k_1 < ... < k_n = L - 1 of sum_i |W_{k_{i+1}} - W_{k_i}|^p )^(1/p). Dynamic programme: V_0 = 0,
 * V_j = max_{m < j} (V_m + |W_j - W_m|^p), and the result is V_{L-1}^(1/p). Beside a path of one layer it is 0; for p = 1 it is
 * the sum of the increments; for a monotone path of numbers and any p it is |W_{L-1} - W_0|.</p>
 * Shape: the path is [L, m]. Units: those of W. The result is off by rounding only, a share of at most about (m + L) 2^-53; the maxima of
 * {@link #of} and {@link #direct} run over the same rounded numbers, except at p = 1, where of adds up the increments.
 * Source: Butkus, Norvaisa, "Computation of p-variation", Lithuanian Math. J. 58 (2018); `scaling-limits` 4.6. The screening
 * of {@link #of} is ours. Pinned by PVariationTest.
 */
public final class PVariation {

    /** Beyond, powers of the smallest steps leave the range of double; the largest distance is then as good. */
    public static final double LARGEST_P = 500;

    private PVariation() {
    }

    /**
     * Returns the p-variation by the definition: all L (L - 1) / 2 pairs.
     *
     * @param path W. Not modified.
     * @param p    in [1, 500]
     * @throws IllegalArgumentException if p is out of range or an entry not finite; the message says which
     */
    public static double direct(StackedTensor path, double p) {
        requireExponent(p);
        PathPoints points = new PathPoints(path);
        double[] value = new double[points.count];
        for (int j = 1; j < points.count; j++) {
            double best = 0;
            for (int m = 0; m < j; m++) {
                best = Math.max(best, value[m] + power(points.squaredDistance(m, j), p));
            }
            value[j] = best;
        }
        return points.unit * root(value[points.count - 1], p);
    }

    /**
     * Returns the same number as {@link #direct} in a small part of the time: pairs are screened in single precision with a
     * bound on its error, whole blocks of the path by their centre and radius, and only what can be the maximum is computed in
     * double. Ten thousand 10x10 matrices take 0.05 s (noise) to 0.6 s (Brownian, p = 2, where nothing can be passed over) of one core; needs 12 L m bytes.
     *
     * @param path W. Not modified.
     * @param p    in [1, 500]
     * @throws IllegalArgumentException if p is out of range or an entry not finite; the message says which
     */
    public static double of(StackedTensor path, double p) {
        requireExponent(p);
        PathPoints points = new PathPoints(path);
        if (p == 1) {
            double sum = 0;
            for (int k = 1; k < points.count; k++) {
                sum += Math.sqrt(points.squaredDistance(k - 1, k));
            }
            return points.unit * sum;
        }
        return points.unit * root(new ScreenedVariation(points, p).value(), p);
    }

    static double power(double squaredDistance, double p) {
        return p == 2 ? squaredDistance : Math.pow(squaredDistance, p / 2);
    }

    private static double root(double value, double p) {
        return p == 2 ? Math.sqrt(value) : Math.pow(value, 1 / p);
    }

    private static void requireExponent(double p) {
        if (!(p >= 1 && p <= LARGEST_P)) {
            throw new IllegalArgumentException("p-variation: p must lie in [1, 500], got " + p
                    + (p < 1 ? " (below 1 it grows without bound as the path is refined)" : ""));
        }
    }
}
