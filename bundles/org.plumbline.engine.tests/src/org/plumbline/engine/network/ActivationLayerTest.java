package org.plumbline.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.nd4j.Backend;
import org.plumbline.numerics.arrays.RealArray;

class ActivationLayerTest {
    private static final long SEED = 5;

    /** Definitions; Phi(1) = 0.8413447460685429, erf(1/2) = 0.5204998778130465, logistic(1) = 0.7310585786300049. */
    @ParameterizedTest
    @CsvSource({"TANH, 0.5, 0.46211715726000975", "RELU, -2, 0", "RELU, 3, 3", "IDENTITY, -2, -2", "LEAKY_RELU, -2, -0.02",
        "LEAKY_RELU, 3, 3", "HARD_TANH, -2, -1", "HARD_TANH, 0.25, 0.25", "HARD_TANH, 5, 1", "ERF, 0.5, 0.5204998778130465",
        "UNIT_ERF, 0.5641895835477563, 0.5204998778130465", "GELU, 1, 0.8413447460685429", "GELU, -1, -0.15865525393145707",
        "SILU, 1, 0.7310585786300049", "SILU, -1, -0.2689414213699951", "SOFTPLUS, 0, 0.6931471805599453",
        "SOFTPLUS, 1, 1.3132616875182228", "SOFTPLUS, 800, 800", "SILU, -800, 0", "GELU, -60, 0"})
    void valuesByHand(Function function, double x, double expected) {
        double[] y = LayerChecks.value(new ActivationLayer(function), Shape.of(1), new double[0], new double[] {x});
        assertThat(y[0]).isCloseTo(expected, within(1e-14));
    }

    @ParameterizedTest
    @EnumSource
    void derivativesHoldInDouble(Function function) {
        LayerChecks.derivativesHold(new ActivationLayer(function), Shape.of(2, 5), SEED);
    }

    @Test
    void slopeOfTheLeakyReluIsFree() {
        LayerChecks.derivativesHold(new ActivationLayer(Function.LEAKY_RELU, 0.3), Shape.of(7), SEED);
        assertThat(LayerChecks.value(new ActivationLayer(Function.LEAKY_RELU, 0.25), Shape.of(1), new double[0],
                new double[] {-2})).containsExactly(-0.5);
        assertThatThrownBy(() -> new ActivationLayer(Function.LEAKY_RELU, -1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> new ActivationLayer(Function.TANH, 0.5)).hasMessageContaining("0.5");
    }

    /** Derivatives where they jump: the one nearer to 0. */
    @Test
    void derivativesAtKinks() {
        assertThat(slopeAt(Function.RELU, 0)).isZero();
        assertThat(slopeAt(Function.LEAKY_RELU, 0)).isEqualTo(0.01);
        assertThat(slopeAt(Function.HARD_TANH, 1)).isZero();
        assertThat(slopeAt(Function.HARD_TANH, -1)).isZero();
    }

    /** The enum's own formulae are those of the array operations that tanh and ReLU take instead. */
    @ParameterizedTest
    @EnumSource(names = {"TANH", "RELU", "IDENTITY"})
    void bothWaysToAFunctionAgree(Function function) {
        for (double x : new double[] {-3, -0.7, 0, 0.2, 1, 9}) {
            double[] y = LayerChecks.value(new ActivationLayer(function), Shape.of(1), new double[0], new double[] {x});
            assertThat(function.value(x, 0)).isCloseTo(y[0], within(1e-15));
            assertThat(function.derivative(x, 0)).isCloseTo(slopeAt(function, x), within(1e-15));
        }
    }

    private static double slopeAt(Function function, double x) {
        Backend.initialise();
        ActivationLayer layer = new ActivationLayer(function);
        Network network = Network.of(layer, Shape.of(1));
        LayerParameters none = LayerParameters.of(network.layout(), RealArray.of(new double[0]));
        INDArray one = Nd4j.createFromArray(1.0).reshape(1, 1);
        return layer.linearise(none, Nd4j.createFromArray(x).reshape(1, 1), LayerChecks.trainingPass(network)).jvp(one, none).getDouble(0);
    }
}
