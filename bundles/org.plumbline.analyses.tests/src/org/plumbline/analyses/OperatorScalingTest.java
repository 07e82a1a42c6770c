package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Convolution;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class OperatorScalingTest {
    private static final OperatorScalingAnalysis ANALYSIS = new OperatorScalingAnalysis();
    private static final Settings SETTINGS = Settings.of(Map.of("level", 0.95, "fitFrom", 1L, "fitTo", 1000000L));

    private static Layer block(int outputs, int stride, String name, Layer skip) {
        Layer branch = Sequence.of(new Convolution(2, outputs, 3, stride, 1, false, name + ".A", ""), new ActivationLayer(ActivationLayer.Function.RELU),
                new Convolution(2, outputs, 3, 1, 1, false, name + ".Delta", ""));
        return Sequence.of(new Residual(branch, skip, BranchScale.NONE), new ActivationLayer(ActivationLayer.Function.RELU));
    }

    private static TrainedNetwork trained(Network network, double[] theta) {
        return new TrainedNetwork(network, RealArray.of(theta), RealArray.of(new double[0]), null, null, ComputeBackend.byId("auto"), Memory.NONE);
    }

    /**
     * One channel, kernels that are a number in the middle: the norm is its size, and that of an increment the size of the difference. A =
     * (1, -3, 2), Delta = (4, 4, 1).
     */
    @Test
    void handComputedCase() {
        Network network = Network.of(new Repeat(3, block(1, 1, "s", Sequence.of()), false), Shape.of(1, 5, 6));
        double[] theta = new double[network.layout().size()];
        double[] middles = {1, -3, 2, 4, 4, 1};
        for (int i = 0; i < 6; i++) {
            theta[9 * i + 4] = middles[i];
        }
        SortedMap<String, Double> measured = ANALYSIS.measure(trained(network, theta), SETTINGS);
        Map<String, Double> expected = Map.ofEntries(Map.entry("maxNorm(A)", 3.0), Map.entry("minNorm(A)", 1.0), Map.entry("increments(A)", 5.0),
                Map.entry("rootSumSquares(A)", Math.sqrt(14)), Map.entry("maxNorm(Delta)", 4.0), Map.entry("minNorm(Delta)", 1.0),
                Map.entry("increments(Delta)", 3.0), Map.entry("rootSumSquares(Delta)", Math.sqrt(33)), Map.entry("norm(A,0)", 1.0),
                Map.entry("norm(A,1)", 3.0), Map.entry("norm(A,2)", 2.0), Map.entry("norm(Delta,0)", 4.0), Map.entry("norm(Delta,1)", 4.0),
                Map.entry("norm(Delta,2)", 1.0));
        assertThat(measured).containsOnlyKeys(expected.keySet());
        expected.forEach((quantity, value) -> assertThat(measured.get(quantity)).as(quantity).isCloseTo(value, within(1e-12)));
    }

    /**
     * The norm of the circular convolution by brute force: power iteration on the operator applied point by point, to 1e-6. Stages as in
     * the paper: the second begins with a block of other extents and stride 2, of which A works on the large input and Delta on the small.
     */
    @Test
    void agreesWithTheOperatorItself() {
        Layer skip = new Convolution(2, 3, 1, 2, 0, false, "first.S", "");
        Network network = Network.of(Sequence.of(new Repeat(2, block(2, 1, "one", Sequence.of()), false), block(3, 2, "first", skip),
                new Repeat(2, block(3, 1, "two", Sequence.of()), false)), Shape.of(2, 6, 4));
        RandomStream random = new RandomStreams(9).stream("kernels");
        double[] theta = new double[network.layout().size()];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = random.gaussian();
        }
        SortedMap<String, Double> measured = ANALYSIS.measure(trained(network, theta), SETTINGS);
        assertThat(measured.get("norm(A,1)")).isCloseTo(norm(kernel(network, theta, "one.A", 1, 2, 2), 2, 2, 6, 4), within(1e-6));
        assertThat(measured.get("norm(A,2)")).isCloseTo(norm(kernel(network, theta, "first.A", 0, 3, 2), 3, 2, 6, 4), within(1e-6));
        assertThat(measured.get("norm(Delta,2)")).isCloseTo(norm(kernel(network, theta, "first.Delta", 0, 3, 3), 3, 3, 3, 2), within(1e-6));
        assertThat(measured.get("norm(Delta,4)")).isCloseTo(norm(kernel(network, theta, "two.Delta", 1, 3, 3), 3, 3, 3, 2), within(1e-6));
        double[] one = difference(kernel(network, theta, "one.A", 1, 2, 2), kernel(network, theta, "one.A", 0, 2, 2));
        double[] two = difference(kernel(network, theta, "two.A", 1, 3, 3), kernel(network, theta, "two.A", 0, 3, 3));
        assertThat(measured.get("increments(A)")).as("pairs of unequal extents do not count")
                .isCloseTo(Math.max(norm(one, 2, 2, 6, 4), norm(two, 3, 3, 3, 2)), within(1e-6));
    }

    private static double[] kernel(Network network, double[] theta, String name, int copy, int out, int in) {
        int size = out * in * 9;
        int from = network.layout().slot(name).offset() + copy * size;
        return java.util.Arrays.copyOfRange(theta, from, from + size);
    }

    private static double[] difference(double[] a, double[] b) {
        double[] d = a.clone();
        for (int i = 0; i < d.length; i++) {
            d[i] -= b[i];
        }
        return d;
    }

    private static double norm(double[] kernel, int out, int in, int h, int w) {
        double[] x = new double[in * h * w];
        RandomStream random = new RandomStreams(2).stream("start");
        for (int i = 0; i < x.length; i++) {
            x[i] = random.gaussian();
        }
        double value = 0;
        for (int iteration = 0; iteration < 4000; iteration++) {
            double size = 0;
            for (double v : x) {
                size += v * v;
            }
            double[] y = new double[out * h * w];
            double[] back = new double[x.length];
            for (int pass = 0; pass < 2; pass++) {
                for (int o = 0; o < out; o++) {
                    for (int i = 0; i < in; i++) {
                        for (int p = 0; p < h * w; p++) {
                            for (int s = 0; s < 9; s++) {
                                int at = (p / w + s / 3 + h - 1) % h * w + (p % w + s % 3 + w - 1) % w;
                                double k = kernel[(o * in + i) * 9 + s] / Math.sqrt(size);
                                if (pass == 0) {
                                    y[o * h * w + p] += k * x[i * h * w + at];
                                } else {
                                    back[i * h * w + at] += k * Math.sqrt(size) * y[o * h * w + p];
                                }
                            }
                        }
                    }
                }
            }
            double square = 0;
            for (double v : y) {
                square += v * v;
            }
            value = Math.sqrt(square);
            x = back;
        }
        return value;
    }

    /** Norms L^(-1/2) (1 + k/L): exponent -1/2 of the largest up to (2 - 1/L), increments L^(-3/2); sums of squares that converge. */
    @Test
    void exponentsOfASmoothPath() throws Exception {
        MutableList<TrialRecord> records = Lists.mutable.empty();
        for (int seed = 0; seed < 3; seed++) {
            for (int depth = 8; depth <= 128; depth *= 2) {
                Network network = Network.of(new Repeat(depth, block(1, 1, "s", Sequence.of()), false), Shape.of(1, 4, 4));
                double[] theta = new double[network.layout().size()];
                for (int k = 0; k < 2 * depth; k++) {
                    theta[9 * k + 4] = (1 + 0.01 * seed) * (1 + k % depth / (double) depth) / Math.sqrt(depth);
                }
                SortedMap<String, Double> measured = new TreeMap<>();
                ANALYSIS.measure(trained(network, theta), SETTINGS).forEach((quantity, value) -> measured.put("a/" + quantity, value));
                records.add(new TrialRecord("L" + depth + "s" + seed, SortedMaps.immutable.of("architecture.depth", "" + depth), seed, depth,
                        TrialState.DONE, "", 0, 1, 1, 1, DoubleLists.immutable.empty(), SortedMaps.immutable.withSortedMap(measured)));
            }
        }
        ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("a", TrialSet.of(records.toImmutable()), SETTINGS);
        assertThat(exponent(results, "minNorm(A)")).isCloseTo(-0.5, within(1e-9));
        assertThat(exponent(results, "increments(Delta)")).isCloseTo(-1.5, within(1e-9));
        assertThat(exponent(results, "maxNorm(A)")).isCloseTo(-0.48, within(0.02));
        assertThat(exponent(results, "rootSumSquares(Delta)")).isCloseTo(0.02, within(0.02));
        AnalysisResult along = results.detectOptional(result -> result.quantity().equals("norms(A)")).orElseThrow();
        assertThat(along.points().size()).isEqualTo(128);
        assertThat(along.points().get(64).x()).isEqualTo(0.5);
        assertThat(along.points().get(64).value()).isCloseTo(1.01 * 1.5 / Math.sqrt(128), within(1e-9));
        assertThat(along.points().get(64).n()).isEqualTo(3);
        assertThat(along.curves().collect(curve -> curve.id()).castToList()).containsExactly("L=8", "L=16", "L=32", "L=64");
    }

    private static double exponent(ImmutableList<AnalysisResult> results, String quantity) {
        return results.detectOptional(result -> result.quantity().equals(quantity)).orElseThrow().estimate().orElseThrow().value();
    }

    /** Sequences: a kernel [1, 1, 3] of ones has the norm 3 at frequency 0. */
    @Test
    void sequencesAreImagesOfHeightOne() {
        Layer branch = new Convolution(1, 1, 3, 1, 1, true, "K", "");
        Network network = Network.of(new Repeat(2, Residual.of(branch, BranchScale.NONE), false), Shape.of(1, 7));
        assertThat(ANALYSIS.measure(trained(network, new double[] {1, 1, 1, 0, 2, 0}), SETTINGS).get("norm(A,0)")).isCloseTo(3, within(1e-12));
    }

    @Test
    void saysWhatItNeeds() {
        Network dense = Network.of(new Repeat(2, Residual.of(new Dense(3, "A", ""), BranchScale.NONE), false), Shape.of(3));
        assertThat(ANALYSIS.notDefinedFor(dense, SETTINGS)).hasValueSatisfying(
                text -> assertThat(text).contains("convolutions in the branches of residual blocks", "'A' of shape [2, 3, 3]"));
    }
}
