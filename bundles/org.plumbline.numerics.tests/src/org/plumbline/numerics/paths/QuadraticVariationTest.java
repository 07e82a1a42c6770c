package org.plumbline.numerics.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.numerics.series.DepthStatistics;
import org.plumbline.numerics.series.StackedTensor;

class QuadraticVariationTest {

    /** (0, 0), (3, 4), (3, 5), (0, 1): squares 25, 1, 25; at lag 2: (9 + 25) + (9 + 9) = 52, / 2 * 3 / 2 = 39. */
    @Test
    void fourPointsByHand() {
        StackedTensor path = PVariationTest.path(2, 0, 0, 3, 4, 3, 5, 0, 1);
        assertThat(QuadraticVariation.along(path)).containsExactly(0, 25, 26, 51);
        assertThat(QuadraticVariation.atLag(path, 1)).isEqualTo(51);
        assertThat(QuadraticVariation.atLag(path, 2)).isEqualTo(39);
    }

    /** Known limits, L = 4000: a line has Q_h = h (L - 1) / L^2; a Brownian path 1, -+ 6 standard errors of about sqrt(2 h / L). */
    @Test
    void linesGrowWithTheLagAndBrownianPathsDoNot() {
        int layers = 4000;
        double[] line = new double[layers];
        double[] walk = new double[layers];
        var stream = new RandomStreams(4).stream("walk");
        for (int k = 1; k < layers; k++) {
            line[k] = k / (double) layers;
            walk[k] = walk[k - 1] + stream.gaussian() / Math.sqrt(layers);
        }
        for (int lag : new int[] {1, 4, 32}) {
            assertThat(QuadraticVariation.atLag(PVariationTest.path(1, line), lag))
                    .isCloseTo(lag * (layers - 1.0) / layers / layers, within(1e-12));
            assertThat(QuadraticVariation.atLag(PVariationTest.path(1, walk), lag))
                    .isCloseTo(1, within(6 * Math.sqrt(2.0 * lag / layers)));
        }
    }

    /** Independent: the rooted sum of the depth statistics. */
    @Test
    void agreesWithTheDepthStatistics() {
        double[] values = new double[60];
        new RandomStreams(System.nanoTime()).stream("values").gaussians(values, 0, 1);
        StackedTensor path = PVariationTest.path(3, values);
        assertThat(QuadraticVariation.along(path)[19]).isCloseTo(DepthStatistics.of(path).squaredVariation(), within(1e-11));
    }

    @Test
    void refusesLagsBeyondThePath() {
        assertThatThrownBy(() -> QuadraticVariation.atLag(PVariationTest.path(1, 0, 1, 2), 3))
                .hasMessage("quadratic variation: lag must lie in [1, 2] for 3 layers, got 3");
    }
}
