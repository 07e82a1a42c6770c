package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SortedMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Loss;
import org.plumbline.engine.spi.Objective;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class SignalPropagationTest {
    private static final SignalPropagationAnalysis ANALYSIS = new SignalPropagationAnalysis();
    /** Mean over the examples of the sum of squares; the gradient of one example is 2 (y - t) / n. */
    private static final Loss SQUARES = (s, y, t, n, k, gradient) -> {
        double sum = 0;
        for (int i = 0; i < n * k; i++) {
            sum += (y[i] - t[i]) * (y[i] - t[i]) / n;
            gradient[i] = 2 * (y[i] - t[i]) / n;
        }
        return sum;
    };

    private static Settings settings(long inputs, String reference) {
        return Settings.of(Map.of("inputs", inputs, "reference", reference, "level", 0.95));
    }

    private static Repeat stack(int depth, int width, Function function, double scale) {
        Layer branch = Sequence.of(new Dense(width, "W", ""), new ActivationLayer(function), new Dense(width, "V", ""));
        return new Repeat(depth, Residual.of(branch, BranchScale.constant(scale)), false);
    }

    private static TrainedNetwork trained(Network network, RealArray theta, float[] x, float[] t, Loss loss) {
        int n = x.length / network.input().size();
        DataSet data = new DataSet(new DataShape(network.input(), network.output(), n, 0), x, t, new float[0], new float[0]);
        return new TrainedNetwork(network, theta, RealArray.zeros(theta.precision(), 0), data, new Objective(loss, Settings.of(Map.of())),
                ComputeBackend.byId("auto"), Memory.share(1));
    }

    /**
     * Width 1, x = 3, P = 2, W = (1, 2), V = (3, 1), s = 1/2, Q = 1/2: h = 6, 6 + 3*6/2 = 15, 15 + 30/2 = 30, so that forward = 24/6 = 4.
     * p_0 = (1 + 3/2)(1 + 1) p_2 = 5 p_2, so that backward = 4. The second example, x = -3, goes through dead units: both are 0.
     */
    @Test
    void handComputedCase() {
        Network network = Network.of(Sequence.of(new Dense(1, "P", ""), stack(2, 1, Function.RELU, 0.5), new Dense(1, "Q", "")), Shape.of(1));
        TrainedNetwork trained = trained(network, RealArray.of(2.0, 1, 2, 3, 1, 0.5), new float[] {3, -3}, new float[] {1, 1}, SQUARES);
        SortedMap<String, Double> one = ANALYSIS.measure(trained, settings(1, "none"));
        for (String d : new String[] {"forward", "backward"}) {
            assertThat(one.get("mean(" + d + ")")).as(d).isCloseTo(4, within(1e-12));
            assertThat(one.get("meanSquare(" + d + ")")).isCloseTo(16, within(1e-12));
            assertThat(one.get("meanLog10(" + d + ")")).isCloseTo(Math.log10(4), within(1e-12));
            assertThat(one.get("usable(" + d + ")")).isEqualTo(1);
        }
        assertThat(one).doesNotContainKey("expected");
        SortedMap<String, Double> both = ANALYSIS.measure(trained, settings(10, "none"));
        assertThat(both.get("mean(forward)")).isCloseTo(2, within(1e-12));
        assertThat(both.get("meanSquare(backward)")).isCloseTo(8, within(1e-12));
        assertThat(both.get("meanLog10(forward)")).as("one ratio is 0").isNaN();
        assertThat(both.get("usable(forward)")).isEqualTo(2);
    }

    /** Without a signal at h_0, or with the loss at its minimum, there is no ratio. */
    @Test
    void examplesWithoutARatioAreCounted() {
        Network network = Network.of(stack(3, 2, Function.TANH, 1), Shape.of(2));
        RealArray theta = RealArray.zeros(org.plumbline.numerics.arrays.Precision.DOUBLE, network.layout().size());
        SortedMap<String, Double> measured = ANALYSIS.measure(trained(network, theta, new float[] {0, 0, 1, 2}, new float[] {3, 3, 1, 2}, SQUARES),
                settings(5, "none"));
        assertThat(measured.get("usable(forward)")).isEqualTo(1);
        assertThat(measured.get("usable(backward)")).isEqualTo(1);
        assertThat(measured.get("mean(forward)")).isZero();
        assertThat(measured.get("mean(backward)")).isZero();
    }

    /**
     * p_0 by central differences of the loss of one example as a function of h_0, step 1e-5 in double; truncation and rounding about
     * 1e-10. h_0 is changed by leaving out the input map: the network without it has h_0 as its input.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithFiniteDifferences(long seed) {
        int d = 4;
        RandomStream random = new RandomStreams(seed).stream("test");
        Network whole = Network.of(Sequence.of(new Dense(d, "P", ""), stack(6, d, Function.TANH, 0.4), new Dense(2, "Q", "")), Shape.of(3));
        double[] theta = new double[whole.layout().size()];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = 0.6 * random.gaussian();
        }
        float[] x = {0.3f, -1.2f, 0.8f};
        float[] t = {0.5f, -0.5f};
        double[] h0 = new double[d];
        for (int j = 0; j < d; j++) {
            for (int i = 0; i < 3; i++) {
                h0[j] += x[i] * theta[i * d + j];
            }
        }
        Network behind = Network.of(Sequence.of(stack(6, d, Function.TANH, 0.4), new Dense(2, "Q", "")), Shape.of(d));
        RealArray rest = RealArray.of(java.util.Arrays.copyOfRange(theta, 3 * d, theta.length));
        Network middle = Network.of(stack(6, d, Function.TANH, 0.4), Shape.of(d));
        RealArray inside = RealArray.of(java.util.Arrays.copyOfRange(theta, 3 * d, 3 * d + middle.layout().size()));
        double[] last = run(middle, inside, h0);
        double[] y = run(behind, rest, h0);
        double forward = 0;
        double start = 0;
        double moved = 0;
        double end = 0;
        for (int j = 0; j < d; j++) {
            double[] plus = h0.clone();
            double[] minus = h0.clone();
            plus[j] += 1e-5;
            minus[j] -= 1e-5;
            double p0 = (loss(run(behind, rest, plus), t) - loss(run(behind, rest, minus), t)) / 2e-5;
            double pL = 0;
            for (int k = 0; k < 2; k++) {
                pL += theta[theta.length - 2 * d + 2 * j + k] * 2 * (y[k] - t[k]);
            }
            forward += Math.pow(last[j] - h0[j], 2);
            start += h0[j] * h0[j];
            moved += Math.pow(p0 - pL, 2);
            end += pL * pL;
        }
        SortedMap<String, Double> measured = ANALYSIS.measure(trained(whole, RealArray.of(theta), x, t, SQUARES), settings(1, "none"));
        assertThat(measured.get("mean(forward)")).isCloseTo(Math.sqrt(forward / start), within(1e-12));
        assertThat(measured.get("mean(backward)")).isCloseTo(Math.sqrt(moved / end), within(1e-7));
    }

    private static double loss(double[] y, float[] t) {
        return Math.pow(y[0] - t[0], 2) + Math.pow(y[1] - t[1], 2);
    }

    /** Inputs in double: as parameters of a first map that is applied to the number 1. */
    private static double[] run(Network network, RealArray theta, double[] h) {
        Network fed = Network.of(Sequence.of(new Dense(h.length, "first", ""), network.root()), Shape.of(1));
        double[] all = new double[h.length + theta.length()];
        System.arraycopy(h, 0, all, 0, h.length);
        System.arraycopy(theta.doubles(theta.length()), 0, all, h.length, theta.length());
        return trained(fed, RealArray.of(all), new float[] {1}, new float[network.output().size()], SQUARES).outputs(new float[] {1});
    }

    /**
     * Independent weights: the mean of the squares over 300 networks of width 8 and depth 10 is the exact one, forward and backward, within
     * five of its standard errors. The seeds are fixed.
     */
    @Test
    void meanOfTheSquaresIsTheExactOne() {
        int d = 8;
        int depth = 10;
        Network network = Network.of(Sequence.of(new Dense(d, "P", ""), stack(depth, d, Function.RELU, Math.pow(depth, -0.5)), new Dense(1, "Q", "")),
                Shape.of(3));
        RandomStream random = new RandomStreams(11).stream("weights");
        float[] theta = new float[network.layout().size()];
        double expected = Math.pow(1 + 0.5 / depth, depth) - 1;
        MutableList<SortedMap<String, Double>> draws = Lists.mutable.empty();
        for (int draw = 0; draw < 300; draw++) {
            for (int i = 0; i < theta.length; i++) {
                theta[i] = (float) (random.gaussian() / Math.sqrt(d));
            }
            draws.add(ANALYSIS.measure(trained(network, RealArray.of(theta), new float[] {1, -2, 1}, new float[] {0.5f}, SQUARES),
                    settings(1, "independent")));
        }
        assertThat(draws).allSatisfy(measured -> assertThat(measured.get("expected")).isCloseTo(expected, within(1e-12)));
        for (String direction : new String[] {"forward", "backward"}) {
            MutableList<Double> squares = draws.collect(measured -> measured.get("meanSquare(" + direction + ")"));
            double mean = squares.sumOfDouble(v -> v) / squares.size();
            double error = Math.sqrt(squares.sumOfDouble(v -> (v - mean) * (v - mean))) / squares.size();
            assertThat(mean).as(direction).isCloseTo(expected, within(5 * error));
            assertThat(error).as("the test can fail").isLessThan(0.1 * expected);
        }
    }

    @Test
    void saysWhatItNeeds() {
        Network none = Network.of(Sequence.of(new Dense(3, "A", "b"), new Dense(3, "B", "c")), Shape.of(3));
        assertThat(ANALYSIS.notDefinedFor(none, settings(1, "none"))).hasValueSatisfying(
                text -> assertThat(text).contains("one repeat of residual blocks", "sequence of dense, dense"));
        assertThat(ANALYSIS.notDefinedFor(Network.of(stack(2, 3, Function.TANH, 1), Shape.of(3)), settings(1, "none"))).isEmpty();
    }
}
