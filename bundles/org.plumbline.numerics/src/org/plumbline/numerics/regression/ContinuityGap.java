package org.plumbline.numerics.regression;

import java.util.Optional;

/**
 * Says from the gap between two exponents whether weights have a continuous limit along the depth.
 * <p>g = slope of ln max_k |W_k| minus slope of ln max_k |W_{k+1} - W_k|, both over ln L and unscaled, for each seed; the estimate
 * is the mean over seeds with Student's t interval. g > 0.2: increments vanish faster than weights, a continuous limit (H1);
 * |g| < 0.1: none; between: undecided. With the interval: the estimate must lie in a band and the interval must exclude the other
 * band, that is low > 0.1 for H1 and -0.2 < low, high < 0.2 for none; a gap with high < -0.1 says that neither fits.</p>
 * Source: `scaling-limits` 4.4, step 1, derived there; the rule for the interval is ours. Pinned by ContinuityGapTest.
 *
 * @param gap      g, mean over seeds
 * @param interval of g; empty with one seed, which cannot decide
 * @param limit    what follows
 */
public record ContinuityGap(double gap, Optional<Interval> interval, Limit limit) {

    /** Gap above which increments vanish clearly faster than weights. */
    public static final double CONTINUOUS_FROM = 0.2;
    /** Gap below which they vanish alike. */
    public static final double ALIKE_BELOW = 0.1;

    /** What the gap says. */
    public enum Limit {
        /** H1: L^beta W has a continuous limit. */
        CONTINUOUS,
        /** Neighbouring layers differ as much as they are large. */
        NONE,
        /** The interval reaches both bands, or lies between them. */
        UNDECIDED
    }

    /**
     * Compares the exponents of the seeds, paired by their place.
     *
     * @param maxNorm   exponents of the largest norm, one or more
     * @param increment exponents of the largest increment of the same seeds in the same order
     * @param level     of the interval, in (0, 1)
     * @throws IllegalArgumentException if the numbers of seeds differ or the level is out of range
     */
    public static ContinuityGap of(SeedExponents maxNorm, SeedExponents increment, double level) {
        if (maxNorm.seedCount() != increment.seedCount()) {
            throw new IllegalArgumentException("gap test: got " + maxNorm.seedCount() + " seeds of the largest norm and "
                    + increment.seedCount() + " of the largest increment");
        }
        double[] largest = maxNorm.slopes();
        double[] increments = increment.slopes();
        double[] gaps = new double[largest.length];
        for (int s = 0; s < gaps.length; s++) {
            gaps[s] = largest[s] - increments[s];
        }
        SampleMean mean = SampleMean.of(gaps);
        Optional<Interval> interval = mean.interval(level);
        return new ContinuityGap(mean.mean(), interval, limit(mean.mean(), interval));
    }

    private static Limit limit(double gap, Optional<Interval> interval) {
        if (interval.isEmpty()) {
            return Limit.UNDECIDED;
        }
        double low = interval.get().low();
        double high = interval.get().high();
        if (gap > CONTINUOUS_FROM && low > ALIKE_BELOW) {
            return Limit.CONTINUOUS;
        }
        if (Math.abs(gap) < ALIKE_BELOW && low > -CONTINUOUS_FROM && high < CONTINUOUS_FROM) {
            return Limit.NONE;
        }
        return Limit.UNDECIDED;
    }
}
