package org.plumbline.numerics.regression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.plumbline.numerics.random.RandomStream;

/**
 * The exponent of a sweep over depths that was repeated with several seeds, with two statements of its error.
 * <p>(a) The pooled fit takes all points (depth, seed) as one sample: its slope and its standard error, which measures the
 * scatter about one line, curvature included, and takes points as independent. (b) The fits of the seeds give one slope each;
 * their mean is the estimate, mean -+ t s / sqrt(n) with n - 1 degrees of freedom its interval, where s is the sample standard
 * deviation of the slopes. (b) is the interval of a result: it holds however the points of one seed depend on each other, and
 * covers the slope's expectation over seeds for this grid of depths. It knows nothing of a bend common to all seeds;
 * {@link PowerLawFit#localSlopes} shows that. If all seeds have all depths, the pooled slope equals the mean of the slopes.</p>
 * Source: definition. Pinned by SeedExponentsTest (coverage on synthetic sweeps).
 */
public final class SeedExponents {

    /**
     * The sweep of one seed. A trial that diverged is left out, so seeds may differ in their depths.
     *
     * @param seed   the seed, for messages
     * @param depths three or more, > 0
     * @param values as many, > 0
     */
    public record SeedSweep(long seed, double[] depths, double[] values) {
    }

    private final PowerLawFit pooled;
    private final double[] slopes;

    private SeedExponents(PowerLawFit pooled, double[] slopes) {
        this.pooled = pooled;
        this.slopes = slopes;
    }

    /**
     * Fits each seed and all together.
     *
     * @param sweeps one or more. Not modified.
     * @throws IllegalArgumentException if there is none, or one cannot be fitted; the message names seed and point
     */
    public static SeedExponents of(List<SeedSweep> sweeps) {
        if (sweeps.isEmpty()) {
            throw new IllegalArgumentException("exponent from seeds: needs one seed or more, got none");
        }
        double[] slopes = new double[sweeps.size()];
        for (int i = 0; i < slopes.length; i++) {
            SeedSweep sweep = sweeps.get(i);
            try {
                slopes[i] = PowerLawFit.of(sweep.depths(), sweep.values()).exponent();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("seed " + sweep.seed() + ": " + e.getMessage(), e);
            }
        }
        double[] depths = sweeps.stream().flatMapToDouble(s -> Arrays.stream(s.depths())).toArray();
        double[] values = sweeps.stream().flatMapToDouble(s -> Arrays.stream(s.values())).toArray();
        return new SeedExponents(PowerLawFit.of(depths, values), slopes);
    }

    /** Returns the fit of all points together. */
    public PowerLawFit pooled() {
        return pooled;
    }

    /** Returns the slope of each seed, in the order given. */
    public double[] slopes() {
        return slopes.clone();
    }

    /** Returns the number of seeds n. */
    public int seedCount() {
        return slopes.length;
    }

    /** Returns the mean of the seeds' slopes. */
    public double meanSlope() {
        return Arrays.stream(slopes).sum() / slopes.length;
    }

    /**
     * Returns the t interval of the mean slope over the seeds; empty with one seed, which tells nothing of the spread.
     *
     * @param level in (0, 1)
     * @throws IllegalArgumentException if the level is not strictly between 0 and 1
     */
    public Optional<Interval> seedInterval(double level) {
        return SampleMean.of(slopes).interval(level);
    }

    /**
     * Returns the percentile bootstrap interval of the mean slope: seeds drawn with replacement, quantiles interpolated
     * linearly between order statistics. Empty with one seed. With few seeds it is too short (three seeds: less than half
     * the t interval): a companion of {@link #seedInterval}, not a substitute.
     *
     * @param resamples number of resamples, >= 100
     * @param level     in (0, 1)
     * @param stream    source of the draws. Advanced.
     * @throws IllegalArgumentException if level or resamples are out of range
     */
    public Optional<Interval> bootstrapInterval(int resamples, double level, RandomStream stream) {
        Interval.requireLevel(level);
        if (resamples < 100) {
            throw new IllegalArgumentException("bootstrap: needs 100 resamples or more, got " + resamples);
        }
        int n = slopes.length;
        if (n < 2) {
            return Optional.empty();
        }
        double[] means = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            means[r] = IntStream.range(0, n).mapToDouble(i -> slopes[stream.nextInt(n)]).sum() / n;
        }
        Arrays.sort(means);
        return Optional.of(new Interval(quantile(means, (1 - level) / 2), quantile(means, (1 + level) / 2), level));
    }

    private static double quantile(double[] sorted, double p) {
        double place = p * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
