package org.plumbline.analyses;

import java.util.Arrays;
import java.util.Optional;

import org.plumbline.numerics.regression.Interval;

/**
 * The median of independent replicates, with an interval that supposes nothing of their law.
 * <p>x_(i) the sorted values: the middle one, or the mean of the two in the middle. Interval [x_(r), x_(n+1-r)] with the largest r such
 * that P(B &lt; r) &lt;= (1 - level)/2 for B binomial of n and 1/2; it covers the median with at least the level, if the law has no atoms.</p>
 * Source: definition; order statistics. Pinned by SampleMedianTest.
 *
 * @param median in units of the values
 * @param sorted the values, ascending
 */
record SampleMedian(double median, double[] sorted) {

    /** @param values one or more finite numbers. Not modified. */
    static SampleMedian of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return new SampleMedian((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted);
    }

    /**
     * @param level in (0, 1)
     * @return empty if there are too few values for the level: 6 are needed for 0.95
     */
    Optional<Interval> interval(double level) {
        int n = sorted.length;
        // ln P(B = k), so that nothing underflows for many values.
        double logarithm = -n * Math.log(2);
        double below = 0;
        int r = 0;
        while (r < n && below + Math.exp(logarithm) <= (1 - level) / 2) {
            below += Math.exp(logarithm);
            r++;
            logarithm += Math.log((double) (n - r + 1) / r);
        }
        return r == 0 ? Optional.empty() : Optional.of(new Interval(sorted[r - 1], sorted[n - r], level));
    }
}
