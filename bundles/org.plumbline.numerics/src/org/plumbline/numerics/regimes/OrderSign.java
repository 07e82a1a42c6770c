package org.plumbline.numerics.regimes;

import java.util.Arrays;
import java.util.Optional;

import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.SampleMean;

/**
 * Whether an order in L is zero, above or below, with its interval over seeds.
 * <p>ZERO: |mean| < inner and the interval within (-outer, outer); ABOVE: mean > outer and low > inner, BELOW likewise; else OPEN. So
 * an estimate decides only where the interval rules out the opposite.</p>
 * Source: bands of `scaling-limits` 4.4; the part of the interval is ours.
 *
 * @param mean     over seeds
 * @param interval of the mean; empty with one seed or an unknown order, then OPEN
 * @param sign     what follows
 */
record OrderSign(double mean, Optional<Interval> interval, Sign sign) {

    enum Sign {
        ZERO, ABOVE, BELOW, OPEN
    }

    static OrderSign of(double[] orders, double inner, double outer, double level) {
        if (Arrays.stream(orders).anyMatch(Double::isNaN)) {
            return new OrderSign(Double.NaN, Optional.empty(), Sign.OPEN);
        }
        SampleMean mean = SampleMean.of(orders);
        Optional<Interval> interval = mean.interval(level);
        return new OrderSign(mean.mean(), interval, interval.map(i -> sign(mean.mean(), i, inner, outer)).orElse(Sign.OPEN));
    }

    private static Sign sign(double mean, Interval interval, double inner, double outer) {
        if (mean > outer && interval.low() > inner) {
            return Sign.ABOVE;
        }
        if (mean < -outer && interval.high() < -inner) {
            return Sign.BELOW;
        }
        return Math.abs(mean) < inner && interval.low() > -outer && interval.high() < outer ? Sign.ZERO : Sign.OPEN;
    }

    boolean is(Sign wanted) {
        return sign == wanted;
    }
}
