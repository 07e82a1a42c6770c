package org.plumbline.numerics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.numerics.regression.ContinuityGap.Limit;
import org.plumbline.numerics.regression.SeedExponents.SeedSweep;
import org.plumbline.numerics.series.DepthStatistics;
import org.plumbline.numerics.series.StackedTensor;

class ContinuityGapTest {

    private static final double[] DEPTHS = {16, 32, 64, 128, 256, 512};

    /** Exponents -0.2, -0.2 and -0.7, -0.5: gaps 0.5 and 0.3, mean 0.4, s = sqrt(0.02), t(1; 80 %) = 3.077684, half width 0.307768. */
    @Test
    void twoSeedsByHand() {
        ContinuityGap test = ContinuityGap.of(exact(-0.2, -0.2), exact(-0.7, -0.5), 0.8);
        assertThat(test.gap()).isCloseTo(0.4, within(1e-13));
        assertThat(test.interval().orElseThrow().low()).isCloseTo(0.4 - 0.307768, within(1e-6));
        assertThat(test.limit()).isEqualTo(Limit.UNDECIDED);
        assertThat(ContinuityGap.of(exact(-0.2, -0.2), exact(-0.7, -0.69), 0.95).limit()).isEqualTo(Limit.CONTINUOUS);
        assertThat(ContinuityGap.of(exact(-0.5, -0.5), exact(-0.51, -0.5), 0.95).limit()).isEqualTo(Limit.NONE);
        assertThat(ContinuityGap.of(exact(-0.5, -0.5), exact(-0.65, -0.651), 0.95).limit()).isEqualTo(Limit.UNDECIDED);
        assertThat(ContinuityGap.of(exact(-0.5), exact(-1.5), 0.95).limit()).isEqualTo(Limit.UNDECIDED);
    }

    /** Known limits: smooth weights have g = 1, independent noise g = 0; sampled through the statistics themselves. */
    @Test
    void smoothWeightsAndNoise() {
        assertThat(ofWeights(0, 12).limit()).isEqualTo(Limit.CONTINUOUS);
        assertThat(ofWeights(0, 12).gap()).isCloseTo(1, within(0.02));
        ContinuityGap noise = ofWeights(1, 12);
        assertThat(noise.limit()).isEqualTo(Limit.NONE);
        assertThat(noise.interval().orElseThrow().contains(0)).isTrue();
    }

    private static ContinuityGap ofWeights(double noise, int seeds) {
        RandomStream stream = new RandomStreams(6).stream("weights");
        List<SeedSweep> largest = new ArrayList<>();
        List<SeedSweep> increments = new ArrayList<>();
        for (int s = 0; s < seeds; s++) {
            double[] max = new double[DEPTHS.length];
            double[] increment = new double[DEPTHS.length];
            double phase = stream.uniform();
            for (int i = 0; i < DEPTHS.length; i++) {
                double[] w = new double[(int) DEPTHS[i] * 20];
                for (int at = 0; at < w.length; at++) {
                    w[at] = noise > 0 ? stream.gaussian() : Math.sin(3 * Math.floorDiv(at, 20) / DEPTHS[i] + phase + at % 20);
                }
                DepthStatistics statistics = DepthStatistics.of(StackedTensor.of(RealArray.of(w), 0, (int) DEPTHS[i], 20));
                max[i] = statistics.maxNorm();
                increment[i] = statistics.maxIncrementNorm();
            }
            largest.add(new SeedSweep(s, DEPTHS, max));
            increments.add(new SeedSweep(s, DEPTHS, increment));
        }
        return ContinuityGap.of(SeedExponents.of(largest), SeedExponents.of(increments), 0.95);
    }

    @Test
    void refusesUnequalNumbersOfSeeds() {
        assertThatThrownBy(() -> ContinuityGap.of(exact(-1), exact(-1, -1), 0.95)).hasMessageContaining("got 1 seeds").hasMessageContaining("2 of");
    }

    private static SeedExponents exact(double... exponents) {
        List<SeedSweep> sweeps = new ArrayList<>();
        for (double exponent : exponents) {
            double[] values = new double[DEPTHS.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.pow(DEPTHS[i], exponent);
            }
            sweeps.add(new SeedSweep(sweeps.size(), DEPTHS, values));
        }
        return SeedExponents.of(sweeps);
    }
}
