package org.plumbline.theory.limits;

import java.util.Optional;

import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.LinearFit;
import org.plumbline.numerics.regression.PowerLawFit;
import org.plumbline.numerics.regression.SampleMean;

/**
 * The order p at which errors fall with depth, error ~ L^-p, with an interval.
 * <p>p = -slope of ln(error) on ln(L). From one row of errors the interval is that of the line, whose residuals are no chance but a
 * bend: it says how well a power law fits. From several rows, independent replicates, it is Student's t interval of the rows'
 * orders.</p>
 * Source: definition. Pinned by ErrorOrderTest.
 *
 * @param order    p
 * @param interval of p
 */
public record ErrorOrder(double order, Interval interval) {

    /**
     * Fits errors of one network per depth.
     *
     * @param depths n >= 3, > 0, not all equal. Not modified.
     * @param errors n numbers > 0. Not modified.
     * @param level  in (0, 1)
     * @throws IllegalArgumentException if there are too few or one is not positive; the message names it
     */
    public static ErrorOrder of(double[] depths, double[] errors, double level) {
        LinearFit line = PowerLawFit.of(depths, errors).line();
        Interval slope = line.slopeInterval(level);
        return new ErrorOrder(-line.slope(), new Interval(-slope.high(), -slope.low(), level));
    }

    /**
     * Fits replicates.
     *
     * @param depths n >= 3, > 0, not all equal. Not modified.
     * @param errors two rows or more of n numbers > 0. Not modified.
     * @param level  in (0, 1)
     * @throws IllegalArgumentException if there are too few or one is not positive; the message names it
     */
    public static ErrorOrder ofReplicates(double[] depths, double[][] errors, double level) {
        if (errors.length < 2) {
            throw new IllegalArgumentException("order of errors: needs 2 replicates or more, got " + errors.length);
        }
        double[] orders = new double[errors.length];
        for (int i = 0; i < orders.length; i++) {
            try {
                orders[i] = -PowerLawFit.of(depths, errors[i]).exponent();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("replicate " + i + ": " + e.getMessage(), e);
            }
        }
        SampleMean mean = SampleMean.of(orders);
        Optional<Interval> interval = mean.interval(level);
        return new ErrorOrder(mean.mean(), interval.orElseThrow());
    }
}
