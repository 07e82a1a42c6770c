package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;

class RefinementAnalysisTest {
    private static final RefinementAnalysis ANALYSIS = new RefinementAnalysis();
    private static final Settings SETTINGS = Settings.of(Map.of("level", 0.95, "examples", 2L));

    /** d = 1, A_k = 1 / L, identity: h_L = (1 + 1/L)^L -> e, order 1; sums of weights are 1 at all depths: nothing changes. */
    @Test
    void compoundInterest() throws IOException {
        Map<String, TrainedNetwork> trained = new HashMap<>();
        ImmutableList<TrialRecord> records = records(trained, 32, 64, 128, 256, 300);
        for (boolean whole : new boolean[] {true, false}) {
            TrialSet set = whole ? StackTrials.set(records, trained, Map.of()) : TrialSet.of(records);
            ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("a", set, SETTINGS);
            assertThat(results.collect(AnalysisResult::quantity).castToList()).containsExactly("change(states)", "change(weights)");
            AnalysisResult states = results.get(0);
            assertThat(states.points().collectDouble(p -> p.x()).toArray()).containsExactly(64, 128, 256);
            assertThat(states.estimate().orElseThrow().value()).isCloseTo(1, within(0.05));
            assertThat(states.conclusion().orElseThrow().decided()).isTrue();
            assertThat(states.tables().get(0).rows()).hasSize(8);
            // At t = 1 the limit is e: the deepest has (1 + 1/256)^256 for an input of 1; inputs are 1 and 1.
            double found = Double.parseDouble(states.tables().get(0).rows().get(7).get(2));
            assertThat(found).isCloseTo((Math.E - Math.pow(1 + 1 / 256.0, 256)) * (whole ? Math.sqrt(2) : 1), within(2e-4));
            assertThat(results.get(1).conclusion().orElseThrow().decided()).isFalse();
            assertThat(results.get(1).conclusion().orElseThrow().evidence().get(0)).contains("no order can be seen");
            assertThat(states.notes().get(1)).contains(whole ? "all entries" : "sizes of the states");
        }
    }

    @Test
    void tooFewDepthsAreSaid() throws IOException {
        AnalysisResult states = ANALYSIS.evaluate("a", TrialSet.of(records(new HashMap<>(), 8, 16, 33)), SETTINGS).get(0);
        assertThat(states.estimate()).isEmpty();
        assertThat(states.notes().get(1)).isEqualTo(
                "no order: one seed at depths L, 2 L and 4 L is needed, the longest such row found is [8, 16]");
    }

    private static ImmutableList<TrialRecord> records(Map<String, TrainedNetwork> trained, int... depths) {
        MutableList<TrialRecord> records = Lists.mutable.empty();
        for (int layers : depths) {
            Network network = StackTrials.network(layers, 1, Function.IDENTITY, false, BranchScale.NONE);
            double[] parameters = new double[layers];
            java.util.Arrays.fill(parameters, 1.0 / layers);
            TrainedNetwork one = StackTrials.trained(network, RealArray.of(parameters), new float[] {1, 1}, new float[2]);
            TrialRecord record = StackTrials.record(ANALYSIS, one, SETTINGS, 7);
            records.add(record);
            trained.put(record.id(), one);
        }
        return records.toImmutable();
    }
}
