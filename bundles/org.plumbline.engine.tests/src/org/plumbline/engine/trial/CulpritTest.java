package org.plumbline.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.TrialPlan;

/** Of whom a line of the program is. */
class CulpritTest {
    private static final ContributionRegistry REGISTRY = TestExperiments.registry();
    private static final TrialPlan TRIAL = new PlanCompiler(REGISTRY).compile(TestExperiments.linearStack("2", 1), PlanOptions.defaults())
            .plan().orElseThrow().trials().getFirst();

    private static StackTraceElement line(Class<?> type) {
        return new StackTraceElement(type.getName(), "step", "Some.java", 7);
    }

    @Test
    void aLineOfAContributionNamesIt() {
        Class<?> optimiser = REGISTRY.get(ContributionKind.OPTIMISER, "descent").create(Object.class).getClass();
        String name = Culprit.at(REGISTRY, TRIAL, line(optimiser)).orElseThrow();
        assertThat(name).isEqualTo("optimiser 'descent' of bundle test");
        assertThat(Culprit.namedIn(name + ": the process was lost")).hasValue("optimiser 'descent'");
        assertThat(Culprit.namedIn("at " + name + ": the process was lost")).isEmpty();
    }

    @Test
    void othersAreNotNamed() {
        assertThat(Culprit.at(REGISTRY, TRIAL, line(Trainer.class))).as("the engine").isEmpty();
        Class<?> unused = REGISTRY.get(ContributionKind.INITIALISER, "coupled").create(Object.class).getClass();
        assertThat(Culprit.at(REGISTRY, TRIAL, line(unused))).as("a contribution that the trial does not use").isEmpty();
    }
}
