package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class PathRegularityTest {
    private static final PathRegularityAnalysis ANALYSIS = new PathRegularityAnalysis();

    private static Settings settings(String powers) {
        return Settings.of(Map.of("level", 0.95, "fitFrom", 1L, "fitTo", 1000000L, "every", 0L, "beta", 0.5, "powers", powers));
    }

    private static AnalysisResult result(ImmutableList<AnalysisResult> results, String quantity) {
        return results.detectOptional(result -> result.quantity().equals(quantity)).orElseThrow();
    }

    /** One entry that rises from 0 to (L-1)/L: for p > 1 the variation is the whole way, and so for p = 1. */
    /** What is observed at a step is what would be measured: the mean of the indices at the deepest depth. */
    @Test
    void theHurstIndexDuringTraining() throws Exception {
        Settings settings = Settings.of(Map.of("level", 0.95, "fitFrom", 1L, "fitTo", 1000000L, "every", 5L, "beta", 0.5, "powers", "1, 2"));
        PathRegularityAnalysis analysis = new PathRegularityAnalysis();
        SyntheticTrials trials = new SyntheticTrials(analysis, settings);
        Map<String, Observations> observed = new HashMap<>();
        RandomStream random = new RandomStreams(System.nanoTime()).stream("noise");
        for (int seed = 0; seed < 3; seed++) {
            for (int depth : new int[] {32, 64, 128, 256}) {
                trials.add(depth, seed, ActivationLayer.Function.TANH, BranchScale.NONE, new double[0], (l, k, e) -> random.gaussian(), 1, 0, 0, 1);
                TrainedNetwork trained = trials.network(depth, seed);
                KeptObservations kept = new KeptObservations();
                Probe probe = analysis.probe(trained.network(), settings).orElseThrow();
                for (long step : new long[] {0, 5}) {
                    probe.observe(new TrainingState(step, 1, trained, trained.parameters()), kept.at(step));
                }
                observed.put("L" + depth + "s" + seed, kept);
            }
        }
        ImmutableList<AnalysisResult> results = analysis.evaluate("a", StackTrials.set(trials.records(), Map.of(), observed), settings);
        for (String id : new String[] {"hurst(A,variations)", "hurst(A,whittle)"}) {
            AnalysisResult during = results.detect(result -> result.quantity().equals(id + " during training"));
            ResultPoint deepest = results.detect(result -> result.quantity().equals(id)).points().getLast();
            assertThat(during.points().collect(ResultPoint::x).castToList()).containsExactly(0.0, 5.0);
            assertThat(during.points().getLast().value()).isCloseTo(deepest.value(), within(1e-12));
            assertThat(during.points().getLast().high()).isEqualTo(deepest.high());
            assertThat(during.label()).contains("at depth 256 during training");
        }
    }

    @Test
    void aMonotonePathVariesByItsWay() {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, settings("1, 2, 3"));
        trials.add(10, 0, Function.TANH, BranchScale.NONE, new double[0], (l, k, e) -> e == 0 ? (double) k / l : 0, 0, 0, 0, 0);
        TrialRecord record = trials.records().getOnly();
        for (int p = 1; p <= 3; p++) {
            assertThat(record.measurements().get("a/pVariation(A,p=" + p + ")")).isCloseTo(Math.sqrt(10) * 0.9, within(1e-12));
        }
        assertThat(record.measurements().keysView().anySatisfy(key -> key.contains("hurst"))).isFalse();
    }

    /**
     * A path with independent increments of size L^(-1), W = L^(-1/2) times it: the 2-variation of L^(1/2) W falls like L^(-1/2), the
     * 1-variation stays; the layers themselves, as noise, are nearly as persistent as can be.
     */
    @Test
    void exponentsOfAWalk() throws Exception {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, settings("1, 2"));
        for (int seed = 0; seed < 4; seed++) {
            for (int depth = 64; depth <= 1024; depth *= 2) {
                RandomStream random = new RandomStreams(seed).stream("walk" + depth);
                double[] walk = new double[4];
                trials.add(depth, seed, Function.TANH, BranchScale.NONE, new double[0], (l, k, e) -> {
                    walk[e] += random.gaussian() / l;
                    return walk[e] / Math.sqrt(l);
                }, 0, 0, 0, 0);
            }
        }
        ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("a", trials, settings("1, 2"));
        assertThat(result(results, "pVariation(A,p=1)").estimate().orElseThrow().value()).isCloseTo(0, within(0.05));
        assertThat(result(results, "pVariation(A,p=2)").estimate().orElseThrow().value()).isCloseTo(-0.5, within(0.1));
        assertThat(result(results, "pVariation(A,p=2)").label()).isEqualTo("2-variation of L^0.5 A");
        assertThat(result(results, "hurst(A,variations)").estimate().orElseThrow().value()).isGreaterThan(0.9);
    }

    /** Independent layers: both methods say 1/2. */
    @Test
    void independentLayersHaveIndexOneHalf() throws Exception {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, settings("2"));
        for (int seed = 0; seed < 3; seed++) {
            RandomStream random = new RandomStreams(seed).stream("layers");
            trials.add(4096, seed, Function.TANH, BranchScale.NONE, new double[0], (l, k, e) -> random.gaussian() / 64, 0, 0, 0, 0);
        }
        ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("a", trials, settings("2"));
        for (String method : new String[] {"variations", "whittle"}) {
            assertThat(result(results, "hurst(A," + method + ")").estimate().orElseThrow().value()).isCloseTo(0.5, within(0.04));
            assertThat(result(results, "hurst(A," + method + ")").estimate().orElseThrow().n()).isEqualTo(3);
        }
    }

    @Test
    void refusesPowersThatAreNone() {
        Network network = Network.of(new Repeat(4, new Dense(3, "A", ""), false), Shape.of(3));
        assertThat(ANALYSIS.notDefinedFor(network, settings("1, 0.5"))).hasValueSatisfying(
                text -> assertThat(text).contains("power 0.5", "at least 1"));
        assertThat(ANALYSIS.notDefinedFor(network, settings("two"))).hasValueSatisfying(text -> assertThat(text).contains("'two'"));
        assertThat(ANALYSIS.notDefinedFor(network, settings("1,2"))).isEmpty();
    }
}
