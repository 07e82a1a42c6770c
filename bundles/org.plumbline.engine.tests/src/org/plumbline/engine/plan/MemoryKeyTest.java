package org.plumbline.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.spi.DataShape;

class MemoryKeyTest {
    private static final ImmutableList<TrialPlan> TRIALS = new PlanCompiler(TestExperiments.registry())
            .compile(TestExperiments.linearStack("3,4", 2), PlanOptions.defaults()).plan().orElseThrow().trials();

    /** @param factor of the branches; the network is otherwise that of the trial */
    private static MemoryKey key(TrialPlan trial, double factor) {
        Network network = TrialResources.of(trial, TestExperiments.registry()).network();
        Repeat repeat = (Repeat) Sequence.flat(network.root()).getOnly();
        Residual scaled = new Residual(((Residual) repeat.body()).branch(), Sequence.of(), BranchScale.constant(factor));
        Network other = Network.of(new Repeat(repeat.count(), scaled, false), network.input());
        DataShape data = new DataShape(network.input(), network.output(), 8, 0);
        return MemoryKey.of(trial, TrialResources.of(trial, TestExperiments.registry(), other, data), data);
    }

    @Test
    void cellsThatDifferInAFactorOrASeedShareTheirMemory() {
        assertThat(key(TRIALS.get(0), 0.1)).isEqualTo(key(TRIALS.get(0), 0.7)).isEqualTo(key(TRIALS.get(1), 0.1));
    }

    @Test
    void cellsOfOtherDepthDoNot() {
        assertThat(TRIALS.get(0).depth()).isNotEqualTo(TRIALS.get(2).depth());
        assertThat(key(TRIALS.get(0), 0.1)).isNotEqualTo(key(TRIALS.get(2), 0.1));
    }
}
