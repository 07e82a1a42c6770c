package org.plumbline.architectures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.ScaleStart;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.spi.DataShape;

class ResidualDenseArchitectureTest {

    private static Settings settings(long depth, String delta, boolean bias) {
        return Settings.of(Map.of("depth", depth, "activation", "tanh", "delta", delta, "alpha", 0.5, "bias", bias));
    }

    private static DataShape data(int input, int target) {
        return new DataShape(Shape.of(input), Shape.of(target), 64, 0);
    }

    private static Network network(Settings settings) {
        return Network.of(new ResidualDenseArchitecture().build(settings, data(5, 5)), Shape.of(5));
    }

    @Test
    void takesItsWidthFromTheData() {
        Network network = network(settings(8, "shared", true));
        assertThat(network.output()).isEqualTo(Shape.of(5));
        assertThat(network.layout().slot("A").tensor().shape()).isEqualTo(Shape.of(8, 5, 5));
        assertThat(network.layout().slot("A").tensor().fanIn()).isEqualTo(5);
        assertThat(network.layout().slot("b").tensor().shape()).isEqualTo(Shape.of(8, 5));
        assertThat(network.layout().size()).isEqualTo(8 * (25 + 5) + 1);
    }

    @Test
    void biasCanBeLeftOut() {
        Network network = network(settings(8, "none", false));
        assertThat(network.layout().has("b")).isFalse();
        assertThat(network.layout().size()).isEqualTo(8 * 25);
    }

    /** Scaling-limits 1.1: shared starts at 1/L exactly and is one number; per-layer is N(0, std 1/L), one a layer. */
    @Test
    void trainableScalesStartAsThePaperSays() {
        ParameterTensor shared = network(settings(8, "shared", true)).layout().slot("delta").tensor();
        assertThat(shared.scaleStart()).contains(new ScaleStart(1.0 / 8, 0));
        assertThat(shared.shape()).isEqualTo(Shape.SCALAR);
        ParameterTensor each = network(settings(8, "per-layer", true)).layout().slot("delta").tensor();
        assertThat(each.scaleStart()).contains(new ScaleStart(0, 1.0 / 8));
        assertThat(each.shape()).isEqualTo(Shape.of(8));
    }

    @ParameterizedTest
    @CsvSource({"none, 1", "fixed, 0.25"})
    void constantScales(String delta, double factor) {
        Repeat repeat = (Repeat) new ResidualDenseArchitecture().build(settings(16, delta, true), data(5, 5));
        BranchScale scale = ((Residual) repeat.body()).scale();
        assertThat(scale.mode()).isEqualTo(BranchScale.Mode.CONSTANT);
        assertThat(scale.constant()).isEqualTo(factor); // 16^(-1/2) = 1/4
        assertThat(network(settings(16, delta, true)).layout().has("delta")).isFalse();
    }

    @Test
    void refusesTargetsOfAnotherLengthAndNamesBoth() {
        assertThatThrownBy(() -> new ResidualDenseArchitecture().build(settings(8, "none", true), data(784, 10)))
                .isInstanceOf(ShapeException.class).hasMessageContaining("[784]").hasMessageContaining("[10]");
    }

    @Test
    void refusesImages() {
        DataShape images = new DataShape(Shape.of(1, 28, 28), Shape.of(1, 28, 28), 10, 0);
        assertThatThrownBy(() -> new ResidualDenseArchitecture().build(settings(8, "none", true), images))
                .isInstanceOf(ShapeException.class).hasMessageContaining("vector").hasMessageContaining("[1, 28, 28]");
    }

    @Test
    void refusesMoreParametersThanOneArrayHolds() {
        assertThatThrownBy(() -> new ResidualDenseArchitecture().build(settings(1_000_000, "none", true), data(100, 100)))
                .isInstanceOf(ShapeException.class).hasMessageContaining("1000000").hasMessageContaining("100");
    }

    @Test
    void layerTypesMakeTheEnginesLayers() {
        Layer dense = new DenseLayerType().create("first", Settings.of(Map.of("outputs", 3L, "bias", true)));
        assertThat(dense).isEqualTo(new Dense(3, "first.A", "first.b"));
        assertThat(new DenseLayerType().create("first", Settings.of(Map.of("outputs", 3L, "bias", false))))
                .isEqualTo(new Dense(3, "first.A", ""));
        Settings none = Settings.of(Map.of());
        assertThat(new TanhLayerType().create("x", none)).isEqualTo(new ActivationLayer(ActivationLayer.Function.TANH));
        assertThat(new ReluLayerType().create("x", none)).isEqualTo(new ActivationLayer(ActivationLayer.Function.RELU));
        assertThat(new IdentityLayerType().create("x", none))
                .isEqualTo(new ActivationLayer(ActivationLayer.Function.IDENTITY));
    }
}
