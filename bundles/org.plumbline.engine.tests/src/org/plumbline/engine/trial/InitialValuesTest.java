package org.plumbline.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.Severity;
import org.plumbline.engine.plan.Compilation;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.model.experiment.Experiment;

/** What an initialiser can say of depth: that all depths see the same random numbers, and that one is impossible. */
class InitialValuesTest {

    private static Compilation compile(String initialiser, String depths) {
        Experiment experiment = TestExperiments.linearStack(depths, 1);
        experiment.getComponents().get(2).setContribution(initialiser);
        experiment.getComponents().get(5).setContribution("look");
        return new PlanCompiler(TestExperiments.registry()).compile(experiment, PlanOptions.defaults());
    }

    private static double[] start(TrialPlan plan) throws Exception {
        TrialOutcome outcome = new TrialExecution(TestExperiments.registry(), new DataCache(1), () -> 1).execute(plan, (epoch, steps, loss) -> { },
                () -> TrialRequest.GO_ON, StateKeeper.NONE);
        return outcome.parameters().doubles(outcome.parameters().length());
    }

    /** The first of 2 and of 4 layers get the first numbers of the stream of A: two 2 x 2 matrices. */
    @ParameterizedTest
    @CsvSource({"coupled, true", "small, false"})
    void coupledDepthsSeeTheSameNumbers(String initialiser, boolean equal) throws Exception {
        var plans = compile(initialiser, "2,4").plan().orElseThrow().trials();
        double[] two = Arrays.copyOf(start(plans.get(0)), 8);
        double[] four = Arrays.copyOf(start(plans.get(1)), 8);
        assertThat(Arrays.equals(two, four)).isEqualTo(equal);
    }

    @Test
    void whatIsImpossibleIsFoundWhilePlanning() {
        Compilation compilation = compile("coupled", "2,3,4");
        assertThat(compilation.plan()).isEmpty();
        assertThat(compilation.findings().select(finding -> finding.severity() == Severity.ERROR).collect(Finding::toString).castToList())
                .containsExactly("error: initialiser: 'A' cannot have depth 3; 2 or 4 would do",
                        "error: initialiser: 'b' cannot have depth 3; 2 or 4 would do");
    }
}
