package org.plumbline.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.engine.network.Pooling.Form;

/** Pooling and the other layers without parameters that move entries. */
class PoolingTest {
    private static final long SEED = 5;
    private static final double[] NONE = {};

    @ParameterizedTest
    @EnumSource
    void derivativesHold(Form form) {
        LayerChecks.derivativesHold(new Pooling(form, 2, 2), Shape.of(3, 5, 4), SEED);
        LayerChecks.derivativesHold(new Pooling(form, 3, 1), Shape.of(2, 6), SEED);
    }

    /** 1 2 3 / 4 5 6 / 7 8 9 by windows of 2. */
    @Test
    void byHand() {
        double[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        Shape input = Shape.of(1, 3, 3);
        assertThat(LayerChecks.value(new Pooling(Form.AVERAGE, 2, 1), input, NONE, x)).containsExactly(3, 4, 6, 7);
        assertThat(LayerChecks.value(new Pooling(Form.MAX, 2, 1), input, NONE, x)).containsExactly(5, 6, 8, 9);
        assertThat(LayerChecks.value(new Pooling(Form.MAX, 2, 2), input, NONE, x)).containsExactly(5);
        assertThat(LayerChecks.value(new Pooling(Form.GLOBAL_AVERAGE, 1, 1), input, NONE, x)).containsExactly(5);
        assertThat(LayerChecks.value(new Pooling(Form.MAX, 2, 2), Shape.of(1, 2, 2), NONE,
                new double[] {1, Double.NaN, 3, 4, -5, -6, -7, -8})).contains(-5);
    }

    @Test
    void channelsOfZerosAndVectors() {
        assertThat(LayerChecks.value(new ChannelPadding(1, 2), Shape.of(1, 2), NONE, new double[] {3, 4, 5, 6}))
                .containsExactly(0, 0, 3, 4, 0, 0, 0, 0, 0, 0, 5, 6, 0, 0, 0, 0);
        LayerChecks.derivativesHold(new ChannelPadding(1, 2), Shape.of(3, 2, 2));
        LayerChecks.derivativesHold(new ChannelPadding(0, 1), Shape.of(3));
        LayerChecks.derivativesHold(new Flatten(), Shape.of(3, 2, 2));
        assertThat(new Flatten().outputShape(Shape.of(3, 2, 2))).isEqualTo(Shape.of(12));
    }

    /** Convolution, normalisation, pooling and dense layers together, with a strided shortcut: shapes and orders of axes agree. */
    @Test
    void smallConvolutionalNetwork() {
        Layer block = Residual.of(Sequence.of(Normalisation.batch(1e-5, 0.1, "bn", "g", "s"),
                new ActivationLayer(ActivationLayer.Function.SILU), new Convolution(2, 3, 3, 1, 1, true, "K", "")), BranchScale.NONE);
        Layer down = new Residual(new Convolution(2, 5, 3, 2, 1, false, "D", ""),
                Sequence.of(new Pooling(Form.AVERAGE, 2, 2), new ChannelPadding(1, 1)), BranchScale.constant(0.5));
        Layer net = Sequence.of(new Convolution(2, 3, 3, 1, 1, false, "S", "sb"), new Repeat(2, block, false), down,
                new Flatten(), new Dense(4, "A", "b"));
        LayerChecks.derivativesHold(net, Shape.of(1, 4, 6));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> new Pooling(Form.MAX, 4, 1).outputShape(Shape.of(1, 3, 9))).isInstanceOf(ShapeException.class)
                .hasMessageContaining("max-pool").hasMessageContaining("window of 4").hasMessageContaining("[1, 3, 9]");
        assertThatThrownBy(() -> new Pooling(Form.GLOBAL_AVERAGE, 1, 1).outputShape(Shape.of(5))).hasMessageContaining("[5]");
        assertThatThrownBy(() -> new Pooling(Form.MAX, 0, 1)).hasMessageContaining("got 0 and 1");
        assertThatThrownBy(() -> new ChannelPadding(-1, 0)).hasMessageContaining("got -1 and 0");
    }
}
