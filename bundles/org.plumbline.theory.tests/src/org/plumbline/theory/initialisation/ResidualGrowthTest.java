package org.plumbline.theory.initialisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.numerics.regression.SampleMean;

class ResidualGrowthTest {

    /** L = 1: (1 + 1/2) - 1; L = 2, beta = 1/2: (1 + 1/4)^2 - 1 = 9/16; L = 1000: near e^(1/2) - 1 = 0.6487. */
    @Test
    void smallCasesByHand() {
        ResidualGrowth critical = new ResidualGrowth(ResidualGrowth.RELU, 0.5);
        assertThat(critical.meanSquaredChange(1)).isCloseTo(0.5, within(1e-15));
        assertThat(critical.meanSquaredChange(2)).isCloseTo(0.5625, within(1e-15));
        assertThat(critical.meanSquare(1, 2)).isCloseTo(1.25, within(1e-15));
        assertThat(critical.limit()).isCloseTo(0.6487212707, within(1e-10));
        assertThat(critical.meanSquaredChange(1000)).isCloseTo(critical.limit(), within(3e-4));
        assertThat(ResidualGrowth.leakyRelu(0)).isEqualTo(ResidualGrowth.RELU);
        assertThat(ResidualGrowth.leakyRelu(-1)).isEqualTo(ResidualGrowth.IDENTITY);
    }

    /** Known limits: identity above beta = 1/2, (m / L^(2 beta - 1)), explosion below. */
    @Test
    void regimes() {
        ResidualGrowth identity = new ResidualGrowth(ResidualGrowth.RELU, 1);
        assertThat(identity.meanSquaredChange(1_000_000)).isCloseTo(0.5e-6, Percentage.withPercentage(1e-4));
        assertThat(identity.limit()).isZero();
        ResidualGrowth explosion = new ResidualGrowth(ResidualGrowth.RELU, 0.25);
        assertThat(explosion.meanSquaredChange(1000)).isGreaterThan(1e6);
        assertThat(explosion.limit()).isInfinite();
        assertThatThrownBy(() -> explosion.meanSquare(3, 2)).hasMessageContaining("k in [0, L], got 2 and 3");
        assertThatThrownBy(() -> new ResidualGrowth(0, 1)).hasMessageContaining("m in (0, 1]");
    }

    /** Sampled: ReLU networks of width 12 and depth 6, uniform entries; the mean of 4,000 within 6 standard errors. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 1})
    void sampledNetworks(double beta) {
        long seed = System.nanoTime();
        RandomStream stream = new RandomStreams(seed).stream("test");
        double[] ratios = new double[4000];
        for (int r = 0; r < ratios.length; r++) {
            ratios[r] = change(stream, 12, 6, beta);
        }
        SampleMean mean = SampleMean.of(ratios);
        assertThat(mean.mean()).as("seed %d", seed)
                .isCloseTo(new ResidualGrowth(ResidualGrowth.RELU, beta).meanSquaredChange(6), within(6 * mean.error()));
    }

    private static double change(RandomStream stream, int width, int layers, double beta) {
        double[] start = new double[width];
        stream.gaussians(start, 0, 1);
        double[] h = start.clone();
        double bound = Math.sqrt(3.0 / width);
        for (int k = 0; k < layers; k++) {
            double[] hidden = new double[width];
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    hidden[i] += stream.uniform(-bound, bound) * h[j];
                }
            }
            double[] next = h.clone();
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    next[i] += Math.pow(layers, -beta) * stream.uniform(-bound, bound) * Math.max(0, hidden[j]);
                }
            }
            h = next;
        }
        double change = 0;
        double norm = 0;
        for (int i = 0; i < width; i++) {
            change += (h[i] - start[i]) * (h[i] - start[i]);
            norm += start[i] * start[i];
        }
        return change / norm;
    }
}
