package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SortedMap;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStreams;

class DepthScalingMeasureTest {
    private static final Settings SETTINGS = Settings.of(Map.of("level", 0.95, "fitFrom", 1L, "fitTo", 1000000L, "every", 0L));
    private static final DepthScalingAnalysis ANALYSIS = new DepthScalingAnalysis();

    private static Network network(int depth, int width, BranchScale scale) {
        Layer branch = Sequence.of(new Dense(width, "A", "b"), new ActivationLayer(ActivationLayer.Function.TANH));
        return Network.of(new Repeat(depth, Residual.of(branch, scale), false), Shape.of(width));
    }

    private static SortedMap<String, Double> measure(Network network, float[] parameters) {
        return ANALYSIS.measure(new TrainedNetwork(network, RealArray.of(parameters), RealArray.of(new float[0]), null, null,
                ComputeBackend.byId("auto"), Memory.NONE), SETTINGS);
    }

    /**
     * By hand, width 1, L = 3: A = (3, -4, 0), b = (1, 1, 1), delta = -2, so that delta*A is (6, -8, 0).
     * A: max 4; increments |-7|, |4|: 7; root sum of squares 5; sum |-1| = 1; squared variation 49 + 16 = 65, H1 norm (3 * 65)^(1/2);
     * U = (0, 3, -1, -1) is 10/3 off its chord (0, -1/3, -2/3, -1).
     */
    @Test
    void handComputedCase() {
        Network network = network(3, 1, BranchScale.shared("delta", 1));
        float[] parameters = {3, -4, 0, 1, 1, 1, -2};
        Map<String, Double> expected = Map.ofEntries(
                Map.entry("squaredVariation(A)", 65.0), Map.entry("quadraticVariation(A)", Math.sqrt(65)),
                Map.entry("h1Norm(A)", Math.sqrt(195)), Map.entry("detrendedSum(A)", 10 / 3.0),
                Map.entry("squaredVariation(b)", 0.0), Map.entry("quadraticVariation(b)", Math.sqrt(0)),
                Map.entry("h1Norm(b)", Math.sqrt(0)), Map.entry("detrendedSum(b)", 0.0),
                Map.entry("squaredVariation(delta*A)", 260.0), Map.entry("quadraticVariation(delta*A)", Math.sqrt(260)),
                Map.entry("h1Norm(delta*A)", Math.sqrt(780)), Map.entry("detrendedSum(delta*A)", 20 / 3.0),
                Map.entry("squaredVariation(delta*b)", 0.0), Map.entry("quadraticVariation(delta*b)", Math.sqrt(0)),
                Map.entry("h1Norm(delta*b)", Math.sqrt(0)), Map.entry("detrendedSum(delta*b)", 0.0),
                Map.entry("maxNorm(A)", 4.0), Map.entry("increments(A)", 7.0), Map.entry("rootSumSquares(A)", 5.0),
                Map.entry("cumulativeSum(A)", 1.0),
                Map.entry("maxNorm(b)", 1.0), Map.entry("increments(b)", 0.0), Map.entry("rootSumSquares(b)", Math.sqrt(3)),
                Map.entry("cumulativeSum(b)", 3.0),
                Map.entry("maxNorm(delta*A)", 8.0), Map.entry("increments(delta*A)", 14.0),
                Map.entry("rootSumSquares(delta*A)", 10.0), Map.entry("cumulativeSum(delta*A)", 2.0),
                Map.entry("maxNorm(delta*b)", 2.0), Map.entry("increments(delta*b)", 0.0),
                Map.entry("rootSumSquares(delta*b)", Math.sqrt(12)), Map.entry("cumulativeSum(delta*b)", 6.0),
                Map.entry("movement(A)", 0.0), Map.entry("movement(b)", 0.0), Map.entry("movement(delta*A)", 0.0),
                Map.entry("movement(delta*b)", 0.0), Map.entry("abs(delta)", 2.0));
        SortedMap<String, Double> measured = measure(network, parameters);
        assertThat(measured).containsOnlyKeys(expected.keySet());
        expected.forEach((quantity, value) -> assertThat(measured.get(quantity)).as(quantity).isCloseTo(value, within(1e-12)));
    }

    /**
     * Width 1: A moves from (3, -4, 0) to (1, -4, 1), b stays, delta moves from -2 to 0.5: |delta| A from (6, -8, 0) to (0.5, -2, 0.5). The
     * steps are 2, 0, 1 and 5.5, 6, 0.5.
     */
    @Test
    void movementIsThatOfTheLayerThatMovesMost() {
        Network network = network(3, 1, BranchScale.shared("delta", 1));
        RealArray start = RealArray.of(new float[] {3, -4, 0, 1, 1, 1, -2});
        SortedMap<String, Double> measured = ANALYSIS.measure(new TrainedNetwork(network, RealArray.of(new float[] {1, -4, 1, 1, 1, 1, 0.5f}),
                RealArray.of(new float[0]), null, null, ComputeBackend.byId("auto"), Memory.NONE, () -> start), SETTINGS);
        assertThat(measured).containsEntry("movement(A)", 2.0).containsEntry("movement(b)", 0.0).containsEntry("movement(delta*A)", 6.0);
    }

