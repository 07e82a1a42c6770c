package org.plumbline.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeightNormalisedDenseTest {

    @Test
    void derivativesHold() {
        for (boolean whole : new boolean[] {false, true}) {
            LayerChecks.derivativesHold(new WeightNormalisedDense(3, whole, 0, "V", "g", "b"), Shape.of(4));
            LayerChecks.derivativesHold(new WeightNormalisedDense(3, whole, 1, "V", "", ""), Shape.of(4));
        }
    }

    /** Columns (3, 4) and (5, 12) have the norms 5 and 13; together with epsilon = sqrt(2): sqrt(25 + 169 + 2) = 14. */
    @Test
    void byHand() {
        double[] theta = {3, 5, 4, 12, 2, 1, 0.5, 0};
        double[] columns = LayerChecks.value(new WeightNormalisedDense(2, false, 0, "V", "g", "b"), Shape.of(2), theta, new double[] {5, 0});
        assertThat(columns[0]).isCloseTo(6.5, within(1e-14));
        assertThat(columns[1]).isCloseTo(25.0 / 13, within(1e-14));
        double[] whole = LayerChecks.value(new WeightNormalisedDense(2, true, Math.sqrt(2), "V", "g", "b"), Shape.of(2), theta,
                new double[] {14, 0});
        assertThat(whole[0]).isCloseTo(6.5, within(1e-14));
        assertThat(whole[1]).isCloseTo(5, within(1e-14));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> new WeightNormalisedDense(0, false, 0, "V", "", "")).hasMessageContaining("got 0 and 0.0");
        assertThatThrownBy(() -> new WeightNormalisedDense(1, false, 0, "V", "", "").outputShape(Shape.of(2, 2)))
                .isInstanceOf(ShapeException.class).hasMessageContaining("[2, 2]");
    }
}
