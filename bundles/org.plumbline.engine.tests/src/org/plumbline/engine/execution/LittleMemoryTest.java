package org.plumbline.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Convolution;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Normalisation;
import org.plumbline.engine.network.Pooling;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.numerics.arrays.Precision;

/** Little memory: programs in pieces that are computed twice, stacks that leave room for other layers; and long repeats. */
class LittleMemoryTest {
    private static final Shape IMAGE = Shape.of(4, 6, 5);
    private static final int CAPACITY = 64;

    private static Convolution convolution(int outputs, String name) {
        return new Convolution(2, outputs, 3, 1, 1, false, name + ".K", name + ".b");
    }

    /** Convolution, normalisation and function in a branch, 23 times; a stem before and a head behind. */
    private static Network network(BranchScale scale, int count) {
        Layer body = Residual.of(Sequence.of(new ActivationLayer(Function.RELU), convolution(4, "c"),
                Normalisation.batch(1e-3, 0.2, "n", "n.g", "n.s"), new ActivationLayer(Function.TANH), convolution(4, "d")), scale);
        return Network.of(Sequence.of(convolution(4, "stem"), new Repeat(count, body, false), new ActivationLayer(Function.TANH),
                new Pooling(Pooling.Form.GLOBAL_AVERAGE, 1, 1), new Dense(3, "head", "head.b")), IMAGE);
    }

    private static ExecutionPlan plan(Network network, double heap, double direct) {
        return ComputeBackend.byId("auto").plan(network, new ExecutionOptions(CAPACITY, Precision.FLOAT, new Memory(heap, direct)));
    }

    /** Values, derivatives and statistics, called again and in another order. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void cuttingDoesNotChangeABit(Mode mode) {
        Network network = network(BranchScale.perLayer("delta", 0.5), 23);
        ExecutionPlan whole = plan(network, 1e9, 1e9);
        assertThat(whole.parts()).hasSize(1);
        ExecutionChecks.Results expected = ExecutionChecks.results(whole, mode, 0.3, 5);
        double all = whole.states().direct();
        for (double share : new double[] {0.9, 0.6, 0.5}) {
            ExecutionPlan cut = plan(network, 1e9, share * all);
            assertThat(cut.states().direct()).isLessThanOrEqualTo(share * all);
            assertThat(cut.parts()).hasSize(1);
            assertThat(cut.parts().getFirst().path()).contains("pieces").contains("computed twice");
            ExecutionChecks.Results got = ExecutionChecks.results(cut, mode, 0.3, 5);
            assertSame("y", got.y(), expected.y());
            assertSame("gradient", got.gradient(), expected.gradient());
            assertSame("inputGradient", got.inputGradient(), expected.inputGradient());
            assertSame("tangent", got.tangent(), expected.tangent());
            assertSame("statistics", got.statistics(), expected.statistics());
        }
    }

    private static void assertSame(String what, double[] got, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(got[i]).as("%s[%d] of %d", what, i, expected.length).isEqualTo(expected[i]);
        }
    }

    /** More layers than one program holds. */
    @Test
    void longRepeatsAreCutAlsoWhereMemoryAbounds() {
        Layer body = Sequence.of(new Dense(3, "A", "b"), new ActivationLayer(Function.TANH));
        Network network = Network.of(new Repeat(9000, body, false), Shape.of(3));
        ExecutionPlan plan = plan(network, 1e9, 1e9);
        assertThat(plan.parts().getFirst().path()).contains("36 segments of 250");
        Network shorter = Network.of(new Repeat(50, body, false), Shape.of(3));
        assertThat(plan(shorter, 1e9, 1e9).parts().getFirst().path()).doesNotContain("segments");
    }

    /** Four segments, the first shorter, against ND4J. */
    @Test
    void longRepeatsAgreeWithTheGenericPath() {
        Layer body = Residual.of(Sequence.of(new Dense(3, "A", "b"), new ActivationLayer(Function.TANH), new Dense(3, "B", "c"),
                Normalisation.batch(1e-3, 0.2, "n", "n.g", "n.s")), BranchScale.perLayer("delta", 0.05));
        Network network = Network.of(Sequence.of(new Dense(3, "in", ""), new Repeat(320, body, false)), Shape.of(3));
        ExecutionPlan plan = plan(network, 1e9, 1e9);
        assertThat(plan.parts().getLast().path()).contains("4 segments of 100");
        ExecutionPlan exact = ComputeBackend.byId("auto").plan(network, new ExecutionOptions(CAPACITY, Precision.DOUBLE, new Memory(1e8, 0)));
        assertThat(exact.parts().getLast().path()).contains("Java's vectors").contains("4 segments of 100");
        for (Mode mode : Mode.values()) {
            ExecutionChecks.assertClose(ExecutionChecks.results(exact, mode, 0.02, 5),
                    ExecutionChecks.results("nd4j", network, Precision.DOUBLE, mode, 0.02, 5), 1e-11);
            ExecutionChecks.assertClose(ExecutionChecks.results(plan, mode, 0.02, 5),
                    ExecutionChecks.results("nd4j", network, Precision.DOUBLE, mode, 0.02, 5), 2e-3);
        }
    }

    @Test
    void refusesWhatDoesNotFitEvenInPieces() {
        assertThatThrownBy(() -> plan(network(BranchScale.perLayer("delta", 0.5), 23), 1e9, 2e5)).isInstanceOf(ShapeException.class)
                .hasMessageContaining("the limit is 200000");
    }

    /** A stack that could use more memory than there is leaves what the layers around it need. */
    @Test
    void stacksLeaveRoomForOtherLayers() {
        Layer first = new Repeat(400, Sequence.of(convolution(4, "k"), new ActivationLayer(Function.TANH)), false);
        Layer second = new Repeat(300, Sequence.of(convolution(4, "l"), new ActivationLayer(Function.TANH)), false);
        Network network = Network.of(Sequence.of(first, new Pooling(Pooling.Form.AVERAGE, 2, 2), second,
                new Pooling(Pooling.Form.GLOBAL_AVERAGE, 1, 1), new Dense(3, "head", "head.b")), IMAGE);
        double all = plan(network, 1e9, 4e9).states().direct();
        for (double share : new double[] {0.9, 0.2, 0.1}) {
            ExecutionPlan plan = plan(network, 1e9, share * all);
            assertThat(plan.states().direct()).isBetween(0.8 * share * all, share * all);
            assertThat(plan.parts().collect(PlannedPart::path).castToList()).element(0).asString().contains(share > 0.15 ? "computed twice" : "computed again");
            assertThat(plan.parts().collect(PlannedPart::path).castToList()).element(2).asString().contains(share > 0.15 ? "computed twice" : "computed again");
        }
    }
}
