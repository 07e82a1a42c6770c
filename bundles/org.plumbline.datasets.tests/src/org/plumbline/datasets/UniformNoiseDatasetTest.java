package org.plumbline.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.numerics.random.RandomStreams;

class UniformNoiseDatasetTest {
    private static final UniformNoiseDataset NOISE = new UniformNoiseDataset();

    private static Settings settings(long d, long outputs, long n) {
        return Settings.of(Map.of("dimension", d, "outputs", outputs, "train", n));
    }

    @Test
    void hasTheShapeThatWasAskedFor() {
        DataSet data = NOISE.load(settings(5, 2, 3), new RandomStreams(1));
        assertThat(data.shape()).isEqualTo(new DataShape(Shape.of(5), Shape.of(2), 3, 0));
        assertThat(data.trainInputs()).hasSize(15);
        assertThat(data.trainTargets()).hasSize(6);
        assertThat(data.testInputs()).isEmpty();
    }

    /**
     * Moments of U(0, 1) over 60 000 numbers: mean 1/2 with standard error (1/12)^(1/2) / 245 = 1.2e-3, mean square 1/3 with standard error
     * (1/5 - 1/9)^(1/2) / 245 = 1.2e-3; bounds at five of them. Inputs and targets are uncorrelated: standard error (1/12) / 245.
     */
    @Test
    void coordinatesAreUniformAndTargetsHaveNothingToDoWithInputs() {
        DataSet data = NOISE.load(settings(20, 20, 3000), new RandomStreams(7));
        for (float[] values : new float[][] {data.trainInputs(), data.trainTargets()}) {
            double sum = 0;
            double squares = 0;
            for (float value : values) {
                assertThat(value).isBetween(0f, 1f);
                sum += value;
                squares += (double) value * value;
            }
            assertThat(sum / values.length).isCloseTo(0.5, within(6e-3));
            assertThat(squares / values.length).isCloseTo(1 / 3.0, within(6e-3));
        }
        double covariance = 0;
        for (int i = 0; i < 60000; i++) {
            covariance += (data.trainInputs()[i] - 0.5) * (data.trainTargets()[i] - 0.5) / 60000;
        }
        assertThat(covariance).isCloseTo(0, within(5 / 12.0 / 245));
    }

    @Test
    void eachSeedDrawsItsOwn() {
        float[] one = NOISE.load(settings(4, 1, 2), new RandomStreams(1)).trainInputs();
        assertThat(NOISE.load(settings(4, 1, 2), new RandomStreams(1)).trainInputs()).containsExactly(one);
        assertThat(NOISE.load(settings(4, 1, 2), new RandomStreams(2)).trainInputs()).doesNotContain(one[0]);
    }
}
