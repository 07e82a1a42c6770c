package org.plumbline.numerics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class SampleMeanTest {

    /** 1, 2, 3: mean 2, s = 1, error 1/sqrt(3); t(2; 95 %) = 4.302653. t = 2 sqrt(3) against 0: p = 0.0741799. */
    @Test
    void threeValuesByHand() {
        SampleMean mean = SampleMean.of(1, 2, 3);
        assertThat(mean.mean()).isEqualTo(2);
        assertThat(mean.error()).isCloseTo(1 / Math.sqrt(3), within(1e-15));
        assertThat(mean.interval(0.95).orElseThrow().high()).isCloseTo(2 + 4.302653 / Math.sqrt(3), within(1e-6));
        assertThat(mean.probability(0)).isCloseTo(0.0741799, within(1e-6));
        assertThat(mean.probability(2)).isCloseTo(1, within(1e-15));
    }

    /** Sampled: of 4,000 tests of a true expectation a share p = 0.05 reject, standard error 0.0034. */
    @Test
    void rejectsATrueExpectationAtItsLevel() {
        RandomStream stream = new RandomStreams(3).stream("values");
        int rejected = 0;
        for (int r = 0; r < 4000; r++) {
            double[] values = new double[4];
            stream.gaussians(values, 7, 2);
            rejected += SampleMean.of(values).probability(7) < 0.05 ? 1 : 0;
        }
        assertThat(rejected / 4000.0).isCloseTo(0.05, within(0.014));
    }

    @Test
    void oneValueAndEqualValues() {
        assertThat(SampleMean.of(4).interval(0.9)).isEmpty();
        assertThat(SampleMean.of(4).probability(0)).isEqualTo(1);
        assertThat(SampleMean.of(4, 4).probability(0)).isZero();
        assertThat(SampleMean.of(4, 4).probability(4)).isEqualTo(1);
        assertThatThrownBy(SampleMean::of).hasMessageContaining("got none");
        assertThatThrownBy(() -> SampleMean.of(1, Double.NaN)).hasMessageContaining("value 2").hasMessageContaining("NaN");
    }
}
