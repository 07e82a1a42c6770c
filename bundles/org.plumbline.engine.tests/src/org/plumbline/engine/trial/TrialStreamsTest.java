package org.plumbline.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.TrialPlan;

/** What the streams of two trials have in common that differ in depth or seed. */
class TrialStreamsTest {
    private static final List<TrialPlan> PLANS = new PlanCompiler(TestExperiments.registry())
            .compile(TestExperiments.linearStack("2,4", 2), PlanOptions.defaults()).plan().orElseThrow().trials().castToList();

    private static TrialStreams streams(int depth, int seed) {
        List<TrialPlan> ofDepth = PLANS.stream().filter(plan -> plan.depth() == depth).toList();
        return new TrialStreams(ofDepth.get(seed));
    }

    @Test
    void initialValuesAreCoupledOverDepthsOnlyIfAsked() {
        long coupled = streams(2, 0).initialValues("A", true).nextLong();
        assertThat(streams(4, 0).initialValues("A", true).nextLong()).isEqualTo(coupled);
        assertThat(streams(2, 1).initialValues("A", true).nextLong()).isNotEqualTo(coupled);
        assertThat(streams(2, 0).initialValues("b", true).nextLong()).isNotEqualTo(coupled);
        long own = streams(2, 0).initialValues("A", false).nextLong();
        assertThat(own).isNotEqualTo(coupled);
        assertThat(streams(4, 0).initialValues("A", false).nextLong()).isNotEqualTo(own);
    }

    @Test
    void dataAreThoseOfTheSeed() {
        assertThat(streams(4, 0).data().stream("data/x").nextLong()).isEqualTo(streams(2, 0).data().stream("data/x").nextLong());
        assertThat(streams(4, 0).shuffle().nextLong()).isNotEqualTo(streams(2, 0).shuffle().nextLong());
    }
}
