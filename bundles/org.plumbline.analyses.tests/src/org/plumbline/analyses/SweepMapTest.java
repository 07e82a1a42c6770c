package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.MutableList;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.TrialSet;

class SweepMapTest {
    private final MutableList<TrialRecord> records = Lists.mutable.empty();
    private final Map<String, Object> settings = new HashMap<>(
            Map.of("quantity", "testAccuracy", "x", "", "y", "", "across", "mean", "scale", "linear", "colours", ""));

    private void add(String hurst, String beta, String lr, long seed, TrialState state, double accuracy) {
        records.add(new TrialRecord(hurst + beta + lr + seed, SortedMaps.immutable.withSortedMap(new TreeMap<>(Map.of("i.hurst", hurst, "a.beta", beta, "o.lr", lr))),
                seed, 50, state, "", 2 * accuracy, 7, 3, 1, DoubleLists.immutable.with(5, accuracy, 6),
                SortedMaps.immutable.of("m/testAccuracy", accuracy, "scaling/maxNorm(A)", -accuracy)));
    }

    private AnalysisResult map() {
        return new SweepMapAnalysis().evaluate("m", TrialSet.of(records.toImmutable()), Settings.of(settings)).getOnly();
    }

    private void with(String parameter, String value) {
        settings.put(parameter, value);
    }

    /** Two learning rates with two seeds each at H = 0.3, beta = 0.5: means 0.2 and 0.5, over all 0.35; one more diverged. */
    private void small() {
        for (String beta : new String[] {"0.5", "0.9"}) {
            add("0.3", beta, "0.01", 0, TrialState.DONE, 0.1);
            add("0.3", beta, "0.01", 1, TrialState.DONE, 0.3);
            add("0.3", beta, "1.0", 0, TrialState.DONE, 0.9);
            add("0.3", beta, "1.0", 1, TrialState.DONE, 0.1);
        }
        add("0.7", "0.5", "0.01", 0, TrialState.DIVERGED, 0.4);
        with("x", "i.hurst");
        with("y", "a.beta");
    }

    @Test
    void meanLargestAndSmallestByHand() {
        small();
        for (Map.Entry<String, Double> each : Map.of("mean", 0.35, "largest", 0.5, "smallest", 0.2).entrySet()) {
            with("across", each.getKey());
            ResultMap map = map().map().orElseThrow();
            assertThat(map.xs()).isEqualTo(DoubleLists.immutable.with(0.3, 0.7));
            assertThat(map.ys()).isEqualTo(DoubleLists.immutable.with(0.5, 0.9));
            assertThat(map.cell(0, 0).value()).as(each.getKey()).isCloseTo(each.getValue(), within(1e-12));
            assertThat(map.cell(0, 1).n()).isEqualTo(4);
            assertThat(map.cell(1, 0)).isEqualTo(new ResultMap.Cell(Double.NaN, 0, 1, Lists.immutable.empty()));
            assertThat(map.cell(1, 1).asked()).as("nothing was asked for here").isZero();
        }
        assertThat(map().notes().castToList()).anySatisfy(note -> assertThat(note).contains("1 of 9 trials not counted"))
                .anySatisfy(note -> assertThat(note).contains("over o.lr"));
        assertThat(map().allTables().getFirst().rows().castToList()).hasSize(2);
        assertThat(map().allTables().getFirst().rows().getFirst().getLast()).isEqualTo("none (0 of 1)");
    }

    @Test
    void quantitiesOfRecordsAndOfOtherAnalyses() {
        small();
        for (Map.Entry<String, Double> each : Map.of("finalLoss", 0.7, "bestLoss", 0.35, "steps", 7.0, "epochs", 3.0, "scaling/maxNorm(A)", -0.35).entrySet()) {
            with("quantity", each.getKey());
            assertThat(map().map().orElseThrow().cell(0, 0).value()).as(each.getKey()).isCloseTo(each.getValue(), within(1e-12));
        }
    }

