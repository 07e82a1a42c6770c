package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class SignalPropagationEvaluateTest {
    private static final Settings SETTINGS = Settings.of(Map.of("inputs", 1L, "reference", "independent", "level", 0.95));

    private final MutableList<TrialRecord> records = Lists.mutable.empty();

    private void add(Map<String, String> cell, int depth, long seed, TrialState state, double ratio) {
        TreeMap<String, Double> measured = new TreeMap<>();
        for (String d : new String[] {"forward", "backward"}) {
            measured.put("a/mean(" + d + ")", ratio);
            measured.put("a/meanSquare(" + d + ")", ratio * ratio);
            measured.put("a/meanLog10(" + d + ")", Math.log10(ratio));
        }
        measured.put("a/expected", 0.65);
        records.add(new TrialRecord(cell + "s" + seed, SortedMaps.immutable.withSortedMap(new TreeMap<>(cell)), seed, depth, state, "", Double.NaN, 0, 0,
                1, DoubleLists.immutable.empty(), SortedMaps.immutable.withSortedMap(measured)));
    }

    private ImmutableList<AnalysisResult> evaluate() throws Exception {
        return new SignalPropagationAnalysis().evaluate("a", TrialSet.of(records.toImmutable()), SETTINGS);
    }

    private static AnalysisResult get(ImmutableList<AnalysisResult> results, String quantity) {
        return results.detectOptional(result -> result.quantity().equals(quantity)).orElseThrow(() -> new AssertionError(
                results.collect(AnalysisResult::quantity).makeString()));
    }

    /** Ratios 1, 2, 6 at the deeper depth: median 2, mean 3, mean square 41/3. A trial without a ratio is counted, not used. */
    @Test
    void overTheDepth() throws Exception {
        for (int depth : new int[] {10, 20}) {
            double[] ratios = {1, 2, 6, Double.NaN};
            for (int seed = 0; seed < 4; seed++) {
                add(Map.of("architecture.depth", "" + depth), depth, seed, TrialState.DONE, ratios[seed] * depth / 20);
            }
        }
        ImmutableList<AnalysisResult> results = evaluate();
        assertThat(results.collect(AnalysisResult::quantity).castToList()).containsExactly("median(forward)", "mean(forward)", "meanSquare(forward)",
                "median(backward)", "mean(backward)", "meanSquare(backward)");
        assertThat(get(results, "median(forward)").estimate().orElseThrow().value()).isEqualTo(2);
        assertThat(get(results, "mean(forward)").estimate().orElseThrow().value()).isCloseTo(3, within(1e-12));
        AnalysisResult square = get(results, "meanSquare(backward)");
        assertThat(square.estimate().orElseThrow().value()).isCloseTo(41 / 3.0, within(1e-12));
        assertThat(square.points().getFirst().value()).isCloseTo(41 / 12.0, within(1e-12));
        assertThat(square.points().getFirst().n()).isEqualTo(3);
        assertThat(square.points().getFirst().asked()).isEqualTo(4);
        assertThat(square.curves().collect(curve -> curve.id()).castToList()).containsExactly("interval", "expected");
        assertThat(square.curves().getLast().points().getLast().value()).isEqualTo(0.65);
        assertThat(square.notes().castToList()).anySatisfy(note -> assertThat(note).contains("2 of 8 trials left out"));
    }

    /**
     * Ratio 10^(H - beta): each curve crosses 0 at beta = H, and the axis with more values is x. Three seeds shift the curves by -0.01, 0
     * and 0.01.
     */
    @Test
    void overTwoNumbersOfTheSweep() throws Exception {
        for (double h : new double[] {0.25, 0.5, 0.75}) {
            for (int i = 0; i <= 10; i++) {
                for (int seed = 0; seed < 3; seed++) {
                    add(Map.of("initialiser.hurst", "" + h, "architecture.beta", "" + i / 10.0), 100, seed, TrialState.DONE,
                            Math.pow(10, h - i / 10.0 + 0.01 * (seed - 1)));
                }
            }
        }
        ImmutableList<AnalysisResult> results = evaluate();
        AnalysisResult curve = get(results, "log10(forward) [initialiser.hurst=0.75]");
        assertThat(curve.x().label()).isEqualTo("architecture.beta");
        assertThat(curve.estimate().orElseThrow().value()).isCloseTo(0.75, within(1e-9));
        assertThat(curve.estimate().orElseThrow().standardError()).isCloseTo(0.01 / Math.sqrt(3), within(1e-9));
        AnalysisResult crossing = get(results, "crossing(backward)");
        assertThat(crossing.x().label()).isEqualTo("initialiser.hurst");
        assertThat(crossing.points().collect(point -> point.x()).castToList()).containsExactly(0.25, 0.5, 0.75);
        assertThat(crossing.points()).allSatisfy(point -> assertThat(point.value()).isCloseTo(point.x(), within(1e-9)));
        AnalysisResult curves = get(results, "curves(forward)");
        assertThat(curves.curves().size()).isEqualTo(2);
        assertThat(curves.tables().getOnly().rows().size()).isEqualTo(3);
        assertThat(curves.tables().getOnly().columns().size()).isEqualTo(12);
        AnalysisResult map = get(results, "map(forward)");
        assertThat(map.x().label() + " " + map.y().label()).isEqualTo("initialiser.hurst architecture.beta");
        ResultMap colours = map.map().orElseThrow();
        assertThat(colours.range()).contains(new ResultMap.Range(-1, 1));
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= 10; j++) {
                assertThat(colours.cell(i, j).value()).isCloseTo(colours.xs().get(i) - colours.ys().get(j), within(1e-9));
                assertThat(colours.cell(i, j).trials().size()).isEqualTo(3);
            }
        }
        assertThat(map.curves().getOnly().points()).isEqualTo(get(results, "crossing(forward)").points());
    }

    /** With the depth as one of two axes the depth is horizontal, and what has no ratio is counted. */
    @Test
    void aMapOverTheDepth() throws Exception {
        for (int depth : new int[] {10, 100}) {
            for (String beta : new String[] {"0.5", "1.0"}) {
                add(Map.of("architecture.depth", "" + depth, "architecture.beta", beta), depth, 0, TrialState.DONE, depth);
                add(Map.of("architecture.depth", "" + depth, "architecture.beta", beta), depth, 1, TrialState.DIVERGED, 1);
            }
        }
        AnalysisResult map = get(evaluate(), "map(backward)");
        assertThat(map.x()).isEqualTo(DepthSeries.DEPTH);
        assertThat(map.curves().castToList()).isEmpty();
        ResultMap.Cell cell = map.map().orElseThrow().cell(1, 0);
        assertThat(cell.value()).isEqualTo(2);
        assertThat(cell.n() + " of " + cell.asked()).isEqualTo("1 of 2");
    }

    /** Enough seeds of one cell have a histogram; the median of log-normal ratios is 10^mean. */
    @Test
    void manySeedsHaveAHistogram() throws Exception {
        RandomStream random = new RandomStreams(1).stream("ratios");
        for (int seed = 0; seed < 500; seed++) {
            add(Map.of(), 1000, seed, TrialState.DONE, Math.pow(10, -0.1 + 0.05 * random.gaussian()));
        }
        ImmutableList<AnalysisResult> results = evaluate();
        AnalysisResult histogram = get(results, "histogram(forward)");
        assertThat(histogram.points().sumOfInt(point -> point.n())).isEqualTo(500);
        assertThat(histogram.tables().getOnly().title()).isEqualTo("500 of 500 trials");
        assertThat(get(results, "median(forward)").estimate().orElseThrow().value()).isCloseTo(Math.pow(10, -0.1), within(0.01));
    }

    /** Nothing has a ratio: results say so, and there is no estimate. */
    @Test
    void withoutAnyRatio() throws Exception {
        add(Map.of(), 10, 0, TrialState.DIVERGED, Double.NaN);
        add(Map.of(), 10, 1, TrialState.DONE, Double.NaN);
        AnalysisResult median = get(evaluate(), "median(forward)");
        assertThat(median.estimate()).isEmpty();
        assertThat(median.points().getOnly().n()).isZero();
        records.clear();
        assertThat(evaluate().castToList()).isEmpty();
    }
}
