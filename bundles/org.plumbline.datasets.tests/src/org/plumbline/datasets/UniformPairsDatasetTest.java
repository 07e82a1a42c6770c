package org.plumbline.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.numerics.random.RandomStreams;

class UniformPairsDatasetTest {

    /** Mean 1/2 and second moment 1/3 of n = 64000 numbers within five standard errors, sqrt(1/12/n) and sqrt(4/45/n). */
    @Test
    void coordinatesAreUniformBetweenZeroAndOne() {
        DataSet data = new UniformPairsDataset().load(Settings.of(Map.of("dimension", 64L, "outputs", 2L, "train", 1000L, "test", 3L)),
                new RandomStreams(4));
        assertThat(data.shape().input()).isEqualTo(Shape.of(64));
        assertThat(data.shape().target()).isEqualTo(Shape.of(2));
        double mean = 0;
        double square = 0;
        for (float value : data.trainInputs()) {
            mean += value / 64000.0;
            square += (double) value * value / 64000;
        }
        assertThat(mean).isCloseTo(0.5, within(5 * Math.sqrt(1.0 / 12 / 64000)));
        assertThat(square).isCloseTo(1.0 / 3, within(5 * Math.sqrt(4.0 / 45 / 64000)));
        assertThat(data.testInputs()).hasSize(192).doesNotContain(data.trainInputs()[0]);
        assertThat(data.trainTargets()[0]).isNotEqualTo(data.trainInputs()[0]);
    }
}
