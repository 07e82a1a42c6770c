package org.plumbline.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.ChannelPadding;
import org.plumbline.engine.network.Convolution;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Dropout;
import org.plumbline.engine.network.Flatten;
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
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStreams;

/** Networks of several parts: which path each takes, and that together they are the network. */
class PartsTest {
    private static final Shape IMAGE = Shape.of(4, 6, 5);

    private static Layer convolution(int outputs, String name, boolean circular) {
        return new Convolution(2, outputs, 3, 1, 1, circular, name + ".K", name + ".b");
    }

    private static Repeat stack(int depth, Function function, boolean circular, boolean residual) {
        Layer body = Sequence.of(convolution(4, "stack", circular), new ActivationLayer(function));
        return new Repeat(depth, residual ? Residual.of(body, BranchScale.constant(0.4)) : body, false);
    }

    static Stream<Arguments> stacks() {
        return Stream.of(Function.TANH, Function.RELU, Function.IDENTITY, Function.LEAKY_RELU).flatMap(f -> Stream.of(false, true)
                .flatMap(circular -> Stream.of(false, true).map(residual -> Arguments.of(f, circular, residual))));
    }

    /** Sums of 36 products in float32 on 6 layers: a few hundred roundings of 6e-8. The seed is fixed, for the kinks of ReLU. */
    @ParameterizedTest
    @MethodSource("stacks")
    void convolutionStacksAgreeWithTheGenericPath(Function function, boolean circular, boolean residual) {
        Network network = Network.of(stack(6, function, circular, residual), IMAGE);
        assertThat(ExecutionChecks.plan("auto", network, Precision.FLOAT).parts().getFirst().path()).startsWith("convolution stack");
        ExecutionChecks.assertClose(ExecutionChecks.results("auto", network, Precision.DOUBLE, Mode.TRAINING, 0.15, 8),
                ExecutionChecks.results("nd4j", network, Precision.DOUBLE, Mode.TRAINING, 0.15, 8), 1e-13);
        ExecutionChecks.assertClose(ExecutionChecks.results("auto", network, Precision.FLOAT, Mode.TRAINING, 0.15, 8),
                ExecutionChecks.results("nd4j", network, Precision.DOUBLE, Mode.TRAINING, 0.15, 8), 2e-5);
    }

    @Test
    void partsOneAfterTheOtherAreTheNetwork() {
        Layer body = Residual.of(Sequence.of(new Dense(12, "A", "c"), new ActivationLayer(Function.TANH)), BranchScale.shared("delta", 0.3));
        Network network = Network.of(Sequence.of(convolution(4, "first", false), Sequence.of(stack(3, Function.TANH, false, false),
                new Pooling(Pooling.Form.AVERAGE, 2, 2), new Flatten(), new Dense(12, "in", "in.b")),
                new Repeat(5, body, false), new Dense(3, "out", "")), IMAGE);
        ExecutionPlan plan = ExecutionChecks.plan("auto", network, Precision.FLOAT);
        assertThat(plan.parts().collect(PlannedPart::layers).castToList()).containsExactly("conv2d", "repeat 3 x (conv2d, tanh)",
                "average-pool, flatten, dense", "repeat 5 x residual(|delta| * dense, tanh)", "dense");
        assertThat(plan.parts().sumOfInt(PlannedPart::parameters)).isEqualTo(network.layout().size());
        for (Mode mode : Mode.values()) {
            ExecutionChecks.assertClose(ExecutionChecks.results("auto", network, Precision.FLOAT, mode, 0.3, 9),
                    ExecutionChecks.results("nd4j", network, Precision.DOUBLE, mode, 0.3, 9), 2e-5);
            ExecutionChecks.assertClose(ExecutionChecks.results("auto", network, Precision.DOUBLE, mode, 0.3, 9),
                    ExecutionChecks.results("nd4j", network, Precision.DOUBLE, mode, 0.3, 9), 1e-13);
        }
    }

    /** conv, norm, relu; a block that halves the image with a projection; one with a padded skip; pooling; a dense head. */
    private static Layer residualNetwork() {
        Layer down = Residual.of(Sequence.of(new Convolution(2, 6, 3, 2, 1, false, "down.K", ""),
                Normalisation.batch(1e-3, 0.3, "down.bn", "down.g", "down.s"), new ActivationLayer(Function.RELU),
                new Convolution(2, 6, 3, 1, 1, false, "down2.K", "down2.b")), BranchScale.NONE);
        Layer projected = new Residual(((Residual) down).branch(), Sequence.of(new Convolution(2, 6, 1, 2, 0, false, "skip.K", ""),
                Normalisation.batch(1e-3, 0.1, "skip.bn", "", "")), BranchScale.shared("delta", 0.5));
        Layer padded = new Residual(convolution(8, "wide", true), new ChannelPadding(1, 1), BranchScale.constant(0.7));
        Layer same = new Repeat(3, Residual.of(Sequence.of(new Convolution(2, 8, 3, 1, 1, false, "r.K", ""),
                Normalisation.batch(1e-3, 0.2, "r.bn", "r.g", "r.s"), new ActivationLayer(Function.TANH)),
                BranchScale.perLayer("r.delta", 0.5)), false);
        return Sequence.of(convolution(4, "stem", false), Normalisation.batch(1e-3, 0.1, "stem.bn", "stem.g", "stem.s"),
                new ActivationLayer(Function.LEAKY_RELU), projected, padded, same, new Pooling(Pooling.Form.GLOBAL_AVERAGE, 1, 1),
                new Dense(5, "head", "head.b"), new ActivationLayer(Function.HARD_TANH));
    }

