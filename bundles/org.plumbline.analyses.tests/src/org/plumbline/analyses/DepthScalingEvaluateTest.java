package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class DepthScalingEvaluateTest {
    private static final String Q = "maxNorm(A)";

    private static Settings settings(double level, long from, long to) {
        return Settings.of(Map.of("level", level, "fitFrom", from, "fitTo", to, "every", 0L));
    }

    private static TrialRecord trial(int depth, long seed, double value) {
        return trial(depth, seed, TrialState.DONE, Map.of("architecture.depth", "" + depth), Map.of("s/" + Q, value));
    }

    private static TrialRecord trial(int depth, long seed, TrialState state, Map<String, String> cell,
            Map<String, Double> measured) {
        return new TrialRecord("L" + depth + "s" + seed + cell.getOrDefault("optimiser.lr", ""),
                SortedMaps.immutable.withSortedMap(new TreeMap<>(cell)), seed, depth, state, "", 0, 1, 1, 1,
                DoubleLists.immutable.empty(), SortedMaps.immutable.withSortedMap(new TreeMap<>(measured)));
    }

    private static ImmutableList<AnalysisResult> evaluate(MutableList<TrialRecord> trials, Settings settings) {
        try {
            return new DepthScalingAnalysis().evaluate("s", TrialSet.of(trials.toImmutable()), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AnalysisResult only(MutableList<TrialRecord> trials) {
        return evaluate(trials, settings(0.95, 1, 1000000)).getOnly();
    }

    /** 5 L^(-0.7) exactly: slope -0.7, intercept ln 5, no error at all. */
    @Test
    void recoversAPowerLaw() {
        MutableList<TrialRecord> trials = Lists.mutable.empty();
        for (int depth : new int[] {64, 4, 8, 16, 32}) {
            for (long seed = 0; seed < 3; seed++) {
                trials.add(trial(depth, seed, 5 * Math.pow(depth, -0.7)));
            }
        }
        AnalysisResult result = only(trials);
        Estimate estimate = result.estimate().orElseThrow();
        assertThat(estimate.value()).isCloseTo(-0.7, within(1e-12));
        assertThat(estimate.standardError()).isCloseTo(0, within(1e-12));
        assertThat(estimate.n()).isEqualTo(3);
        assertThat(estimate.trials().size()).isEqualTo(15);
        assertThat(result.fit().orElseThrow().intercept()).isCloseTo(Math.log(5), within(1e-12));
        assertThat(result.fit().orElseThrow().at(10)).isCloseTo(5 * Math.pow(10, -0.7), within(1e-12));
        assertThat(result.points().collect(ResultPoint::x).castToList()).containsExactly(4.0, 8.0, 16.0, 32.0, 64.0);
        assertThat(result.x().unit()).isEqualTo("layers");
        assertThat(result.quantity()).isEqualTo(Q);
        assertThat(result.meaning()).isEqualTo("exponent of maxNorm(A) in depth");
        assertThat(result.notes().castToList()).containsExactly("policy exclude: DONE trials only, 15 of 15 used");
    }

    /**
     * By hand: depths 1, 2, 4, 8 with x = 0, 1, 2, 3 in units of ln 2; seed 0 has y = x (slope 1), seed 1 has y = 2 x (slope 2).
     * Pooled slope 1.5; residuals 0, -.5, -1, -1.5, 0, .5, 1, 1.5, sum of squares 7; sxx = 10; standard error
     * sqrt(7/6/10) = 0.341565025532. Slopes 1 and 2: s = 0.70711,
     * s/sqrt(2) = 0.5; t(0.975, 1) = 12.7062047361747: interval 1.5 +- 6.35310236808735.
     */
    @Test
    void errorsByHand() {
        MutableList<TrialRecord> trials = Lists.mutable.empty();
        for (int i = 0; i < 4; i++) {
            trials.add(trial(1 << i, 0, 1 << i));
            trials.add(trial(1 << i, 1, 1 << 2 * i));
        }
        Estimate estimate = only(trials).estimate().orElseThrow();
        assertThat(estimate.value()).isCloseTo(1.5, within(1e-12));
        assertThat(estimate.standardError()).isCloseTo(0.341565025532, within(1e-11));
        assertThat(estimate.low()).isCloseTo(1.5 - 6.35310236808735, within(1e-8));
        assertThat(estimate.high()).isCloseTo(1.5 + 6.35310236808735, within(1e-8));
        assertThat(estimate.level()).isEqualTo(0.95);
        ResultPoint last = only(trials).points().getLast();
        assertThat(last.value()).isEqualTo(36);
        assertThat(last.low()).isEqualTo(8);
        assertThat(last.high()).isEqualTo(64);
    }

    /** 1000 sweeps with a random exponent per seed and noise per trial: the 90 % interval covers in 900 +- 4 x 9.5. */
    @Test
    void intervalCovers() {
        RandomStream random = new RandomStreams(77).stream("sweeps");
        int covered = 0;
        for (int sweep = 0; sweep < 1000; sweep++) {
            MutableList<TrialRecord> trials = Lists.mutable.empty();
            for (long seed = 0; seed < 4; seed++) {
                double slope = -0.5 + 0.05 * random.gaussian();
                for (int depth = 4; depth <= 64; depth *= 2) {
                    trials.add(trial(depth, seed, Math.exp(slope * Math.log(depth) + 0.1 * random.gaussian())));
                }
            }
            Estimate estimate = evaluate(trials, settings(0.9, 1, 1000000)).getOnly().estimate().orElseThrow();
            covered += estimate.low() <= -0.5 && -0.5 <= estimate.high() ? 1 : 0;
        }
        assertThat(covered).isBetween(862, 938);
    }

    @Test
    void divergedAndFailedTrialsAreCountedNotHidden() {
        MutableList<TrialRecord> trials = Lists.mutable.empty();
        for (int depth = 4; depth <= 32; depth *= 2) {
            trials.add(trial(depth, 0, depth));
        }
        trials.add(trial(32, 1, TrialState.DIVERGED, Map.of(), Map.of()));
        trials.add(trial(64, 0, TrialState.FAILED, Map.of(), Map.of()));
        trials.add(trial(128, 0, TrialState.RUNNING, Map.of(), Map.of()));
        AnalysisResult result = only(trials);
        assertThat(result.notes().get(0)).isEqualTo("policy exclude: DONE trials only, 4 of 6 used, left out: 1 diverged, 1 failed");
        ResultPoint at32 = result.points().detect(point -> point.x() == 32);
        assertThat(at32.n()).isEqualTo(1);
        assertThat(at32.asked()).isEqualTo(2);
        ResultPoint at64 = result.points().detect(point -> point.x() == 64);
        assertThat(at64.n()).isZero();
        assertThat(at64.value()).isNaN();
        assertThat(result.points().anySatisfy(point -> point.x() == 128)).isFalse();
    }

    @Test
    void saysWhatIsMissing() {
        MutableList<TrialRecord> trials = Lists.mutable.with(trial(4, 0, 1), trial(8, 0, 2));
        assertThat(only(trials).estimate()).isEmpty();
        assertThat(only(trials).fit()).isEmpty();
        assertThat(only(trials).notes().castToList()).contains("no exponent: no seed has values at more than 2 depths to fit, at least 4 are needed");
        trials.add(trial(16, 0, 4));
        trials.add(trial(32, 0, 8));
        Estimate estimate = only(trials).estimate().orElseThrow();
        assertThat(estimate.value()).isCloseTo(1, within(1e-12));
        assertThat(estimate.hasInterval()).isFalse();
        assertThat(only(trials).remarks().castToList()).anySatisfy(note -> assertThat(note).startsWith("maxNorm(A): no interval: one seed"));
        assertThat(evaluate(Lists.mutable.empty(), settings(0.95, 1, 10)).castToList()).isEmpty();
    }

    @Test
    void fitsWithinTheWindowOnlyAndSkipsWhatHasNoLogarithm() {
        MutableList<TrialRecord> trials = Lists.mutable.with(trial(2, 0, 1000), trial(4, 0, 4), trial(8, 0, 8), trial(16, 0, 16),
                trial(20, 0, 20), trial(32, 0, 0), trial(64, 0, 1000));
        AnalysisResult result = evaluate(trials, settings(0.95, 3, 40)).getOnly();
        assertThat(result.estimate().orElseThrow().value()).isCloseTo(1, within(1e-12));
        assertThat(result.fit().orElseThrow().from()).isEqualTo(4);
        assertThat(result.fit().orElseThrow().to()).isEqualTo(20);
        assertThat(result.points().size()).isEqualTo(7);
        assertThat(result.notes().castToList())
                .contains("not fitted for want of a logarithm: 1 of 5 values, the first is 0.0 at depth 32");
    }

    /** Seed 1 has two depths only: it is shown, but neither line nor interval use it. */
    @Test
    void seedsWithTooFewDepthsAreLeftOutOfTheFit() {
        MutableList<TrialRecord> trials = Lists.mutable.with(trial(4, 0, 4), trial(8, 0, 8), trial(16, 0, 16), trial(32, 0, 32), trial(4, 1, 400),
                trial(8, 1, 1));
        AnalysisResult result = only(trials);
        assertThat(result.estimate().orElseThrow().value()).isCloseTo(1, within(1e-12));
        assertThat(result.estimate().orElseThrow().n()).isEqualTo(1);
        assertThat(result.notes().castToList()).contains("1 of 2 seeds not fitted: values at fewer than 4 depths");
        assertThat(result.points().get(0).n()).isEqualTo(2);
    }

    /** A seed that lost its largest depth: the exponent is the mean of the slopes 1 and 2, the line goes through the centre. */
    @Test
    void unequalSeedsCountEqually() {
        MutableList<TrialRecord> trials = Lists.mutable.with(trial(4, 0, 4), trial(8, 0, 8), trial(16, 0, 16), trial(32, 0, 32), trial(64, 0, 64),
                trial(4, 1, 16), trial(8, 1, 64), trial(16, 1, 256), trial(32, 1, 1024));
        AnalysisResult result = only(trials);
        assertThat(result.estimate().orElseThrow().value()).isCloseTo(1.5, within(1e-12));
        double x = (2 + 3 + 4 + 5 + 6 + 2 + 3 + 4 + 5) / 9.0;
        double y = (2 + 3 + 4 + 5 + 6 + 4 + 6 + 8 + 10) / 9.0;
        assertThat(result.fit().orElseThrow().at(Math.pow(2, x))).isCloseTo(Math.pow(2, y), within(1e-9));
        assertThat(result.fit().orElseThrow().slope()).isEqualTo(result.estimate().orElseThrow().value());
    }

    /** Learning rates are not mixed into one exponent. */
    @Test
    void furtherAxesGiveResultsOfTheirOwn() {
        MutableList<TrialRecord> trials = Lists.mutable.empty();
        for (int depth = 4; depth <= 32; depth *= 2) {
            trials.add(trial(depth, 0, TrialState.DONE, Map.of("architecture.depth", "" + depth, "optimiser.lr", "0.1"),
                    Map.of("s/" + Q, (double) depth)));
            trials.add(trial(depth, 0, TrialState.DONE, Map.of("architecture.depth", "" + depth, "optimiser.lr", "0.2"),
                    Map.of("s/" + Q, 1.0 / depth, "other/" + Q, 3.0)));
        }
        ImmutableList<AnalysisResult> results = evaluate(trials, settings(0.95, 1, 1000000));
        assertThat(results.collect(result -> result.quantity() + " " + Math.round(result.estimate().orElseThrow().value()))
                .castToList()).containsExactly("maxNorm(A) [optimiser.lr=0.1] 1", "maxNorm(A) [optimiser.lr=0.2] -1");
    }

    @Test
    void resultsComeInTheOrderOfReading() {
        Map<String, Double> measured = Map.of("s/maxNorm(A)", 1.0, "s/abs(delta)", 1.0, "s/increments(A)", 1.0,
                "s/cumulativeSum(A)", 1.0, "s/maxNorm(delta*A)", 1.0);
        MutableList<TrialRecord> trials = Lists.mutable.with(trial(4, 0, TrialState.DONE, Map.of(), measured));
        assertThat(evaluate(trials, settings(0.95, 1, 10)).collect(AnalysisResult::quantity).castToList()).containsExactly(
                "maxNorm(A)", "maxNorm(delta*A)", "increments(A)", "cumulativeSum(A)", "abs(delta)");
        assertThat(evaluate(trials, settings(0.95, 1, 10)).collect(AnalysisResult::label).castToList()).startsWith("largest norm of A")
                .endsWith("|delta|");
    }
}
