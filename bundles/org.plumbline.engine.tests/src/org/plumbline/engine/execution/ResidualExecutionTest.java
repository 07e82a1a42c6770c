package org.plumbline.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.LayerParameters;
import org.plumbline.engine.network.Linearisation;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.Pass;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** The fused path against the layers' own array operations, on fresh random input; and a layer that only has the latter. */
class ResidualExecutionTest {
    private static final int DEPTH = 7;
    private static final int BATCH = 5;
    private static final int CAPACITY = 8;
    /** One seed, not the clock: at a kink of ReLU the two paths may differ by more than rounding. */
    private static final long SEED = 20;

    /**
     * Largest difference allowed, relative to the largest entry of the reference. Both sides round to float32 (2^-24 =
     * 6e-8) in about d + 4 = 14 operations per layer on 7 layers and 5 examples: 100 roundings of random sign make 6e-7, all
     * of one sign 6e-6.
     */
    private static final double TOLERANCE = 1e-5;

    static Stream<Arguments> networks() {
        ImmutableList<BranchScale> scales = Lists.immutable.with(BranchScale.NONE, BranchScale.constant(0.3),
                BranchScale.shared("delta", 1.0 / DEPTH), BranchScale.perLayer("delta", 1.0 / DEPTH));
        return Stream.of(Activation.values()).map(a -> Function.valueOf(a.name())).flatMap(f -> scales.toList().stream().flatMap(scale ->
                Stream.of(1, 3, 10, 17).flatMap(d -> Stream.of(true, false).map(bias ->
                        Arguments.of(f, scale, d, bias)))));
    }

