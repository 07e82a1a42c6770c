package org.plumbline.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.finding.Finding;
import org.plumbline.model.edit.Assignment;
import org.plumbline.model.experiment.Experiment;

class PlanCompilerTest {
    private final Experiment experiment = TestExperiments.linearStack("2,4", 2);

    private Compilation compile() {
        return new PlanCompiler(TestExperiments.registry()).compile(experiment, PlanOptions.defaults());
    }

    private void set(String assignment) {
        Assignment.applyAll(List.of(Assignment.parse(assignment)), experiment);
    }

    @Test
    void oneTrialPerCellAndSeed() {
        RunPlan plan = compile().plan().orElseThrow();
        assertThat(plan.trials().collect(TrialPlan::label)).containsExactly("architecture.depth=2 seed=0",
                "architecture.depth=2 seed=1", "architecture.depth=4 seed=0", "architecture.depth=4 seed=1");
        assertThat(plan.trials().collect(TrialPlan::id).distinct()).hasSize(4);
    }

    @Test
    void identityIsOfWhatNumbersDependOn() {
        RunPlan before = compile().plan().orElseThrow();
        experiment.setName("another name");
        experiment.getComponents().get(0).setLabel("another label");
        assertThat(compile().plan().orElseThrow().identity()).isEqualTo(before.identity());
        set("optimiser.lr=0.25");
        assertThat(compile().plan().orElseThrow().identity()).isNotEqualTo(before.identity());
        assertThat(compile().plan().orElseThrow().trials().collect(TrialPlan::id))
                .doesNotContainAnyElementsOf(before.trials().collect(TrialPlan::id));
    }

    @Test
    void aLongerSweepKeepsTheIdentityOfItsOldCells() {
        RunPlan before = compile().plan().orElseThrow();
        set("depth=2,4,8");
        RunPlan after = compile().plan().orElseThrow();
        assertThat(after.trials()).hasSize(6);
        assertThat(after.trials().collect(TrialPlan::id)).containsAll(before.trials().collect(TrialPlan::id));
        assertThat(after.identity()).isNotEqualTo(before.identity());
    }

    @Test
    void anOmittedDefaultAndAWrittenOneAreTheSame() {
        RunPlan before = compile().plan().orElseThrow();
        set("optimiser.lr=0.5");
        assertThat(compile().plan().orElseThrow().identity()).isEqualTo(before.identity());
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        set("optimiser=no-such");
        assertThat(compile().plan()).isEmpty();
        assertThat(compile().findings().collect(Finding::toString))
                .containsExactly("error: optimiser: unknown optimiser 'no-such'; installed: descent");
    }

    @Test
    void sweptValuesAreCheckedToo() {
        set("depth=2,0");
        assertThat(compile().findings().collect(Finding::toString))
                .containsExactly("error: architecture.depth: '0' is not a whole number >= 1");
    }

    @Test
    void aSweepOverAParameterThatDoesNotExistIsNamed() {
        experiment.getSweep().getAxes().get(0).setParameter("width");
        assertThat(compile().findings().collect(Finding::text)).anySatisfy(text -> assertThat(text).contains("width").contains("depth"));
        assertThat(compile().plan()).isEmpty();
    }

    @Test
    void shapesThatDoNotFitAreFoundBeforeTheFirstStep() {
        set("dataset.targets=3");
        assertThat(compile().findings().collect(Finding::toString)).containsExactly(
                "error: architecture: the network's output has shape [2], the targets of the data have shape [3]");
    }
}
