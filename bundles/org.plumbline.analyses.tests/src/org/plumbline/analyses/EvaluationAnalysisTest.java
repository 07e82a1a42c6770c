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
import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Normalisation;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Objective;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;

class EvaluationAnalysisTest {
    private static final Settings NONE = Settings.of(Map.of("level", 0.95, "fitFrom", 1L, "fitTo", 1000000L));
    private static final EvaluationAnalysis ANALYSIS = new EvaluationAnalysis();
    /** The mean of the squares of all differences. */
    private static final Objective SQUARE = new Objective((settings, y, t, n, k, g) -> {
        double sum = 0;
        for (int i = 0; i < n * k; i++) {
            sum += (y[i] - t[i]) * (y[i] - t[i]);
        }
        return sum / (n * k);
    }, NONE);

    private static SortedMap<String, Double> measure(float[] matrix, float[] statistics, float[] train, float[] trainTargets, float[] test,
            float[] testTargets) {
        Network network = Network.of(statistics.length == 0 ? new Dense(2, "A", "")
                : Sequence.of(Normalisation.batch(1, 0.1, "bn", "", ""), new Dense(2, "A", "")), Shape.of(2));
        DataShape shape = new DataShape(Shape.of(2), Shape.of(2), train.length / 2, test.length / 2);
        return ANALYSIS.measure(new TrainedNetwork(network, RealArray.of(matrix), RealArray.of(statistics),
                new DataSet(shape, train, trainTargets, test, testTargets), SQUARE, ComputeBackend.byId("nd4j"), Memory.share(1)), NONE);
    }

    /** The identity on three training examples and one test example; differences 1, 0; 0, 0; 2, 1: 6/6; test 3, 0: 9/2. */
    @Test
    void lossesByHand() {
        SortedMap<String, Double> measured = measure(new float[] {1, 0, 0, 1}, new float[0], new float[] {1, 2, 3, 4, 5, 6},
                new float[] {0, 2, 3, 4, 3, 5}, new float[] {1, 1}, new float[] {4, 1});
        assertThat(measured).containsExactlyInAnyOrderEntriesOf(Map.of("trainLoss", 1.0, "testLoss", 4.5, "gap", 3.5));
    }

    /** Classes 0, 1, 1 by outputs (2, 1), (0, 3), (1, 1): the tie goes to the first, so two of three are right. */
    @Test
    void accuracyOfOneHotTargets() {
        SortedMap<String, Double> measured = measure(new float[] {1, 0, 0, 1}, new float[0], new float[] {2, 1, 0, 3, 1, 1},
                new float[] {1, 0, 0, 1, 0, 1}, new float[0], new float[0]);
        assertThat(measured).containsOnlyKeys("trainLoss", "trainAccuracy");
        assertThat(measured.get("trainAccuracy")).isCloseTo(2.0 / 3, within(1e-15));
    }

    /** Running mean (1, 1) and variance (3, 3), epsilon 1: (3, 5) becomes (1, 2). With the statistics of a batch of one it would be 0. */
    @Test
    void normalisationsUseRunningStatistics() {
        SortedMap<String, Double> measured = measure(new float[] {1, 0, 0, 1}, new float[] {1, 1, 3, 3}, new float[] {3, 5},
                new float[] {1, 2}, new float[0], new float[0]);
        assertThat(measured.get("trainLoss")).isCloseTo(0, within(1e-12));
    }

    private static TrialRecord trial(int depth, long seed, TrialState state, double test) {
        SortedMap<String, Double> measured = state == TrialState.DONE ? new TreeMap<>(Map.of("e/testLoss", test)) : new TreeMap<>();
        return new TrialRecord("t" + depth + seed, SortedMaps.immutable.of("architecture.depth", "" + depth), seed, depth, state, "", 0.5, 1,
                1, 1, DoubleLists.immutable.empty(), SortedMaps.immutable.withSortedMap(measured));
    }

    @Test
    void oneSeriesOverDepthThatCountsWhatIsMissing() {
        ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("e", TrialSet.of(Lists.immutable.with(trial(4, 0, TrialState.DONE, 3),
                trial(4, 1, TrialState.DONE, 1), trial(8, 0, TrialState.DIVERGED, 0), trial(2, 0, TrialState.DONE, 5))), NONE);
        assertThat(results.collect(AnalysisResult::quantity).castToList()).containsExactly("testLoss", "steps");
        assertThat(results.get(0).points().collectDouble(p -> p.x()).toArray()).containsExactly(2, 4, 8);
        assertThat(results.get(0).points().get(1).value()).isEqualTo(2);
        assertThat(results.get(0).points().get(1).low()).isEqualTo(1);
        assertThat(results.get(0).points().get(2).n()).isZero();
        assertThat(results.get(0).notes().get(0)).contains("3 of 4", "1 diverged");
    }
}
