package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** Networks whose weights follow a law with a known limit. */
class RegimeAnalysisTest {
    private static final RegimeAnalysis ANALYSIS = new RegimeAnalysis();
    private static final int[] DEPTHS = {8, 16, 32, 64, 128, 256, 512, 1024};

    private static Settings settings(int cells, int from) {
        return settings(cells, from, 0);
    }

    private static Settings settings(int cells, int from, long every) {
        return Settings.of(Map.of("level", 0.95, "fitFrom", 1L, "fitTo", 1000000L, "cells", (long) cells, "from", (long) from, "average", 2L,
                "leaveOut", 1L, "every", every));
    }

    private static double smooth(int entry, double t) {
        return 0.5 * Math.sin(3 * t + entry) + 0.2;
    }

    private static Conclusion verdict(SyntheticTrials trials, Settings settings) throws Exception {
        return ANALYSIS.evaluate("a", trials, settings).getFirst().conclusion().orElseThrow();
    }

    /** delta = L^(-alpha), W = L^(-beta) Wbar(k/L) (1 + 0.02 gaussian for each seed as a whole). */
    private static SyntheticTrials smooth(double alpha, double beta, int seeds) {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, settings(500, 501));
        RandomStream random = new RandomStreams(3).stream("smooth");
        for (int seed = 0; seed < seeds; seed++) {
            for (int depth : DEPTHS) {
                double size = 1 + 0.02 * random.gaussian();
                trials.add(depth, seed, Function.TANH, BranchScale.shared("delta", 1), new double[] {-Math.pow(depth, -alpha)},
                        (l, k, e) -> size * Math.pow(l, -beta) * smooth(e, (double) k / l), 0, 0, 0, 0);
            }
        }
        return trials;
    }

    @Test
    void knowsTheOdes() throws Exception {
        assertThat(verdict(smooth(1, 0, 4), settings(500, 501)).verdict()).isEqualTo("neural ODE");
        assertThat(verdict(smooth(0.6, 0.4, 4), settings(500, 501)).verdict()).isEqualTo("alternative (linear) ODE");
        assertThat(verdict(smooth(1, 0.5, 4), settings(500, 501)).verdict()).isEqualTo("identity");
        assertThat(verdict(smooth(0.3, 0.1, 4), settings(500, 501)).verdict()).isEqualTo("explosive");
    }

    /** W_k = L^(-1/2) gaussian, with a signed scale of each layer that is taken into the weights. */
    private static SyntheticTrials noise(Function activation, Settings settings) {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, settings);
        for (int seed = 0; seed < 5; seed++) {
            RandomStream random = new RandomStreams(seed).stream("noise");
            for (int depth : DEPTHS) {
                trials.add(depth, seed, activation, BranchScale.perLayer("delta", 1), new double[] {2, 2},
                        (l, k, e) -> 0.25 * random.gaussian() / Math.sqrt(l), 0, 0, 0, 0);
            }
        }
        return trials;
    }

    @Test
    void knowsTheSde() throws Exception {
        Conclusion conclusion = verdict(noise(Function.TANH, settings(500, 501)), settings(500, 501));
        assertThat(conclusion.verdict()).isEqualTo("SDE");
        assertThat(conclusion.decided()).isTrue();
        assertThat(conclusion.evidence()).anySatisfy(text -> assertThat(text).startsWith("gap"));
        assertThat(verdict(noise(Function.RELU, settings(500, 501)), settings(500, 501)).verdict()).isIn("SDE", "undecided");
    }

    /** W_k = L^(-1/2) (0.5 + 0.25 gaussian) with scales 1, -1, 1, ...: |W_k| add up to order L^(1/2), but the layers cancel. */
    @Test
    void layersOfOppositeSignsCancel() throws Exception {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, settings(500, 501));
        for (int seed = 0; seed < 5; seed++) {
            RandomStream random = new RandomStreams(seed).stream("signs");
            for (int depth : DEPTHS) {
                trials.add(depth, seed, Function.RELU, BranchScale.perLayer("delta", 1), new double[] {1, -1},
                        (l, k, e) -> (0.5 + 0.25 * random.gaussian()) / Math.sqrt(l), 0, 0, 0, 0);
            }
        }
        assertThat(verdict(trials, settings(500, 501)).verdict()).isIn("SDE", "undecided");
    }

    /** The targets are what the smooth networks say, so taking the noise away from noisy ones changes all. */
    @Test
    void theLossOfTheTrendIsEvidence() throws Exception {
        Settings settings = settings(16, 64);
        Conclusion conclusion = verdict(noise(Function.TANH, settings), settings);
        assertThat(conclusion.evidence()).anySatisfy(text -> assertThat(text).startsWith("loss with the trend alone over the loss"));
    }

    @Test
    void theGapHasItsError() throws Exception {
        AnalysisResult gap = ANALYSIS.evaluate("a", smooth(1, 0, 4), settings(500, 501)).get(1);
        assertThat(gap.quantity()).isEqualTo("gap");
        assertThat(gap.estimate().orElseThrow().value()).isCloseTo(1, within(0.1));
        assertThat(gap.estimate().orElseThrow().n()).isEqualTo(4);
        assertThat(gap.estimate().orElseThrow().trials()).hasSize(32);
    }

    /** What is judged is drawn: five statistics with the laws through them, and the gap at each depth whose double is there. */
    @Test
    void theVerdictAndTheGapHaveFigures() throws Exception {
        ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("a", smooth(1, 0.25, 4), settings(500, 501));
        AnalysisResult verdict = results.getFirst();
        assertThat(verdict.curves().collect(Curve::id).castToList()).containsExactly("maxNorm", "maxNorm-fit", "increments", "increments-fit",
                "rootSumSquares", "rootSumSquares-fit", "cumulativeSum", "cumulativeSum-fit", "detrendedSum", "detrendedSum-fit");
        Curve law = verdict.curves().get(1);
        assertThat(Math.log(law.points().getLast().value() / law.points().getFirst().value()) / Math.log(128)).as("W ~ L^(-1/4)").isCloseTo(-0.25, within(0.02));
        assertThat(verdict.curves().getFirst().points().collect(point -> (int) point.x()).castToList()).containsExactly(8, 16, 32, 64, 128, 256, 512, 1024);
        assertThat(verdict.curves().get(8).points().getFirst().x()).as("where its window is a tenth of the depth").isEqualTo(32);
        AnalysisResult gap = results.get(1);
        assertThat(gap.points().collect(point -> (int) point.x()).castToList()).containsExactly(8, 16, 32, 64, 128, 256, 512);
        assertThat(gap.points().getLast().value()).as("smooth: increments are 1/L of the norms").isCloseTo(1, within(0.05));
        assertThat(gap.points()).allSatisfy(point -> assertThat(point.n()).isEqualTo(4));
        assertThat(gap.curves().collect(Curve::id).castToList()).containsExactly("all", "all-band", "limit", "none");
    }

    /**
     * Weights that are rough at first (increments as large as norms) and smooth later: what is observed of networks of either kind at two
     * steps has gaps near 0 and near 1.
     */
    @Test
    void theGapDuringTraining() throws Exception {
        Settings settings = settings(500, 501, 5);
        SyntheticTrials late = smooth(1, 0, 3);
        Map<String, Observations> observed = new HashMap<>();
        Map<String, TrainedNetwork> networks = new HashMap<>();
        RandomStream random = new RandomStreams(5).stream("rough");
        for (TrialRecord trial : late.records()) {
            TrainedNetwork smooth = late.network(trial.depth(), trial.seed());
            double[] rough = smooth.parameters().doubles(smooth.parameters().length());
            for (int i = 0; i < rough.length - 1; i++) {
                rough[i] = random.gaussian();
            }
            Probe probe = ANALYSIS.probe(smooth.network(), settings).orElseThrow();
            KeptObservations kept = new KeptObservations();
            probe.observe(new TrainingState(0, 1, smooth.with(RealArray.of(rough)), smooth.parameters()), kept.at(0));
            probe.observe(new TrainingState(5, 1, smooth, smooth.parameters()), kept.at(5));
            observed.put(trial.id(), kept);
            networks.put(trial.id(), smooth);
        }
        AnalysisResult during = ANALYSIS.evaluate("a", StackTrials.set(late.records(), networks, observed), settings)
                .detect(result -> result.quantity().equals("gap during training"));
        assertThat(during.points().collect(ResultPoint::x).castToList()).containsExactly(0.0, 5.0);
        assertThat(during.points().getFirst().value()).isCloseTo(0, within(0.1));
        assertThat(during.points().getLast().value()).isCloseTo(1, within(0.1));
        assertThat(during.points().getFirst().n()).isEqualTo(3);
        Curve squares = during.curves().detect(curve -> curve.id().equals("rootSumSquares"));
        assertThat(squares.points().getLast().value()).as("R of order one weights grows like L^(1/2)").isCloseTo(0.5, within(0.05));
        assertThat(ANALYSIS.probe(networks.values().iterator().next().network(), settings(500, 501))).isEmpty();
    }

    @Test
    void anUndecidedVerdictIsSeenToo() throws Exception {
        SyntheticTrials few = new SyntheticTrials(ANALYSIS, settings(500, 501));
        few.add(4, 0, Function.TANH, BranchScale.NONE, new double[0], (l, k, e) -> 1 + k, 0, 0, 0, 0);
        AnalysisResult verdict = ANALYSIS.evaluate("a", few, settings(500, 501)).getOnly();
        assertThat(verdict.conclusion().orElseThrow().decided()).isFalse();
        assertThat(verdict.curves().collect(Curve::id).castToList()).containsExactly("maxNorm", "increments", "rootSumSquares", "cumulativeSum");
        assertThat(verdict.hasData()).isTrue();
    }

    @Test
    void isUndecidedWithOneSeedOrFewDepths() throws Exception {
        Conclusion one = verdict(smooth(1, 0, 1), settings(500, 501));
        assertThat(one.decided()).isFalse();
        assertThat(one.evidence()).anySatisfy(text -> assertThat(text).contains("no interval with one seed"));
        SyntheticTrials few = new SyntheticTrials(ANALYSIS, settings(500, 501));
        few.add(4, 0, Function.TANH, BranchScale.NONE, new double[0], (l, k, e) -> 1, 0, 0, 0, 0);
        assertThat(verdict(few, settings(500, 501)).evidence().getFirst()).startsWith("no seed has ended at 4 depths");
        ImmutableList<AnalysisResult> none = ANALYSIS.evaluate("a", TrialSet.of(Lists.immutable.empty()), settings(500, 501));
        assertThat(none.castToList()).isEmpty();
    }

    /** All increments are zero: no logarithm, no order. */
    @Test
    void constantWeightsAreNoCrash() throws Exception {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, settings(500, 501));
        for (int depth : DEPTHS) {
            for (int seed = 0; seed < 2; seed++) {
                trials.add(depth, seed, Function.TANH, BranchScale.NONE, new double[0], (l, k, e) -> 1.0 / l, 0, 0, 0, 0);
            }
        }
        assertThat(verdict(trials, settings(500, 501)).evidence().getFirst()).contains("largest increment");
    }

    @Test
    void isNotDefinedWithoutAResidualStack() {
        Network plain = Network.of(new Repeat(4, new Dense(3, "A", ""), false), Shape.of(3));
        assertThat(ANALYSIS.notDefinedFor(plain, settings(500, 501))).hasValueSatisfying(text -> assertThat(text).contains("residual"));
    }

    /** alpha is 0.6 up to 256 layers and -2 beyond: no verdict, whatever all depths together say. */
    @Test
    void driftingExponentsDecideNothing() throws Exception {
        SyntheticTrials trials = new SyntheticTrials(ANALYSIS, settings(500, 501));
        RandomStream random = new RandomStreams(4).stream("drift");
        for (int seed = 0; seed < 4; seed++) {
            for (int depth : DEPTHS) {
                double size = 1 + 0.02 * random.gaussian();
                double delta = depth <= 256 ? Math.pow(depth, -0.6) : Math.pow(256, -0.6) * Math.pow(depth / 256.0, 2);
                trials.add(depth, seed, Function.TANH, BranchScale.shared("delta", 1), new double[] {delta},
                        (l, k, e) -> size * Math.pow(l, -0.4) * smooth(e, (double) k / l), 0, 0, 0, 0);
            }
        }
        Conclusion conclusion = verdict(trials, settings(500, 501));
        assertThat(conclusion.verdict()).isEqualTo("undecided");
        assertThat(conclusion.evidence().getLast()).contains("the exponents drift");
    }
}
