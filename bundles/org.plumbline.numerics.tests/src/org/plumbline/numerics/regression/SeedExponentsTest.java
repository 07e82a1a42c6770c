package org.plumbline.numerics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.numerics.regression.SeedExponents.SeedSweep;

class SeedExponentsTest {

    private static final double[] DEPTHS = {4, 8, 16, 32, 64, 128};

    /** Exponents -1, -0.7, -0.4 exactly: mean -0.7, sample deviation 0.3, t(2; 95 %) = 4.302653, half width 0.745242. */
    @Test
    void threeSeedsByHand() {
        SeedExponents exponents = SeedExponents.of(List.of(exact(1, -1), exact(2, -0.7), exact(3, -0.4)));
        assertThat(exponents.seedCount()).isEqualTo(3);
        assertThat(exponents.slopes()).containsExactly(new double[] {-1, -0.7, -0.4}, within(1e-13));
        assertThat(exponents.meanSlope()).isCloseTo(-0.7, within(1e-13));
        assertThat(exponents.pooled().exponent()).isCloseTo(-0.7, within(1e-13));
        Interval interval = exponents.seedInterval(0.95).orElseThrow();
        assertThat(interval.low()).isCloseTo(-0.7 - 0.745242, within(1e-6));
        assertThat(interval.high()).isCloseTo(-0.7 + 0.745242, within(1e-6));
        assertThat(interval.level()).isEqualTo(0.95);
    }

    /** 1,000 sweeps with a random slope, level and scatter for each seed; the standard error of the share is 0.7 %. */
    @ParameterizedTest
    @ValueSource(ints = {3, 10})
    void seedIntervalsCoverTheExponent(int seeds) {
        RandomStream stream = new RandomStreams(11).stream("sweeps/" + seeds);
        int covered = 0;
        for (int r = 0; r < 1000; r++) {
            covered += SeedExponents.of(sweeps(seeds, stream)).seedInterval(0.95).orElseThrow().contains(-0.7) ? 1 : 0;
        }
        assertThat(covered / 1000.0).isBetween(0.93, 0.97);
    }

    /** With many seeds the bootstrap must agree with the t interval. */
    @Test
    void bootstrapAgreesWithTheIntervalForManySeeds() {
        RandomStream stream = new RandomStreams(12).stream("sweeps");
        SeedExponents exponents = SeedExponents.of(sweeps(200, stream));
        Interval t = exponents.seedInterval(0.9).orElseThrow();
        Interval bootstrap = exponents.bootstrapInterval(4000, 0.9, stream).orElseThrow();
        double width = t.high() - t.low();
        assertThat(bootstrap.low()).isCloseTo(t.low(), within(0.1 * width));
        assertThat(bootstrap.high()).isCloseTo(t.high(), within(0.1 * width));
    }

    /** The resampled mean of two seeds is their mean with probability 1/2, either end with 1/4. */
    @Test
    void bootstrapOfTwoSeedsReachesFromOneToTheOther() {
        SeedExponents exponents = SeedExponents.of(List.of(exact(1, -1), exact(2, -0.5)));
        Interval interval = exponents.bootstrapInterval(1000, 0.9, new RandomStreams(1).stream("bootstrap")).orElseThrow();
        assertThat(interval.low()).isCloseTo(-1, within(1e-12));
        assertThat(interval.high()).isCloseTo(-0.5, within(1e-12));
    }

    @Test
    void oneSeedHasNoInterval() {
        SeedExponents exponents = SeedExponents.of(List.of(exact(1, -1)));
        assertThat(exponents.seedInterval(0.95)).isEmpty();
        assertThat(exponents.bootstrapInterval(100, 0.95, new RandomStreams(1).stream("bootstrap"))).isEmpty();
        assertThat(exponents.meanSlope()).isCloseTo(-1, within(1e-13));
    }

    @Test
    void namesSeedAndPoint() {
        SeedSweep bad = new SeedSweep(42, DEPTHS, new double[] {1, 1, Double.POSITIVE_INFINITY, 1, 1, 1});
        assertThatThrownBy(() -> SeedExponents.of(List.of(exact(1, 1), bad)))
                .hasMessage("seed 42: power-law fit: value of point 3 (depth 16.0) must be > 0 and finite, got Infinity");
        assertThatThrownBy(() -> SeedExponents.of(List.of())).hasMessageContaining("got none");
        SeedExponents one = SeedExponents.of(List.of(exact(1, 1)));
        assertThatThrownBy(() -> one.seedInterval(95)).hasMessageContaining("got 95.0");
        assertThatThrownBy(() -> one.bootstrapInterval(5, 0.9, null)).hasMessageContaining("got 5");
    }

    private static List<SeedSweep> sweeps(int seeds, RandomStream stream) {
        List<SeedSweep> sweeps = new ArrayList<>();
        for (int s = 0; s < seeds; s++) {
            double slope = -0.7 + 0.05 * stream.gaussian();
            double level = 0.3 * stream.gaussian();
            sweeps.add(new SeedSweep(s, DEPTHS, Arrays.stream(DEPTHS)
                    .map(d -> Math.exp(level + slope * Math.log(d) + 0.1 * stream.gaussian())).toArray()));
        }
        return sweeps;
    }

    private static SeedSweep exact(long seed, double exponent) {
        return new SeedSweep(seed, DEPTHS, Arrays.stream(DEPTHS).map(d -> (1 + seed) * Math.pow(d, exponent)).toArray());
    }
}