    private static Layer tree(Function function, BranchScale scale, int width, boolean bias) {
        Layer branch = Sequence.of(new Dense(width, "A", bias ? "b" : ""), new ActivationLayer(function));
        return new Repeat(DEPTH, Residual.of(branch, scale), false);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void agreesWithTheGenericPath(Function function, BranchScale scale, int width, boolean bias) {
        Network network = Network.of(tree(function, scale, width, bias), Shape.of(width));
        RandomStream random = new RandomStreams(SEED).stream(function + " " + scale + " " + width + " " + bias);
        float[] parameters = gaussians(random, network.layout().size(), 0.4 / Math.sqrt(width));
        float[] x = gaussians(random, BATCH * width, 1);
        float[] g = gaussians(random, BATCH * width, 1);
        float[] direction = gaussians(random, parameters.length, 1);
        float[] dx = gaussians(random, x.length, 1);
        try (NetworkExecution fused = open("auto", network, CAPACITY);
                NetworkExecution generic = open("nd4j", network, CAPACITY)) {
            assertThat(fused).isInstanceOf(FloatResidualExecution.class);
            assertThat(generic).isInstanceOf(GenericExecution.class);
            assertClose("output", forward(fused, parameters, x), forward(generic, parameters, x));
            assertClose("gradient", backward(fused, parameters, g), backward(generic, parameters, g));
            assertClose("tangent", tangent(fused, parameters, dx, direction), tangent(generic, parameters, dx, direction));
        }
    }

    @Test
    void negativeSharedScaleActsThroughItsAbsoluteValue() {
        Network network = Network.of(tree(Function.TANH, BranchScale.shared("delta", 0.5), 3, true), Shape.of(3));
        RandomStream random = new RandomStreams(SEED).stream("test");
        float[] parameters = gaussians(random, network.layout().size(), 0.3);
        float[] x = gaussians(random, 6, 1);
        float[] g = gaussians(random, 6, 1);
        int delta = network.layout().slot("delta").offset();
        parameters[delta] = 0.37f;
        float[] mirrored = parameters.clone();
        mirrored[delta] = -0.37f;
        try (NetworkExecution execution = open("auto", network, 2)) {
            float[] y = new float[6];
            execution.forward(Mode.TRAINING, RealArray.of(parameters), RealArray.of(x), 2, RealArray.of(y));
            float[] gradient = backward(execution, parameters, g);
            float[] other = new float[6];
            execution.forward(Mode.TRAINING, RealArray.of(mirrored), RealArray.of(x), 2, RealArray.of(other));
            assertThat(other).containsExactly(y);
            assertThat(backward(execution, mirrored, g)[delta]).isEqualTo(-gradient[delta]);
        }
    }

    @Test
    void recognisesNestedSequencesAndNothingElse() {
        Layer plain = tree(Function.TANH, BranchScale.NONE, 4, true);
        Layer affine = new Repeat(3, Residual.of(new Dense(4, "A", "b"), BranchScale.NONE), false);
        Layer nested = Sequence.of(Sequence.of(new Repeat(3, Sequence.of(Residual.of(
                Sequence.of(Sequence.of(new Dense(4, "A", ""))), BranchScale.NONE)), false)));
        Layer tied = new Repeat(3, Residual.of(new Dense(4, "A", ""), BranchScale.NONE), true);
        Layer skip = new Repeat(3, new Residual(new Dense(4, "A", ""), new ActivationLayer(Function.TANH), BranchScale.NONE),
                false);
        Layer two = Sequence.of(plain, new ActivationLayer(Function.RELU));
        assertThat(path(plain)).isEqualTo("fused residual dense kernel");
        assertThat(path(affine)).startsWith("fused");
        assertThat(path(nested)).startsWith("fused");
        assertThat(path(tied)).startsWith("layer by layer");
        assertThat(path(skip)).startsWith("layer by layer");
        assertThat(path(two)).isEqualTo("fused residual dense kernel + layer by layer on oneDNN, layouts kept");
        assertThat(path(tree(Function.GELU, BranchScale.NONE, 4, true))).startsWith("layer by layer");
    }

    @Test
    void namesTheFirstLayerThatIsNotFinite() {
        Network network = Network.of(tree(Function.IDENTITY, BranchScale.NONE, 2, false), Shape.of(2));
        float[] parameters = new float[network.layout().size()];
        parameters[4 * 4] = Float.MAX_VALUE;
        try (NetworkExecution execution = open("auto", network, 1)) {
            execution.forward(Mode.TRAINING, RealArray.of(parameters), RealArray.of(new float[] {1, 1}), 1, RealArray.of(new float[2]));
            assertThat(execution.firstNonFinite()).isEmpty();
            execution.forward(Mode.TRAINING, RealArray.of(parameters), RealArray.of(new float[] {4, 1}), 1, RealArray.of(new float[2]));
            assertThat(execution.firstNonFinite()).isEqualTo("layer 5 of 7");
        }
    }

    /** y = sin(x * w), as a plug-in would write it. */
    private record SineLayer(String weight) implements Layer {
        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public ImmutableList<ParameterTensor> parameters(Shape input) {
            return Lists.immutable.with(ParameterTensor.weight(weight, input, 1, 1));
        }

        @Override
        public Linearisation linearise(LayerParameters parameters, INDArray x, Pass pass) {
            INDArray w = parameters.get(weight);
            INDArray z = x.mulRowVector(w);
            INDArray slope = Transforms.cos(z, true);
            return new Linearisation() {
                @Override
                public INDArray output() {
                    return Transforms.sin(z, true);
                }

                @Override
                public INDArray vjp(INDArray g, LayerParameters gradient) {
                    INDArray gz = g.mul(slope);
                    gradient.add(weight, gz.mul(x).sum(0));
                    return gz.mulRowVector(w);
                }

                @Override
                public INDArray jvp(INDArray dx, LayerParameters tangent) {
                    return dx.mulRowVector(w).addi(x.mulRowVector(tangent.get(weight))).muli(slope);
                }
            };
        }

        @Override
        public String kind() {
            return "sine";
        }
    }

    /**
     * Pins the third party's path three ways: {@code <J v, u> = <v, J^T u>} to float32 rounding, and J v against the central
     * difference with step 1e-2 (truncation about 1e-5, rounding 1e-5, relative to entries of order one).
     */
    @Test
    void layerOfAPlugInWorksInsideASequenceAndARepeat() {
        int d = 6;
        Layer block = Residual.of(Sequence.of(new SineLayer("w"), new Dense(d, "A", "b"), new ActivationLayer(Function.TANH)),
                BranchScale.perLayer("delta", 1));
        Network network = Network.of(Sequence.of(new SineLayer("first"), new Repeat(3, block, false)), Shape.of(d));
        RandomStream random = new RandomStreams(SEED).stream("test");
        float[] parameters = gaussians(random, network.layout().size(), 0.5);
        float[] x = gaussians(random, BATCH * d, 1);
        float[] v = gaussians(random, parameters.length, 0.3);
        float[] u = gaussians(random, x.length, 1);
        try (NetworkExecution execution = open("auto", network, BATCH)) {
            float[] plus = forward(execution, moved(parameters, v, 1e-2f), x);
            float[] minus = forward(execution, moved(parameters, v, -1e-2f), x);
            forward(execution, parameters, x);
            float[] jv = tangent(execution, parameters, new float[x.length], v);
            double left = dot(jv, u);
            double right = dot(v, backward(execution, parameters, u));
            assertThat(right).isCloseTo(left, org.assertj.core.api.Assertions.within(1e-4 * (1 + norm(jv) * norm(u))));
            float[] difference = new float[jv.length];
            for (int i = 0; i < jv.length; i++) {
                difference[i] = (plus[i] - minus[i]) / 2e-2f;
            }
            assertClose("J v", jv, difference, 2e-3);
        }
    }

    private static String path(Layer tree) {
        return plan("auto", Network.of(tree, Shape.of(4)), 2).parts().collect(PlannedPart::path).makeString(" + ");
    }

    private static ExecutionPlan plan(String backend, Network network, int capacity) {
        return ComputeBackend.byId(backend).plan(network, new ExecutionOptions(capacity, Precision.FLOAT, new Memory(1e9, 1e9)));
    }

    private static NetworkExecution open(String backend, Network network, int capacity) {
        return plan(backend, network, capacity).open(RealArray.of(new float[network.statistics().size()]),
                new RandomStreams(1).stream("noise"), 1);
    }

    private static float[] forward(NetworkExecution execution, float[] parameters, float[] x) {
        float[] y = new float[x.length];
        execution.forward(Mode.TRAINING, RealArray.of(parameters), RealArray.of(x), BATCH, RealArray.of(y));
        return y;
    }

    private static float[] backward(NetworkExecution execution, float[] parameters, float[] g) {
        float[] gradient = new float[parameters.length];
        java.util.Arrays.fill(gradient, Float.NaN);
        execution.backward(RealArray.of(parameters), RealArray.of(g), RealArray.of(gradient), null);
        return gradient;
    }

    private static float[] tangent(NetworkExecution execution, float[] parameters, float[] dx, float[] direction) {
        float[] dy = new float[dx.length];
        execution.tangent(RealArray.of(parameters), RealArray.of(dx), RealArray.of(direction), RealArray.of(dy));
        return dy;
    }

    private static float[] gaussians(RandomStream random, int n, double std) {
        float[] values = new float[n];
        random.gaussians(values, 0, std);
        return values;
    }

    private static float[] moved(float[] from, float[] direction, float step) {
        float[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += step * direction[i];
        }
        return to;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double norm(float[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static void assertClose(String what, float[] got, float[] expected) {
        assertClose(what, got, expected, TOLERANCE);
    }

    private static void assertClose(String what, float[] got, float[] expected, double tolerance) {
        double size = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            assertThat(got[i]).as(what + "[" + i + "]").isFinite();
            size = Math.max(size, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs((double) got[i] - expected[i]));
        }
        assertThat(worst).as("largest difference of the " + what).isLessThanOrEqualTo(tolerance * size);
    }
}
