package org.plumbline.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

/** A contribution that takes trials with it is left out after the third. */
class RepeatedFailuresTest {
    private final ImmutableList<TrialPlan> trials = new PlanCompiler(TestExperiments.registry())
            .compile(TestExperiments.linearStack("2", 5), PlanOptions.defaults()).plan().orElseThrow().trials();

    private static TrialRecord failed(TrialPlan trial, String message) {
        return TrialRecord.of(trial, TrialState.FAILED, message);
    }

    @Test
    void theThirdProcessLostToAContributionIsTheLast() {
        RepeatedFailures failures = new RepeatedFailures();
        String leak = "optimiser 'descent' of bundle test: Descent.step(Descent.java:7): the process out of memory: Java's heap was full (exit code 3) 2"
                + " times in a row";
        for (int i = 0; i < 2; i++) {
            assertThat(failures.ended(trials.get(i), failed(trials.get(i), leak))).isEmpty();
            assertThat(failures.forbids(trials.get(4))).isFalse();
        }
        assertThat(failures.ended(trials.get(2), failed(trials.get(2), leak)).orElseThrow()).contains("optimiser 'descent' has made 3 trials fail");
        assertThat(failures.forbids(trials.get(4))).isTrue();
        assertThat(failures.ended(trials.get(3), failed(trials.get(3), leak))).as("said once").isEmpty();
    }

    @Test
    void whatIsNobodysFaultCountsForNobody() {
        RepeatedFailures failures = new RepeatedFailures();
        trials.forEach(trial -> failures.ended(trial, failed(trial, "the process was killed, by a person or for want of memory (exit code 137)")));
        assertThat(failures.forbids(trials.get(0))).isFalse();
    }
}
