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
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class TrendNoiseTest {
    private static final TrendNoiseAnalysis ANALYSIS = new TrendNoiseAnalysis();
    private static final int CELLS = 16;
    private static final Settings SETTINGS = settings(0);

    private static Settings settings(long every) {
        return Settings.of(Map.of("level", 0.95, "cells", (long) CELLS, "from", 64L, "average", 2L, "leaveOut", 1L, "row", 1L, "column", 0L,
                "beta", 0.5, "every", every));
    }

    private static AnalysisResult result(ImmutableList<AnalysisResult> results, String quantity) {
        return results.detectOptional(result -> result.quantity().equals(quantity)).orElseThrow();
    }

    /** A trend that is constant on the cells, the same at all depths: the split finds it and no noise. */
    @Test
    void aTrendAloneIsAllThereIs() throws Exception {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, SETTINGS);
        for (int depth : new int[] {64, 128, 256, 512}) {
            trials.add(depth, 0, Function.TANH, BranchScale.constant(Math.pow(depth, -0.5)), new double[0],
                    (l, k, e) -> (e + Math.sin(k * CELLS / l)) / Math.sqrt(l), 1, 2, 3, 4);
        }
        ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("a", trials, SETTINGS);
        AnalysisResult loss = result(results, "denoisedLoss");
        assertThat(loss.estimate().orElseThrow().value()).isCloseTo(1, within(1e-10));
        assertThat(loss.estimate().orElseThrow().hasInterval()).isFalse();
        assertThat(loss.points().collect(ResultPoint::x).castToList()).containsExactly(64.0, 128.0, 256.0, 512.0);
        assertThat(loss.points().getFirst().value()).isCloseTo(loss.curves().getFirst().points().getFirst().value(), within(1e-10));
        assertThat(result(results, "relativeNoise").points()).allSatisfy(point -> assertThat(point.value()).isLessThan(1e-10));
        AnalysisResult trend = result(results, "trend(A)");
        assertThat(trend.curves().getFirst().points().getFirst().value()).isCloseTo(2, within(1e-12));
        assertThat(trend.curves().getFirst().points().getLast().value()).isCloseTo(2 + Math.sin(CELLS - 1), within(1e-12));
    }

    /** Noise alone, W_k = L^(-1/2) gaussian: nearly all is noise, its index is 1/2, and without it the network is the identity. */
    @Test
    void noiseAloneIsNotTheTrend() throws Exception {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, SETTINGS);
        for (int seed = 0; seed < 2; seed++) {
            RandomStream random = new RandomStreams(seed).stream("noise");
            for (int depth : new int[] {1024, 2048, 4096, 8192}) {
                trials.add(depth, seed, Function.RELU, BranchScale.perLayer("delta", 1), new double[] {-0.5, 0.5},
                        (l, k, e) -> random.gaussian() / Math.sqrt(l), 1, 0, 0, 1);
            }
        }
        ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("a", trials, SETTINGS);
        assertThat(result(results, "relativeNoise").points()).allSatisfy(point -> assertThat(point.value()).isBetween(0.97, 1.02));
        AnalysisResult hurst = result(results, "hurst");
        assertThat(hurst.points().getLast().value()).isCloseTo(0.5, within(0.05));
        assertThat(hurst.curves().getFirst().points().getLast().value()).isCloseTo(0.5, within(0.05));
        AnalysisResult loss = result(results, "denoisedLoss");
        assertThat(loss.estimate().orElseThrow().n()).isEqualTo(2);
        assertThat(loss.points().getLast().value()).isLessThan(loss.curves().getFirst().points().getLast().value());
    }

    /** |delta_k| A_k with the sign as scale gives the same outputs, since relu(c x) = c relu(x): against the network itself. */
    @Test
    void movingTheScaleChangesNothing() {
        for (Function activation : new Function[] {Function.RELU, Function.LEAKY_RELU, Function.IDENTITY}) {
            SyntheticTrials trials = new SyntheticTrials(ANALYSIS, SETTINGS);
            RandomStream random = new RandomStreams(1).stream("weights");
            // One cell a layer and one depth: the trend is the weights themselves.
            trials.add(CELLS, 0, activation, BranchScale.perLayer("delta", 1), new double[] {-0.5, 0.3, 2}, (l, k, e) -> random.gaussian(), 1, 0, 0, 1);
            check(trials.network(CELLS, 0));
        }
    }

    /** tanh is odd, so that the sign alone can be moved. */
    @Test
    void movingTheSignChangesNothing() {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, SETTINGS);
        RandomStream random = new RandomStreams(2).stream("weights");
        trials.add(CELLS, 0, Function.TANH, BranchScale.perLayer("delta", 1), new double[] {-0.5, 0.3, -2}, (l, k, e) -> random.gaussian(), 1, 0, 0, 1);
        check(trials.network(CELLS, 0));
    }

    private static void check(TrainedNetwork trained) {
        Denoising denoising = Denoising.of(java.util.List.of(trained), 0.5, CELLS);
        assertThat(Denoising.loss(trained, denoising.denoised(trained))).isCloseTo(Denoising.loss(trained, trained.parameters()), within(1e-9));
        assertThat(denoising.relativeNoise(trained, 0)).isLessThan(1e-12);
    }

    /**
     * Entry (1, 0) is the only one that is not 0, so that its noise is that of all weights: what is observed at the last step is what the
     * trained networks say. At first it is a trend alone, without noise.
     */
    @Test
    void theNoiseOfTheEntryDuringTraining() throws Exception {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, settings(5));
        Map<String, Observations> observed = new HashMap<>();
        Map<String, TrainedNetwork> networks = new HashMap<>();
        RandomStream random = new RandomStreams(System.nanoTime()).stream("noise");
        for (int seed = 0; seed < 2; seed++) {
            for (int depth : new int[] {64, 100, 200, 333}) {
                trials.add(depth, seed, Function.TANH, BranchScale.NONE, new double[0],
                        (l, k, e) -> e == 2 ? (2 + Math.sin(5.0 * k / l) + random.gaussian()) / Math.sqrt(l) : 0, 1, 0, 0, 1);
                TrainedNetwork trained = trials.network(depth, seed);
                double[] trend = new double[4 * depth];
                for (int k = 0; k < depth; k++) {
                    trend[4 * k + 2] = (1 + k * CELLS / depth) / Math.sqrt(depth);
                }
                Probe probe = ANALYSIS.probe(trained.network(), settings(5)).orElseThrow();
                KeptObservations kept = new KeptObservations();
                probe.observe(new TrainingState(0, 1, trained.with(RealArray.of(trend)), trained.parameters()), kept.at(0));
                probe.observe(new TrainingState(5, 1, trained, trained.parameters()), kept.at(5));
                observed.put("L" + depth + "s" + seed, kept);
                networks.put("L" + depth + "s" + seed, trained);
            }
        }
        ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("a", StackTrials.set(trials.records(), networks, observed), settings(5));
        ImmutableList<ResultPoint> during = result(results, "relativeNoise(A) during training").points();
        assertThat(during.collect(ResultPoint::x).castToList()).containsExactly(0.0, 5.0);
        ResultPoint deepest = result(results, "relativeNoise").points().getLast();
        assertThat(during.getLast().value()).isCloseTo(deepest.value(), within(1e-12));
        assertThat(during.getLast().low()).isCloseTo(deepest.low(), within(1e-12));
        assertThat(during.getLast().value()).isGreaterThan(0.1);
        // 333 layers do not fill 16 cells evenly, which the definition of the trend counts as noise of one layer a cell.
        assertThat(during.getFirst().value()).isLessThan(0.05);
        assertThat(ANALYSIS.probe(networks.get("L64s0").network(), SETTINGS)).isEmpty();
    }

    @Test
    void saysWhatWouldBeEnough() throws Exception {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, SETTINGS);
        trials.add(64, 0, Function.TANH, BranchScale.NONE, new double[0], (l, k, e) -> 1.0 / l, 1, 0, 0, 1);
        AnalysisResult loss = ANALYSIS.evaluate("a", trials, SETTINGS).getOnly();
        assertThat(loss.estimate()).isEmpty();
        assertThat(loss.notes().castToList()).contains("seed 0: no trend: it is averaged over 2 depths that leave out the 1 largest, which needs"
                + " 3 depths of at least 64 layers, there are 1");
    }

    @Test
    void isNotDefinedWhereTheSignHidesTheTrend() {
        Network silu = Network.of(new Repeat(4, Residual.of(Sequence.of(new Dense(2, "A", ""), new ActivationLayer(Function.SILU)),
                BranchScale.perLayer("delta", 1)), false), Shape.of(2));
        assertThat(ANALYSIS.notDefinedFor(silu, SETTINGS)).hasValueSatisfying(text -> assertThat(text).contains("SILU"));
    }
}