    /** All modes, statistics included; a dozen layers in float32 against ND4J in double. The seed is fixed, for the kinks. */
    @Test
    void layersOnOneDnnAgreeWithTheGenericPath() {
        Network network = Network.of(residualNetwork(), IMAGE);
        assertThat(ExecutionChecks.plan("auto", network, Precision.FLOAT).parts().collect(PlannedPart::path).castToList())
                .containsExactly("layer by layer on oneDNN, layouts kept");
        assertThat(ExecutionChecks.plan("auto", network, Precision.DOUBLE).parts().collect(PlannedPart::path).castToList())
                .containsExactly("layer by layer on Java's vectors, layouts kept");
        for (Mode mode : Mode.values()) {
            ExecutionChecks.assertClose(ExecutionChecks.results("auto", network, Precision.DOUBLE, mode, 0.3, 21),
                    ExecutionChecks.results("nd4j", network, Precision.DOUBLE, mode, 0.3, 21), 1e-12);
            ExecutionChecks.assertClose(ExecutionChecks.results("auto", network, Precision.FLOAT, mode, 0.3, 21),
                    ExecutionChecks.results("nd4j", network, Precision.DOUBLE, mode, 0.3, 21), 1e-4);
        }
    }

    /** Functions whose derivative needs the input; float32 in a few layers against ND4J in double. */
    @ParameterizedTest
    @EnumSource(value = Function.class, names = {"GELU", "SILU", "SOFTPLUS", "ERF", "UNIT_ERF"})
    void smoothFunctionsAgreeWithTheGenericPath(Function function) {
        Layer sigma = new ActivationLayer(function);
        Network network = Network.of(Sequence.of(convolution(4, "a", false), sigma, Residual.of(Sequence.of(convolution(4, "b", true), sigma),
                BranchScale.NONE), new Flatten(), new Dense(6, "d", "e"), sigma), IMAGE);
        assertThat(ExecutionChecks.plan("auto", network, Precision.FLOAT).parts().collect(PlannedPart::path).castToList())
                .containsExactly("layer by layer on oneDNN, layouts kept");
        ExecutionChecks.assertClose(ExecutionChecks.results("auto", network, Precision.DOUBLE, Mode.TRAINING, 0.3, 31),
                ExecutionChecks.results("nd4j", network, Precision.DOUBLE, Mode.TRAINING, 0.3, 31), 1e-13);
        ExecutionChecks.assertClose(ExecutionChecks.results("auto", network, Precision.FLOAT, Mode.TRAINING, 0.3, 31),
                ExecutionChecks.results("nd4j", network, Precision.DOUBLE, Mode.TRAINING, 0.3, 31), 2e-5);
    }

    /** Of images and vectors, with and without gain and shift, in a repeat; float32 against ND4J in double. */
    @Test
    void layerNormalisationsAgreeWithTheGenericPath() {
        Layer body = Residual.of(Sequence.of(Normalisation.layer(1e-3, "n.g", "n.s"), convolution(4, "c", true),
                new ActivationLayer(Function.TANH)), BranchScale.perLayer("delta", 0.5));
        Network network = Network.of(Sequence.of(new Repeat(4, body, false), Normalisation.layer(1e-2, "", "m.s"), new Flatten(),
                new Dense(6, "d", "e"), Normalisation.layer(1e-5, "o.g", "")), IMAGE);
        assertThat(ExecutionChecks.plan("auto", network, Precision.FLOAT).parts().collect(PlannedPart::path).castToList())
                .containsExactly("layer by layer on oneDNN, layouts kept");
        for (Mode mode : Mode.values()) {
            ExecutionChecks.assertClose(ExecutionChecks.results("auto", network, Precision.DOUBLE, mode, 0.3, 41),
                    ExecutionChecks.results("nd4j", network, Precision.DOUBLE, mode, 0.3, 41), 1e-12);
            ExecutionChecks.assertClose(ExecutionChecks.results("auto", network, Precision.FLOAT, mode, 0.3, 41),
                    ExecutionChecks.results("nd4j", network, Precision.DOUBLE, mode, 0.3, 41), 1e-4);
        }
    }