    /** A = (1, 1), delta = (-3, 2): |delta|*A = (3, 2), delta*A = (-3, 2). */
    @Test
    void perLayerScalesCountWithAndWithoutTheirSign() {
        SortedMap<String, Double> measured = measure(network(2, 1, BranchScale.perLayer("delta", 1)),
                new float[] {1, 1, 0, 0, -3, 2});
        assertThat(measured).containsEntry("maxNorm(|delta|*A)", 3.0).containsEntry("increments(|delta|*A)", 1.0)
                .containsEntry("cumulativeSum(|delta|*A)", 5.0).containsEntry("abs(delta)", 3.0)
                .containsEntry("maxNorm(delta*A)", 3.0).containsEntry("increments(delta*A)", 5.0)
                .containsEntry("cumulativeSum(delta*A)", 1.0);
    }

    /** Frobenius norms by brute force on matrices with random entries. */
    @Test
    void agreesWithBruteForce() {
        int depth = 9;
        int d = 4;
        Network network = network(depth, d, BranchScale.NONE);
        float[] parameters = new float[network.layout().size()];
        new RandomStreams(5).stream("test").gaussians(parameters, 0.1, 1);
        float[] before = parameters.clone();
        double largest = 0;
        double increment = 0;
        double squares = 0;
        double sumSquare = 0;
        for (int k = 0; k < depth; k++) {
            double norm = 0;
            double step = 0;
            for (int e = 0; e < d * d; e++) {
                norm += Math.pow(parameters[k * d * d + e], 2);
                step += k == 0 ? 0 : Math.pow((double) parameters[k * d * d + e] - parameters[(k - 1) * d * d + e], 2);
            }
            largest = Math.max(largest, Math.sqrt(norm));
            increment = Math.max(increment, Math.sqrt(step));
            squares += norm;
        }
        for (int e = 0; e < d * d; e++) {
            double sum = 0;
            for (int k = 0; k < depth; k++) {
                sum += parameters[k * d * d + e];
            }
            sumSquare += sum * sum;
        }
        SortedMap<String, Double> measured = measure(network, parameters);
        assertThat(measured.get("maxNorm(A)")).isCloseTo(largest, within(1e-12));
        assertThat(measured.get("increments(A)")).isCloseTo(increment, within(1e-12));
        assertThat(measured.get("rootSumSquares(A)")).isCloseTo(Math.sqrt(squares), within(1e-12));
        assertThat(measured.get("cumulativeSum(A)")).isCloseTo(Math.sqrt(sumSquare), within(1e-12));
        assertThat(measured).doesNotContainKey("abs(delta)").doesNotContainKey("maxNorm(delta*A)").hasSize(18);
        assertThat(parameters).containsExactly(before);
    }

    /** Limits: layers W_k = f(k/L)/L of a smooth f = t have sum -> 1/2 and increments 1/L^2. */
    @Test
    void smoothWeightsHaveTheKnownLimits() {
        int depth = 1000;
        float[] parameters = new float[2 * depth];
        for (int k = 0; k < depth; k++) {
            parameters[k] = (float) (k / (double) depth / depth);
        }
        SortedMap<String, Double> measured = measure(network(depth, 1, BranchScale.NONE), parameters);
        assertThat(measured.get("cumulativeSum(A)")).isCloseTo(0.5, within(1e-3));
        assertThat(measured.get("increments(A)") * depth * depth).isCloseTo(1, within(1e-3));
    }

    @Test
    void oneLayerHasNoIncrements() {
        assertThat(measure(network(1, 1, BranchScale.NONE), new float[] {2, 1})).containsEntry("maxNorm(A)", 2.0)
                .doesNotContainKey("increments(A)");
    }

    @Test
    void isNotDefinedWithoutAStack() {
        Network single = Network.of(new Dense(3, "A", "b"), Shape.of(3));
        Network tied = Network.of(new Repeat(4, new Dense(3, "A", ""), true), Shape.of(3));
        assertThat(ANALYSIS.notDefinedFor(single, SETTINGS)).hasValueSatisfying(
                text -> assertThat(text).contains("repeat", "'A' of shape [3, 3]", "'b' of shape [3]"));
        assertThat(ANALYSIS.notDefinedFor(tied, SETTINGS)).isPresent();
        assertThat(ANALYSIS.notDefinedFor(network(1, 1, BranchScale.NONE), SETTINGS)).isEmpty();
    }
}
