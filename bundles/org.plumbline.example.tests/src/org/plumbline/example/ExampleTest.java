package org.plumbline.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.execution.ExecutionOptions;
import org.plumbline.engine.execution.ExecutionPlan;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.execution.NetworkExecution;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.RunData;
import org.plumbline.engine.spi.TensorData;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class ExampleTest {

    /** A quarter turn takes (x, y) to (-y, x); cos(pi/2) is 6e-17 in double. */
    @Test
    void quarterTurn() {
        Settings settings = Settings.of(Map.of("angle", 90.0, "train", 20L, "test", 3L));
        DataSet data = new RotationDataset().load(settings, new RandomStreams(1));
        for (int i = 0; i < 40; i += 2) {
            assertThat(data.trainTargets()[i]).isCloseTo(-data.trainInputs()[i + 1], within(1e-6f));
            assertThat(data.trainTargets()[i + 1]).isCloseTo(data.trainInputs()[i], within(1e-6f));
        }
    }

    private static Network network(int depth, int width) {
        DataShape data = new DataShape(Shape.of(width), Shape.of(width), 8, 0);
        return Network.of(new SineResidualArchitecture().build(Settings.of(Map.of("depth", (long) depth)), data), Shape.of(width));
    }

    /** Forward by the formula in double; gradient by {@code <J v, u> = <v, J^T u>}, both to float32 rounding. */
    @Test
    void networkIsThatOfTheFormula() {
        int depth = 3;
        int d = 4;
        int n = 2;
        Network network = network(depth, d);
        RandomStream random = new RandomStreams(2).stream("test");
        float[] theta = gaussians(random, network.layout().size());
        float[] x = gaussians(random, n * d);
        float[] u = gaussians(random, n * d);
        float[] v = gaussians(random, theta.length);
        float[] y = new float[n * d];
        float[] jv = new float[n * d];
        float[] gradient = new float[theta.length];
        ExecutionPlan plan = ComputeBackend.byId("auto").plan(network, new ExecutionOptions(n, Precision.FLOAT, Memory.share(1)));
        try (NetworkExecution execution = plan.open(RealArray.of(new float[0]), random, 1)) {
            RealArray parameters = RealArray.of(theta);
            execution.forward(Mode.TRAINING, parameters, RealArray.of(x), n, RealArray.of(y));
            execution.tangent(parameters, RealArray.of(new float[n * d]), RealArray.of(v), RealArray.of(jv));
            execution.backward(parameters, RealArray.of(u), RealArray.of(gradient), null);
        }
        double[] expected = reference(network, theta, x, n, d, depth);
        for (int i = 0; i < y.length; i++) {
            assertThat((double) y[i]).isCloseTo(expected[i], within(1e-5));
        }
        assertThat(dot(jv, u)).isCloseTo(dot(v, gradient), within(1e-4));
    }

    private static double[] reference(Network network, float[] theta, float[] x, int n, int d, int depth) {
        int a = network.layout().slot("A").offset();
        int b = network.layout().slot("b").offset();
        int w = network.layout().slot("w").offset();
        double[] h = new double[n * d];
        for (int i = 0; i < h.length; i++) {
            h[i] = x[i];
        }
        for (int k = 0; k < depth; k++) {
            double[] next = h.clone();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < d; j++) {
                    double z = theta[b + k * d + j];
                    for (int l = 0; l < d; l++) {
                        z += h[i * d + l] * theta[a + k * d * d + l * d + j];
                    }
                    next[i * d + j] += Math.sin(z * theta[w + k * d + j]) / depth;
                }
            }
            h = next;
        }
        return h;
    }

    @Test
    void architectureNamesBothShapesThatDiffer() {
        DataShape data = new DataShape(Shape.of(4), Shape.of(3), 8, 0);
        assertThatThrownBy(() -> new SineResidualArchitecture().build(Settings.of(Map.of("depth", 1L)), data))
                .isInstanceOf(ShapeException.class).hasMessageContaining("[4]").hasMessageContaining("[3]");
    }

    /** 4000 entries uniform on (-a, a): variance a^2/3 within 5 standard errors, a^2 sqrt(4/45/4000) each. */
    @Test
    void uniformLaw() {
        float[] values = new float[4000];
        new UniformInitialiser().initialise(ParameterTensor.weight("w", Shape.of(4000), 1, 1), Settings.of(Map.of("bound", 2.0)),
                new RandomStreams(3).stream("init/w"), RealArray.of(values), 0);
        double variance = 0;
        for (float value : values) {
            assertThat(Math.abs(value)).isLessThanOrEqualTo(2);
            variance += (double) value * value / 4000;
        }
        assertThat(variance).isCloseTo(4.0 / 3, within(5 * 4 * Math.sqrt(4.0 / 45 / 4000)));
    }

    /** By hand, lr 1: steps of 1, 1/sqrt(2), 1/sqrt(3); after a restore the third one follows. */
    @Test
    void signDescentShortensItsSteps() throws IOException {
        Settings settings = Settings.of(Map.of("lr", 1.0));
        float[] theta = {0, 0, 0};
        float[] g = {3, -0.1f, 0};
        Updater first = new SignDescentOptimiser().updater(settings, Precision.FLOAT, 3);
        first.step(RealArray.of(theta), RealArray.of(g));
        first.step(RealArray.of(theta), RealArray.of(g));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        first.save(new DataOutputStream(bytes));
        Updater second = new SignDescentOptimiser().updater(settings, Precision.FLOAT, 3);
        second.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        second.step(RealArray.of(theta), RealArray.of(g));
        float sum = (float) (1 + 1 / Math.sqrt(2) + 1 / Math.sqrt(3));
        assertThat(theta[0]).isCloseTo(-sum, within(1e-6f));
        assertThat(theta[1]).isCloseTo(sum, within(1e-6f));
        assertThat(theta[2]).isZero();
    }

    @Test
    void normOverDepth() {
        ParameterNormAnalysis analysis = new ParameterNormAnalysis();
        Settings none = Settings.of(Map.of());
        assertThat(analysis.measure(new TrainedNetwork(network(1, 1), RealArray.of(2f, 3f, 6f), RealArray.of(new float[0]), null, null,
                ComputeBackend.byId("auto"), Memory.NONE), none)).containsEntry("norm", 7.0);
        AnalysisResult result = analysis.evaluate("size", TrialSet.of(Lists.immutable.with(trial("a", 8, TrialState.DONE, 1),
                trial("b", 8, TrialState.DONE, 3), trial("c", 4, TrialState.DONE, 5), trial("d", 4, TrialState.DIVERGED, 0))),
                none).getOnly();
        assertThat(result.points().collect(p -> p.x() + " " + p.value() + " " + p.low() + " " + p.high() + " " + p.n() + " of "
                + p.asked()).castToList()).containsExactly("4.0 5.0 5.0 5.0 1 of 2", "8.0 2.0 1.0 3.0 2 of 2");
        assertThat(result.points().get(1).trials().castToList()).containsExactlyInAnyOrder("a", "b");
        assertThat(analysis.evaluate("size", TrialSet.of(Lists.immutable.empty()), none).castToList()).isEmpty();
    }

    @Test
    void aLineForEachTrial(@TempDir Path folder) throws IOException {
        RunData run = new RunData() {
            @Override
            public RunHeader header() {
                return new RunHeader("lines", "Lines", "0", 2, SortedMaps.immutable.empty());
            }

            @Override
            public ImmutableList<TrialRecord> records() {
                return Lists.immutable.with(trial("a", 8, TrialState.DONE, 1.5), trial("b", 8, TrialState.DIVERGED, 3));
            }

            @Override
            public ImmutableList<AnalysisResult> results() {
                return Lists.immutable.empty();
            }

            @Override
            public boolean complete() {
                return true;
            }

            @Override
            public SortedMap<String, TensorData> parameters(String trial) {
                return new TreeMap<>();
            }
        };
        Path out = folder.resolve("out");
        new JsonLinesExporter().export(run, Optional.of(out.toString()), Settings.of(Map.of("losses", true)));
        assertThat(Files.readAllLines(out.resolve("trials.jsonl"))).containsExactly(
                "{\"id\":\"a\",\"seed\":0,\"state\":\"DONE\",\"finalLoss\":0.0,\"size/norm\":1.5,\"epochLosses\":[]}",
                "{\"id\":\"b\",\"seed\":0,\"state\":\"DIVERGED\",\"finalLoss\":0.0,\"epochLosses\":[]}");
    }

    private static TrialRecord trial(String id, int depth, TrialState state, double norm) {
        return new TrialRecord(id, SortedMaps.immutable.empty(), 0, depth, state, "", 0, 1, 1, 1, DoubleLists.immutable.empty(),
                state == TrialState.DONE ? SortedMaps.immutable.of("size/norm", norm) : SortedMaps.immutable.empty());
    }

    private static float[] gaussians(RandomStream random, int n) {
        float[] values = new float[n];
        random.gaussians(values, 0, 0.7);
        return values;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
