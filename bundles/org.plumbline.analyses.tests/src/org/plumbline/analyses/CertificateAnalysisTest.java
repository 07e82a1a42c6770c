package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.execution.NetworkExecution;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class CertificateAnalysisTest {
    private static final CertificateAnalysis ANALYSIS = new CertificateAnalysis();
    private static final Settings SETTINGS = Settings.of(Map.of("every", 1L, "examples", 64L));
    private static final int WIDTH = 6;
    private static final int EXAMPLES = 3;

    /** Keeps what a probe records. */
    private static final class Kept implements Probe.Recorder, Observations {
        private final Map<String, TreeMap<Long, Double>> scalars = new TreeMap<>();
        private long step;

        @Override
        public void scalar(String quantity, double value) {
            scalars.computeIfAbsent(quantity, key -> new TreeMap<>()).put(step, value);
        }

        @Override
        public void layers(String quantity, double[] values) {
            throw new AssertionError(quantity);
        }

        @Override
        public ImmutableList<String> scalars() {
            return Lists.immutable.withAll(scalars.keySet());
        }

        @Override
        public Scalar scalar(String quantity) {
            TreeMap<Long, Double> values = scalars.getOrDefault(quantity, new TreeMap<>());
            return new Scalar(values.keySet().stream().mapToLong(Long::longValue).toArray(),
                    values.values().stream().mapToDouble(Double::doubleValue).toArray());
        }

        @Override
        public ImmutableList<String> series() {
            return Lists.immutable.empty();
        }

        @Override
        public Optional<Layers> series(String quantity) {
            return Optional.empty();
        }
    }

    private record Run(TrialRecord record, Kept kept) {
    }

    /** Gradient descent by the engine's own network on orthonormal inputs; the probe is saved and restored at step 5. */
    private static Run descend(int layers, double eta, Function function, double distance, int steps, long seed) throws IOException {
        Network network = StackTrials.network(layers, WIDTH, function, false, BranchScale.constant(1 / Math.sqrt(layers)));
        RandomStream stream = new RandomStreams(seed).stream("descent");
        RealArray parameters = RealArray.zeros(Precision.DOUBLE, network.layout().size());
        stream.gaussians(parameters, 0, parameters.length(), 0, 1.0 / (layers * WIDTH));
        float[] inputs = new float[EXAMPLES * WIDTH];
        float[] targets = new float[inputs.length];
        for (int e = 0; e < EXAMPLES; e++) {
            inputs[e * WIDTH + e] = 1;
            for (int j = 0; j < WIDTH; j++) {
                targets[e * WIDTH + j] = inputs[e * WIDTH + j] + (float) (distance * stream.gaussian());
            }
        }
        TrainedNetwork trained = StackTrials.trained(network, parameters, inputs, targets);
        Kept kept = new Kept();
        Probe probe = ANALYSIS.probe(network, SETTINGS).orElseThrow();
        RealArray x = RealArray.zeros(Precision.DOUBLE, inputs.length);
        x.read(inputs, inputs.length);
        RealArray y = RealArray.zeros(Precision.DOUBLE, inputs.length);
        RealArray gradient = RealArray.zeros(Precision.DOUBLE, parameters.length());
        double[] outputGradient = new double[inputs.length];
        try (NetworkExecution execution = trained.open(EXAMPLES)) {
            for (int t = 0; t < steps; t++) {
                execution.forward(Mode.TRAINING, parameters, x, EXAMPLES, y);
                double loss = StackTrials.HALF.valueAndGradient(y.doubles(inputs.length), targets, EXAMPLES, WIDTH, outputGradient);
                execution.backward(parameters, RealArray.of(outputGradient), gradient, null);
                kept.step = t;
                assertThat(probe.isDue(t)).isTrue();
                probe.observe(new TrainingState(t, loss, trained, gradient), kept);
                for (int i = 0; i < parameters.length(); i++) {
                    parameters.set(i, parameters.get(i) - eta * gradient.get(i));
                }
                if (t == 5) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    probe.save(new DataOutputStream(bytes));
                    probe = ANALYSIS.probe(network, SETTINGS).orElseThrow();
                    probe.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
                }
            }
        }
        return new Run(StackTrials.record(ANALYSIS, trained, SETTINGS, seed), kept);
    }

    private static AnalysisResult result(ImmutableList<AnalysisResult> results, String quantity) {
        return results.detectOptional(r -> r.quantity().equals(quantity)).orElseThrow();
    }

    /** With a small step all conditions hold: kappa is promised, rho above it, J below its bound at each step. */
    @Test
    void promiseIsMadeAndKept() throws IOException {
        Run run = descend(64, 0.2, Function.TANH, 0.01, 20, System.nanoTime());
        Observations.Scalar eta = run.kept().scalar("eta");
        assertThat(eta.steps()).hasSize(19);
        assertThat(eta.values()).containsOnly(new double[] {0.2}, within(1e-9));
        ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("a",
                StackTrials.set(Lists.immutable.with(run.record()), Map.of(), Map.of(run.record().id(), run.kept())), SETTINGS);
        assertThat(results.collect(AnalysisResult::quantity).castToList()).containsExactly("c", "inner", "rho", "J(L=64)");
        AnalysisResult rho = result(results, "rho");
        assertThat(rho.conclusion().orElseThrow().verdict()).as(rho.conclusion().toString())
                .isEqualTo("linear convergence promised, and kept");
        double kappa = rho.curves().get(1).points().get(0).value();
        assertThat(kappa).isPositive().isLessThanOrEqualTo(rho.points().get(0).value());
        assertThat(rho.curves().get(0).points().get(0).value()).isLessThanOrEqualTo(kappa);
        AnalysisResult losses = result(results, "J(L=64)");
        assertThat(losses.points()).hasSize(20);
        for (int t = 0; t < 20; t++) {
            assertThat(losses.points().get(t).value()).isLessThanOrEqualTo(losses.curves().get(0).points().get(t).value());
        }
    }

    /** The learning rate, r and rho by their definitions: r = -(N / eta) ln(J(t+1) / J(t)), rho = N |grad|^2 / (2 J) ~ r / 2 for small steps. */
    @Test
    void rateAndRhoAgreeForSmallSteps() throws IOException {
        Run run = descend(16, 1e-3, Function.TANH, 0.1, 8, System.nanoTime());
        double[] rates = run.kept().scalar("r").values();
        double[] rho = run.kept().scalar("rho").values();
        for (int i = 0; i < rates.length; i++) {
            assertThat(rates[i]).isCloseTo(2 * rho[i], within(0.01));
        }
    }

    /** ReLU: rho is observed, and the certificate says that the network is not one of the theory. */
    @Test
    void otherNetworksAreObservedWithoutPromise() throws IOException {
        Run run = descend(16, 0.2, Function.RELU, 0.1, 6, System.nanoTime());
        ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("a",
                StackTrials.set(Lists.immutable.with(run.record()), Map.of(), Map.of(run.record().id(), run.kept())), SETTINGS);
        AnalysisResult rho = result(results, "rho");
        assertThat(rho.conclusion().orElseThrow().verdict()).isEqualTo("nothing promised");
        assertThat(rho.conclusion().orElseThrow().evidence().castToList())
                .anyMatch(line -> line.startsWith("FAILS: network of the theory"));
        assertThat(result(results, "J(L=16)").curves()).isEmpty();
    }

    @Test
    void withoutObservationsTheTrainedNetworkIsShown() throws IOException {
        Run run = descend(8, 0.2, Function.TANH, 0.1, 2, 3);
        ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("a", TrialSet.of(Lists.immutable.with(run.record())), SETTINGS);
        assertThat(results.collect(AnalysisResult::quantity).castToList()).containsExactly("c", "inner");
        assertThat(results.get(0).points().get(0).value()).isPositive();
        assertThat(new HashMap<>(run.record().measurements().castToMap())).containsEntry("a/inTheory", 1.0).containsEntry("a/dataInner", 0.0);
    }
}
