package org.plumbline.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.Severity;
import org.plumbline.model.edit.Assignment;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.GeometricValues;
import org.plumbline.model.experiment.SweepMode;

class PlanCompilerTest {
    private final Experiment experiment = TestExperiments.linearStack("2,4", 2);

    private Compilation compile() {
        return new PlanCompiler(TestExperiments.registry()).compile(experiment, PlanOptions.defaults());
    }

    /** Findings but for the warnings that connections are implied: the experiment here is built without any. */
    private ImmutableList<String> errors() {
        return compile().findings().select(f -> f.severity() == Severity.ERROR).collect(Finding::toString);
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
        experiment.setName("another-name");
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
        assertThat(errors())
                .containsExactly("error: optimiser: unknown optimiser 'no-such'; installed: descent");
    }

    @Test
    void sweptValuesAreCheckedToo() {
        set("depth=2,0");
        assertThat(errors())
                .containsExactly("error: architecture.depth: '0' is not a whole number >= 1");
    }

    @Test
    void aSweepOverAParameterThatDoesNotExistIsNamed() {
        experiment.getSweep().getAxes().get(0).setParameter("width");
        assertThat(compile().findings().collect(Finding::text)).anySatisfy(text -> assertThat(text).contains("width").contains("depth"));
        assertThat(compile().plan()).isEmpty();
    }

    @Test
    void zippedAxesMustHaveOneLength() {
        experiment.getSweep().setMode(SweepMode.ZIP);
        Axis rates = ExperimentFactory.eINSTANCE.createAxis();
        rates.setComponent(experiment.getComponents().get(3));
        rates.setParameter("lr");
        GeometricValues values = ExperimentFactory.eINSTANCE.createGeometricValues();
        values.setFrom(0.1);
        values.setTo(0.8);
        values.setRatio(2);
        rates.setValues(values);
        experiment.getSweep().getAxes().add(rates);
        assertThat(errors()).containsExactly(
                "error: zipped axes must have equally many values: architecture.depth has 2, optimiser.lr has 4");
        values.setTo(0.2);
        assertThat(compile().plan().orElseThrow().trials().collect(TrialPlan::label)).containsExactly(
                "architecture.depth=2 optimiser.lr=0.1 seed=0", "architecture.depth=2 optimiser.lr=0.1 seed=1",
                "architecture.depth=4 optimiser.lr=0.2 seed=0", "architecture.depth=4 optimiser.lr=0.2 seed=1");
    }

    @Test
    void shapesThatDoNotFitAreFoundBeforeTheFirstStep() {
        set("dataset.targets=3");
        assertThat(errors()).containsExactly(
                "error: architecture: the network's output has shape [2], the targets of the data have shape [3]");
    }
}