    /** Against a plain sum over random trials. */
    @RepeatedTest(10)
    void meansOfRandomTrials() {
        Random random = new Random();
        double[][] sum = new double[3][2];
        int[][] count = new int[3][2];
        for (int t = 0; t < 60; t++) {
            int h = t < 3 ? t : random.nextInt(3);
            int b = t < 2 ? t : random.nextInt(2);
            double value = random.nextGaussian();
            add("" + h, "" + b / 4.0, "0.1", t, TrialState.DONE, value);
            sum[h][b] += value;
            count[h][b]++;
        }
        ResultMap map = map().map().orElseThrow();
        for (int h = 0; h < 3; h++) {
            for (int b = 0; b < 2; b++) {
                assertThat(map.cell(h, b).n()).isEqualTo(count[h][b]);
                if (count[h][b] > 0) {
                    assertThat(map.cell(h, b).value()).isCloseTo(sum[h][b] / count[h][b], within(1e-12));
                }
            }
        }
    }

    @Test
    void axesWithoutANameAreTheLongestAndWideOnesLogarithmic() {
        for (String lr : new String[] {"0.0001", "0.01", "1.0"}) {
            add("0.3", "0.5", lr, 0, TrialState.DONE, 0.1);
            add("0.3", "0.9", lr, 0, TrialState.DONE, 0.1);
        }
        assertThat(map().x()).isEqualTo(new ResultAxis("o.lr", "", true));
        assertThat(map().y()).isEqualTo(new ResultAxis("a.beta", "", false));
        with("scale", "logarithmic");
        with("colours", "0.01, 1");
        assertThat(map().map().orElseThrow().value().log()).isTrue();
        assertThat(map().map().orElseThrow().range()).contains(new ResultMap.Range(0.01, 1));
    }

    @Test
    void whatCannotBeShownIsSaid() {
        add("0.3", "0.5", "adam", 0, TrialState.DONE, 0.1);
        add("0.7", "0.5", "sgd", 0, TrialState.DONE, 0.1);
        assertThat(map().map()).isEmpty();
        assertThat(map().notes().makeString()).contains("needs two numbers", "a.beta, i.hurst, o.lr");
        with("y", "o.lr");
        assertThat(map().notes().makeString()).contains("y is 'o.lr', which is no number of the sweep");
        with("y", "i.hurst");
        with("x", "i.hurst");
        assertThat(map().notes().makeString()).contains("both axes are 'i.hurst'");
    }

    @Test
    void settingsThatMeanNothing() {
        with("quantity", "accuracy");
        assertThat(new SweepMapAnalysis().notDefinedFor(null, Settings.of(settings)).orElseThrow()).contains("'accuracy'", "testAccuracy", "finalLoss");
        with("quantity", "gap");
        assertThat(new SweepMapAnalysis().notDefinedFor(null, Settings.of(settings))).isEmpty();
        for (String colours : new String[] {"1", "1, 1", "2, 1", "a, b", "1, 2, 3", "NaN, 1"}) {
            with("colours", colours);
            assertThat(new SweepMapAnalysis().notDefinedFor(null, Settings.of(settings)).orElseThrow()).contains("got '" + colours + "'");
        }
    }

    @Test
    void mapsThatAreNoGridsAreRefused() {
        ResultAxis z = new ResultAxis("z", "", false);
        assertThatThrownBy(() -> new ResultMap(DoubleLists.immutable.with(1, 1), DoubleLists.immutable.with(1), z, java.util.Optional.empty(), Lists.immutable.empty()))
                .hasMessageContaining("ascending values on the x axis, got [1.0, 1.0]");
        assertThatThrownBy(() -> new ResultMap(DoubleLists.immutable.with(1, 2), DoubleLists.immutable.with(1), z, java.util.Optional.empty(), Lists.immutable.empty()))
                .hasMessageContaining("expected 1 x 2 cells, got 0");
    }
}
