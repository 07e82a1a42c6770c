package org.plumbline.numerics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class AdaptiveReplicationTest {
    private static final int SWEEPS = 1000;
    private static final double[] X = {Math.log(4), Math.log(8), Math.log(16), Math.log(32), Math.log(64)};
    private static final double[] COST = {4, 8, 16, 32, 64};
    private static final double SLOPE = -0.5;
    private final RandomStream stream = new RandomStreams(System.nanoTime()).stream("sweeps");

    @Test
    void looksArePlanned() {
        SequentialLooks looks = SequentialLooks.between(4, 30, 0.95);
        assertThat(looks.counts()).isEqualTo(List.of(4, 6, 9, 13, 19, 30)).isSorted();
        assertThat(looks.each()).isCloseTo(1 - 0.05 / 6, within(1e-15));
        assertThat(SequentialLooks.between(5, 5, 0.9).counts()).containsExactly(5);
        assertThatThrownBy(() -> SequentialLooks.between(1, 5, 0.9)).hasMessageContaining("first = 1");
    }

    /** With equally many seeds: the t interval of the slopes of the seeds. */
    @Test
    void aFullTableIsTheIntervalOfTheSeedsSlopes() {
        double[][] y = new double[X.length][7];
        SeedExponents.SeedSweep[] sweeps = new SeedExponents.SeedSweep[7];
        double[] depths = Arrays.stream(X).map(Math::exp).toArray();
        for (int s = 0; s < 7; s++) {
            double[] values = new double[X.length];
            for (int d = 0; d < X.length; d++) {
                y[d][s] = stream.gaussian();
                values[d] = Math.exp(y[d][s]);
            }
            sweeps[s] = new SeedExponents.SeedSweep(s, depths, values);
        }
        Interval expected = SeedExponents.of(List.of(sweeps)).seedInterval(0.9).orElseThrow();
        Interval interval = RaggedSlope.of(X, y).interval(0.9);
        assertThat(interval.low()).isCloseTo(expected.low(), within(1e-9));
        assertThat(interval.high()).isCloseTo(expected.high(), within(1e-9));
        assertThatThrownBy(() -> RaggedSlope.of(new double[] {1, 2}, new double[][] {{1, 2}, {1, 2, 3}})).hasMessageContaining("got 1");
    }

    /** y = slope x + common(seed) + own(seed, depth), with noise that grows with depth. */
    private double[][] extend(double[][] y, int[] seeds, double[][] common, double shared) {
        double[][] more = new double[X.length][];
        for (int d = 0; d < X.length; d++) {
            more[d] = Arrays.copyOf(y[d], seeds[d]);
            for (int s = y[d].length; s < seeds[d]; s++) {
                more[d][s] = SLOPE * X[d] + 0.1 * (d + 1) * (shared * common[s][0] + Math.sqrt(1 - shared * shared) * stream.gaussian());
            }
        }
        return more;
    }

    /**
     * Stopped as soon as the interval is narrow, 95 % of the intervals at the stop hold the slope; also where the depths of a seed
     * depend on each other. Without the plan, with t intervals of 95 % at each look, they would not.
     */
    @ParameterizedTest
    @CsvSource({"0, 0.15", "0, 0.3", "0.7, 0.15", "0.95, 0.1", "0, 1e-9"})
    void intervalsAreValidAtTheStop(double shared, double width) {
        SequentialLooks looks = SequentialLooks.between(4, 40, 0.95);
        int held = 0;
        for (int k = 0; k < SWEEPS; k++) {
            held += sweep(looks, shared, width).contains(SLOPE) ? 1 : 0;
        }
        // at least 0.95; 0.94 is allowed, and a sample of 1000 has a standard deviation of 0.007 there
        assertThat((double) held / SWEEPS).isGreaterThan(0.92);
    }

    private Interval sweep(SequentialLooks looks, double shared, double width) {
        AdaptiveReplication replication = new AdaptiveReplication(X, COST, width, looks);
        double[][] common = new double[100][1];
        for (double[] c : common) {
            c[0] = stream.gaussian();
        }
        double[][] y = extend(new double[X.length][0], replication.first(), common, shared);
        for (int look = 0;; look++) {
            AdaptiveReplication.Decision decision = replication.decide(look, y);
            if (decision.stop()) {
                assertThat(decision.reached()).isEqualTo(decision.interval().high() - decision.interval().low() <= width);
                return decision.interval();
            }
            y = extend(y, decision.seeds(), common, shared);
        }
    }

    /** The middle depth has no weight in the slope; the ends get the seeds, the dearer end fewer for its noise. */
    @Test
    void seedsGoToTheDepthsThatMatter() {
        AdaptiveReplication replication = new AdaptiveReplication(X, new double[] {1, 1, 1, 1, 16}, 1e-6, SequentialLooks.between(4, 24, 0.95));
        double[][] y = new double[X.length][];
        for (int d = 0; d < X.length; d++) {
            y[d] = d < 2 ? new double[] {1, -1, 1, -1} : new double[] {1, 1, -1, -1};
        }
        int[] seeds = replication.decide(2, y).seeds();
        // look 3 has 13 seeds: c is -2, -1, 0, 1, 2 in units of ln 2 / S; the last is divided by sqrt(16)
        assertThat(seeds).containsExactly(14, 8, 4, 8, 4);
    }
}