    /** Nested repeats, tied and free, of sequences of one dimension: each copy has its own parameters, or the same. */
    @Test
    void copiesOfRepeatsFindTheirParameters() {
        Layer inner = new Repeat(2, Sequence.of(new Convolution(1, 3, 3, 1, 1, false, "c.K", "c.b"),
                Normalisation.batch(1e-2, 0.5, "c.bn", "c.g", "c.s"), new ActivationLayer(Function.TANH)), false);
        Layer tied = new Repeat(2, Sequence.of(new Convolution(1, 3, 1, 1, 0, false, "t.K", ""),
                Normalisation.batch(1e-2, 0.5, "t.bn", "t.g", "")), true);
        Network network = Network.of(Sequence.of(new Repeat(3, Sequence.of(inner, tied), false), new Pooling(Pooling.Form.MAX, 2, 2),
                new Flatten(), new Dense(2, "out", "")), Shape.of(3, 7));
        assertThat(ExecutionChecks.plan("auto", network, Precision.FLOAT).parts().getFirst().path()).startsWith("layer by layer");
        for (Mode mode : Mode.values()) {
            ExecutionChecks.assertClose(ExecutionChecks.results("auto", network, Precision.DOUBLE, mode, 0.5, 22),
                    ExecutionChecks.results("nd4j", network, Precision.DOUBLE, mode, 0.5, 22), 1e-12);
            ExecutionChecks.assertClose(ExecutionChecks.results("auto", network, Precision.FLOAT, mode, 0.5, 22),
                    ExecutionChecks.results("nd4j", network, Precision.DOUBLE, mode, 0.5, 22), 2e-4);
        }
    }

    @Test
    void onlyWhatKeepsTheShapeIsAStack() {
        assertThat(first(new Repeat(2, Sequence.of(convolution(4, "k", false), new ActivationLayer(Function.TANH)), true))).startsWith("layer by layer");
        assertThat(first(new Repeat(2, Sequence.of(convolution(4, "k", false), new ActivationLayer(Function.GELU)), false))).startsWith("layer by layer");
        assertThat(first(new Repeat(1, Sequence.of(new Convolution(2, 4, 3, 1, 0, false, "k", ""), new ActivationLayer(Function.TANH)), false)))
                .startsWith("layer by layer");
        assertThat(first(new Repeat(2, convolution(4, "k", false), false))).startsWith("convolution stack");
    }

    private static String first(Layer layer) {
        return ExecutionChecks.plan("auto", Network.of(layer, IMAGE), Precision.FLOAT).parts().getFirst().path();
    }

    @Test
    void namesThePartThatIsNotFinite() {
        Network network = Network.of(Sequence.of(new Dense(2, "first", ""), new Repeat(4,
                Residual.of(new Dense(2, "A", ""), BranchScale.NONE), false)), Shape.of(2));
        float[] parameters = new float[network.layout().size()];
        parameters[0] = 1;
        parameters[4 + 4 * 2] = Float.MAX_VALUE;
        ExecutionPlan plan = ExecutionChecks.plan("auto", network, Precision.FLOAT);
        try (NetworkExecution execution = plan.open(RealArray.of(new float[0]), new RandomStreams(1).stream("n"), 1)) {
            execution.forward(Mode.TRAINING, RealArray.of(parameters), RealArray.of(4f, 1f), 1, RealArray.of(new float[2]));
            assertThat(execution.firstNonFinite()).startsWith("part 2 (repeat 4 x residual(dense))").endsWith("layer 3 of 4");
        }
    }

    @Test
    void statesThatDoNotFitAreRefused() {
        Network network = Network.of(new Repeat(1000, Sequence.of(new Dense(4, "A", ""), new ActivationLayer(Function.GELU)), false),
                Shape.of(4));
        ExecutionOptions options = new ExecutionOptions(10, Precision.DOUBLE, new Memory(1e5, 1e5));
        assertThatThrownBy(() -> ComputeBackend.byId("auto").plan(network, options)).isInstanceOf(ShapeException.class)
                .hasMessageContaining("repeat 1000").hasMessageContaining("does not fit").hasMessageContaining("limit is");
        Network generic = Network.of(new Repeat(1000, Sequence.of(new Dense(4, "A", ""), new Dropout(0.5)), false), Shape.of(4));
        assertThatThrownBy(() -> ComputeBackend.byId("auto").plan(generic, options)).isInstanceOf(ShapeException.class)
                .hasMessageContaining("repeat 1000").hasMessageContaining("needs 960 kB").hasMessageContaining("100 kB");
    }

    @Test
    void findsTheLargestDepth() {
        Network network = Network.of(Sequence.of(new Dense(4, "in", ""), new Repeat(2, new Dense(4, "B", ""), false),
                new Repeat(1000, new Dense(4, "A", ""), false)), Shape.of(4));
        assertThat(DepthLimit.largest(network, any -> any.layout().size() <= 16 * 3 + 16 * 137 + 5)).isEqualTo(OptionalInt.of(137));
        assertThat(DepthLimit.largest(network, any -> true)).isEqualTo(OptionalInt.of(1000));
        assertThat(DepthLimit.largest(network, any -> false)).isEqualTo(OptionalInt.of(0));
        assertThat(DepthLimit.largest(Network.of(new Dense(4, "A", ""), Shape.of(4)), any -> true)).isEmpty();
    }
}
