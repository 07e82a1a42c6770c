package org.plumbline.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

class DropoutTest {

    @Test
    void derivativesAreThoseOfTheMaskDrawn() {
        LayerChecks.derivativesHold(new Dropout(0.4), Shape.of(3, 4));
        LayerChecks.derivativesHold(Sequence.of(new Dense(5, "A", "b"), new Dropout(0.2), new Dense(2, "B", "")), Shape.of(4));
    }

    /** 10,000 entries kept with probability 3/4: between 7500 +- 5 sqrt(10000 3/16) of them, each 4/3. */
    @Test
    void trainingKeepsTheMean() {
        double[] ones = new double[10_000];
        Arrays.fill(ones, 1);
        double[] y = LayerChecks.value(new Dropout(0.25), Shape.of(100), new double[0], ones);
        assertThat(Arrays.stream(y).distinct().sorted().toArray()).containsExactly(new double[] {0, 4.0 / 3}, within(1e-15));
        assertThat(Arrays.stream(y).filter(v -> v > 0).count()).isBetween(7500L - 217, 7500L + 217);
    }

    @Test
    void refusesRatesThatKeepNothing() {
        assertThatThrownBy(() -> new Dropout(1)).isInstanceOf(ShapeException.class).hasMessageContaining("1.0");
        assertThatThrownBy(() -> new Dropout(-0.1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new Dropout(Double.NaN)).isInstanceOf(ShapeException.class);
    }
}
