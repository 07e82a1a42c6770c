package org.plumbline.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.engine.network.Normalisation.Form;
import org.nd4j.linalg.factory.Nd4j;
import org.plumbline.nd4j.Backend;
import org.plumbline.numerics.arrays.RealArray;

class NormalisationTest {

    @ParameterizedTest
    @EnumSource
    void derivativesHold(Form form) {
        LayerChecks.derivativesHold(new Normalisation(form, 1e-5, 0.1, "bn", "g", "s"), Shape.of(2, 3, 2));
        LayerChecks.derivativesHold(new Normalisation(form, 0.1, 0.1, "bn", "", ""), Shape.of(6));
        LayerChecks.derivativesHold(new Normalisation(form, 0.1, 0.1, "bn", "g", ""), Shape.of(3, 4));
        LayerChecks.derivativesHold(new Normalisation(form, 0.1, 0.1, "bn", "", "s"), Shape.of(5));
    }

    /**
     * Two examples of two channels. BATCH: channel one 1, 5 (mean 3, variance 4), two 2, 2 (variance 0); epsilon 5: 4 + 5 = 9,
     * so -2/3 and 2/3, with gain 3 and shift 1: -1, 3; zeros in channel two, with shift 7. LAYER: example 1, 2 has mean 3/2
     * and variance 1/4, epsilon 2: -1/2 / (3/2).
     */
    @Test
    void byHand() {
        double[] x = {1, 2, 5, 2};
        double[] y = LayerChecks.value(Normalisation.batch(5, 0.1, "bn", "g", "s"), Shape.of(2), new double[] {3, 4, 1, 7}, x);
        double[] expected = {-1, 7, 3, 7};
        for (int i = 0; i < 4; i++) {
            assertThat(y[i]).isCloseTo(expected[i], within(1e-15));
        }
        double[] each = LayerChecks.value(Normalisation.layer(2, "", ""), Shape.of(2), new double[0], x);
        assertThat(each[0]).isCloseTo(-1.0 / 3, within(1e-15));
        assertThat(each[1]).isCloseTo(1.0 / 3, within(1e-15));
    }

    /** Batch: [n, C, positions], the mean and variance of a channel over examples and positions are 0 and 1. */
    @Test
    void channelsAreNormalisedOverExamplesAndPositions() {
        double[] x = {1, 2, 10, 20, 4, 8, 30, 50};
        double[] y = LayerChecks.value(Normalisation.batch(1e-12, 0.1, "bn", "", ""), Shape.of(2, 2), new double[0], x);
        assertThat(y[0] + y[1] + y[4] + y[5]).isCloseTo(0, within(1e-14));
        assertThat(y[0] * y[0] + y[1] * y[1] + y[4] * y[4] + y[5] * y[5]).isCloseTo(4, within(1e-10));
        assertThat(y[2] + y[3] + y[6] + y[7]).isCloseTo(0, within(1e-14));
    }

    @Test
    void gainsStartAtOneAndShiftsAtZero() {
        var tensors = Normalisation.batch(1e-5, 0.1, "bn", "g", "s").parameters(Shape.of(4, 3, 3));
        assertThat(tensors.get(0).shape()).isEqualTo(Shape.of(4));
        assertThat(tensors.get(0).scaleStart()).contains(new ScaleStart(1, 0));
        assertThat(tensors.get(1).scaleStart()).contains(new ScaleStart(0, 0));
        assertThatThrownBy(() -> Normalisation.batch(0, 0.1, "bn", "g", "s")).hasMessageContaining("epsilon").hasMessageContaining("0.0");
        assertThatThrownBy(() -> Normalisation.batch(1, 0.1, "bn", "g", "s").outputShape(Shape.SCALAR)).hasMessageContaining("single number");
    }

    /**
     * Running statistics by hand: batch 1, 5 has mean 3 and unbiased variance 8; momentum 1/4 from mean 1 and variance 2:
     * 1 + (3 - 1)/4 = 1.5, 2 + (8 - 2)/4 = 3.5. Evaluation with epsilon 0.5 then gives (x - 1.5) / 2.
     */
    @Test
    void runningStatisticsByHand() {
        Backend.initialise();
        Network network = Network.of(Normalisation.batch(0.5, 0.25, "bn", "", ""), Shape.of(1));
        RealArray statistics = RealArray.of(1.0, 2.0);
        LayerParameters none = LayerParameters.of(network.layout(), RealArray.of(new double[0]));
        LayerParameters window = LayerParameters.of(network.statistics(), statistics);
        network.root().linearise(none, Nd4j.createFromArray(1.0, 5.0).reshape(2, 1), new Pass(Mode.TRAINING, window, null));
        assertThat(statistics.doubles(2)).containsExactly(1.5, 3.5);
        double[] y = Entries.of(network.root().linearise(none, Nd4j.createFromArray(1.5, 4.5, -2.5).reshape(3, 1),
                new Pass(Mode.EVALUATION, window, null)).output());
        assertThat(y).containsExactly(0, 1.5, -2);
        assertThat(statistics.doubles(2)).containsExactly(1.5, 3.5);
    }

    /** In a repeat each copy observes what it sees: one mean and variance for each, also where weights are tied. */
    @Test
    void copiesOfARepeatHaveStatisticsOfTheirOwn() {
        Network network = Network.of(new Repeat(3, Sequence.of(Normalisation.batch(1, 1, "bn", "g", "s")), true), Shape.of(2));
        assertThat(network.statistics().slot("bn.mean").tensor().shape()).isEqualTo(Shape.of(3, 2));
        assertThat(network.statistics().slot("bn.variance").tensor().scaleStart()).contains(new ScaleStart(1, 0));
        assertThat(network.layout().slot("g").tensor().shape()).isEqualTo(Shape.of(2));
    }
}
