package org.plumbline.numerics.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.numerics.series.StackedTensor;

class WeightTrendTest {

    /** T = 2, beta = 1, W = 1, 3, 5, 9 and 4, 8: C = (0, 4, 18) and (0, 4, 12), Cbar = (0, 4, 15); at L = 4: 2, 2, 5.5, 5.5. */
    @Test
    void twoDepthsByHand() {
        WeightTrend trend = WeightTrend.of(List.of(PVariationTest.path(1, 1, 3, 5, 9), PVariationTest.path(1, 4, 8)), 1, 2);
        assertThat(trend.trend(4)).containsExactly(2, 2, 5.5, 5.5);
        assertThat(trend.noise(PVariationTest.path(1, 1, 3, 5, 9))).containsExactly(-1, 1, -0.5, 3.5);
        assertThat(trend.noisePath(PVariationTest.path(1, 1, 3, 5, 9))).containsExactly(-1, 0, -0.5, 3);
    }

    /**
     * Known limit: W_k = L^(-beta) sin(k / L) at four depths is all trend up to the cell: |error| <= L^(-beta) / T, as the slope of
     * sin is at most 1, plus a share of T / L where cells hold unequal numbers of layers.
     */
    @Test
    void smoothWeightsAreAllTrend() {
        double beta = 0.2;
        List<StackedTensor> stacks = List.of(smooth(600, beta, 0), smooth(1000, beta, 0), smooth(1200, beta, 0));
        double[] noise = WeightTrend.of(stacks, beta, 100).noise(smooth(2000, beta, 0));
        double[] path = WeightTrend.of(stacks, beta, 100).noisePath(smooth(2000, beta, 0));
        for (int k = 0; k < 2000; k++) {
            assertThat(noise[k]).isCloseTo(0, within(Math.pow(2000, -beta) * 0.02));
            assertThat(path[k]).isCloseTo(0, within(3e-3));
        }
    }

    /** Sampled: noise of standard deviation s L^(-beta) at the depth split, none at the others, comes back with its size. */
    @Test
    void noiseComesBackWithItsSize() {
        double beta = 0.5;
        double[] noise = WeightTrend.of(List.of(smooth(500, beta, 0), smooth(1000, beta, 0)), beta, 100).noise(smooth(4000, beta, 2));
        double squares = 0;
        for (double value : noise) {
            squares += value * value;
        }
        assertThat(squares).isCloseTo(4, within(4 * 5 * Math.sqrt(2.0 / 4000)));
    }

    /** Independent: the sum over all layers of the trend is L^(1 - beta) Cbar(T) where T divides L. */
    @Test
    void trendKeepsTheSum() {
        double[] values = new double[40];
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("values");
        stream.gaussians(values, 1, 1);
        StackedTensor stack = PVariationTest.path(2, values);
        double[] noise = WeightTrend.of(List.of(stack), 0.3, 5).noisePath(stack);
        assertThat(noise[38]).isCloseTo(0, within(1e-13));
        assertThat(noise[39]).isCloseTo(0, within(1e-13));
    }

    @Test
    void refusesWhatIsTooShort() {
        assertThat(WeightTrend.paperDepths(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9})).containsExactly(1, 2, 3, 4);
        assertThatThrownBy(() -> WeightTrend.paperDepths(new int[] {600, 700})).hasMessageContaining("needs 8 depths, got [600, 700]");
        assertThatThrownBy(() -> WeightTrend.of(List.of(smooth(400, 0.2, 0)), 0.2, 500)).hasMessageContaining("500, got 400");
        assertThatThrownBy(() -> WeightTrend.of(List.of(), 0.2, 500)).hasMessageContaining("got 0 stacks");
        assertThatThrownBy(() -> WeightTrend.of(List.of(smooth(4, 0, 0)), 0, 2).noise(PVariationTest.path(2, 1, 2, 3, 4)))
                .hasMessageContaining("1 entries, got 2 at depth 2");
    }

    private static StackedTensor smooth(int layers, double beta, double noise) {
        RandomStream stream = new RandomStreams(8).stream("noise");
        double[] values = new double[layers];
        for (int k = 0; k < layers; k++) {
            values[k] = Math.pow(layers, -beta) * (Math.sin(k / (double) layers) + noise * stream.gaussian());
        }
        return PVariationTest.path(1, values);
    }
}
