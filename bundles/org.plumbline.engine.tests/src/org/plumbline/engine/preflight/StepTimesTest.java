package org.plumbline.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.numerics.regression.Interval;

/** On synthetic costs, of which the truth is known. */
class StepTimesTest {
    private final RandomStream stream = new RandomStreams(System.nanoTime()).stream("times");

    private StepTimes.Sample sample(String kind, double work, double deviation) {
        return new StepTimes.Sample(kind, work, (1e-5 + 1e-9 * work) * Math.exp(deviation * stream.gaussian()));
    }

    @Test
    void kindsDoNotMix() {
        StepTimes times = new StepTimes(Lists.immutable.with(new StepTimes.Sample("a", 1000, 2), new StepTimes.Sample("a", 2000, 3),
                new StepTimes.Sample("b", 1000, 50)));
        assertThat(times.expected("a", 3000).orElseThrow()).isCloseTo(4, within(1e-9));
        assertThat(times.expected("b", 1000).orElseThrow()).isCloseTo(50, within(1e-9));
        assertThat(times.expected("b", 1001)).as("one work tells nothing of another").isEmpty();
        assertThat(times.expected("c", 1000)).isEmpty();
        assertThat(times.interval("c", 1000, 0.9, 1)).isEmpty();
        assertThat(times.spans("a", 2900, 1.5)).isTrue();
        assertThat(times.spans("a", 3100, 1.5)).isFalse();
        assertThat(times.spans("a", 600, 1.5)).isFalse();
        assertThat(times.spans("b", 1001, 1.5)).isFalse();
        assertThat(times.spans("c", 1000, 1.5)).isFalse();
    }

    /** What the points show and what the load adds: the intervals cover at least with their level, and are not absurdly wide. */
    @Test
    void intervalsCoverTheTruth() {
        int covered = 0;
        int runs = 1000;
        for (int k = 0; k < runs; k++) {
            MutableList<StepTimes.Sample> samples = Lists.mutable.empty();
            for (double work : new double[] {1e3, 1e4, 1e5, 1e6}) {
                samples.add(sample("a", work, 0.1));
                samples.add(sample("a", work, 0.1));
                samples.add(sample("a", work, 0.1));
            }
            StepTimes times = new StepTimes(samples.toImmutable());
            Interval interval = times.interval("a", 3e6, 0.9, 1).orElseThrow();
            double busy = Math.exp(StepTimes.LOAD * stream.gaussian());
            covered += interval.contains(busy * sample("a", 3e6, 0.1).seconds()) ? 1 : 0;
            assertThat(interval.high() / interval.low()).isLessThan(10);
        }
        // binomial with p = 0.9 at least: its standard deviation is 0.0095
        assertThat((double) covered / runs).isBetween(0.86, 0.99);
    }
}
