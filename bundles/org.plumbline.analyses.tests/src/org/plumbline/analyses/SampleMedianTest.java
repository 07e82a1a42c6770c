package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class SampleMedianTest {

    /** With n = 6, P(B < 1) = 1/64 <= 0.025 < P(B < 2) = 7/64: the extremes; with n = 5, 1/32 > 0.025: none. */
    @Test
    void byHand() {
        SampleMedian six = SampleMedian.of(6, 1, 5, 2, 4, 3);
        assertThat(six.median()).isEqualTo(3.5);
        assertThat(six.interval(0.95)).hasValueSatisfying(i -> {
            assertThat(i.low()).isEqualTo(1);
            assertThat(i.high()).isEqualTo(6);
        });
        assertThat(SampleMedian.of(2, 9, 1).median()).isEqualTo(2);
        assertThat(SampleMedian.of(1, 2, 3, 4, 5).interval(0.95)).isEmpty();
    }

    /** Large n: ranks n/2 -+ 1.96 sqrt(n)/2, the normal limit, to one rank. */
    @Test
    void ranksOfManyValues() {
        double[] values = new double[20000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        assertThat(SampleMedian.of(values).interval(0.95)).hasValueSatisfying(i -> {
            assertThat(i.low()).isCloseTo(10000 - 1.96 * Math.sqrt(20000) / 2, within(2.0));
            assertThat(i.high() + i.low()).isEqualTo(20001);
        });
    }

    /** Covers the median 0 in at least the level of 2000 samples of 20 numbers, less five standard errors of 0.005. */
    @Test
    void coversTheMedian() {
        RandomStream random = new RandomStreams(3).stream("samples");
        int covered = 0;
        for (int sample = 0; sample < 2000; sample++) {
            double[] values = new double[20];
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.pow(random.gaussian(), 3);
            }
            covered += SampleMedian.of(values).interval(0.95).orElseThrow().contains(0) ? 1 : 0;
        }
        assertThat(covered / 2000.0).isBetween(0.925, 0.99);
    }
}
