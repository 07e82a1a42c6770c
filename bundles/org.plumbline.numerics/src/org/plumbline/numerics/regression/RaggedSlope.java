package org.plumbline.numerics.regression;

import java.util.Arrays;

/**
 * The slope of a line over depths where depths have different numbers of seeds.
 * <p>slope = sum_d c_d mean_d(y), c_d = (x_d - mean x) / S_xx: least squares on the means, each depth with the same weight. Depth d has
 * the seeds 0 .. n_d - 1, so seeds fall into tiers of those that have the same depths. A seed adds u = sum_d c_d y_ds / n_d over its
 * depths; seeds are independent, those of a tier alike, however the depths of one seed depend on each other. So the variance of the
 * slope is sum_j v_j, v_j = m_j s_j^2 for tier j of m_j seeds with sample variance s_j^2 of u, and its degrees of freedom are
 * (sum v_j)^2 / sum(v_j^2 / (m_j - 1)). With equally many seeds everywhere it is the t interval of the seeds' slopes.</p>
 * Source: definition; Satterthwaite, Biometrics Bulletin 2 (1946) 110. Pinned by AdaptiveReplicationTest.
 */
public final class RaggedSlope {
    private final double slope;
    private final double variance;
    private final double freedom;

    private RaggedSlope(double slope, double variance, double freedom) {
        this.slope = slope;
        this.variance = variance;
        this.freedom = freedom;
    }

    /**
     * Estimates a slope.
     *
     * @param x abscissas, two or more, not all equal, e.g. logarithms of depths. Not modified.
     * @param y y[d][s]: of depth d and seed s; each depth has two seeds or more, and two numbers of seeds that differ do so by two
     *          or more. Not modified.
     * @throws IllegalArgumentException if the numbers of seeds are not as asked for
     */
    public static RaggedSlope of(double[] x, double[][] y) {
        double[] weights = weights(x);
        int[] ends = Arrays.stream(y).mapToInt(values -> values.length).distinct().sorted().toArray();
        double slope = 0;
        double variance = 0;
        double squares = 0;
        int begin = 0;
        for (int end : ends) {
            int seeds = end - begin;
            if (seeds < 2) {
                throw new IllegalArgumentException("ragged slope: expected two seeds or more in each tier, got " + seeds + " from seed " + begin);
            }
            double[] u = new double[seeds];
            for (int d = 0; d < x.length; d++) {
                for (int s = begin; s < end && s < y[d].length; s++) {
                    u[s - begin] += weights[d] * y[d][s] / y[d].length;
                }
            }
            double sum = Arrays.stream(u).sum();
            double mean = sum / seeds;
            double v = seeds * Arrays.stream(u).map(value -> (value - mean) * (value - mean)).sum() / (seeds - 1);
            slope += sum;
            variance += v;
            squares += v * v / (seeds - 1);
            begin = end;
        }
        return new RaggedSlope(slope, variance, squares > 0 ? variance * variance / squares : ends[ends.length - 1] - 1.0);
    }

    /** Returns the weights c_d with which the means of depths enter the slope. */
    static double[] weights(double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double sxx = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
        if (!(sxx > 0)) {
            throw new IllegalArgumentException("ragged slope: expected two x that differ, got " + Arrays.toString(x));
        }
        return Arrays.stream(x).map(v -> (v - mean) / sxx).toArray();
    }

    /** Returns the estimate, in units of y by units of x. */
    public double slope() {
        return slope;
    }

    /**
     * Returns slope -+ t sqrt(variance), t for the degrees of freedom rounded down.
     *
     * @param level in (0, 1)
     */
    public Interval interval(double level) {
        return Interval.around(slope, StudentT.twoSided(level, Math.max(1, (int) freedom)) * Math.sqrt(variance), level);
    }
}
