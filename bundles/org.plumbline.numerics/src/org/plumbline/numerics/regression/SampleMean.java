package org.plumbline.numerics.regression;

import java.util.Optional;

/**
 * The mean of independent replicates with Student's t.
 * <p>mean -+ t s / sqrt(n), s^2 = sum (x_i - mean)^2 / (n - 1), n - 1 degrees of freedom.</p>
 * Source: definition. Pinned by SampleMeanTest.
 *
 * @param mean  in units of the values
 * @param error standard error of the mean, s / sqrt(n); NaN with one value
 * @param count n >= 1
 */
public record SampleMean(double mean, double error, int count) {

    /**
     * Takes the mean.
     *
     * @param values one or more finite numbers. Not modified.
     * @throws IllegalArgumentException if there is none or one is not finite; the message names its place
     */
    public static SampleMean of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("mean of replicates: needs one value or more, got none");
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("mean of replicates: value " + (i + 1) + " must be finite, got " + values[i]);
            }
            sum += values[i];
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new SampleMean(mean, Math.sqrt(squares / (values.length - 1) / values.length), values.length);
    }

    /**
     * Returns the t interval of the mean; empty with one value.
     *
     * @param level in (0, 1)
     * @throws IllegalArgumentException if the level is not strictly between 0 and 1
     */
    public Optional<Interval> interval(double level) {
        Interval.requireLevel(level);
        return count < 2 ? Optional.empty()
                : Optional.of(Interval.around(mean, StudentT.twoSided(level, count - 1) * error, level));
    }

    /**
     * Returns the probability of a mean at least this far from a value, if that were the expectation: two-sided t test; 1 with one
     * value, and, if all values are equal, 1 if they equal it and 0 else.
     *
     * @param expected finite
     */
    public double probability(double expected) {
        if (count < 2) {
            return 1;
        }
        if (error == 0) {
            return mean == expected ? 1 : 0;
        }
        return StudentT.outside((mean - expected) / error, count - 1);
    }
}
