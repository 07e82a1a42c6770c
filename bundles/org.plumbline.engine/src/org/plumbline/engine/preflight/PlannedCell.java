package org.plumbline.engine.preflight;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.execution.ExecutionPlan;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.plan.TrialResources;
import org.plumbline.engine.spi.TrainingLength;

/**
 * What the trials of one cell take, as far as their plan says; they differ in their seeds.
 *
 * @param trials  of the cell; at least one
 * @param kind    trials of one kind are computed by the same code, so that their times compare
 * @param work    of a training step, flops; 1 if that is not known: then the kind is this network alone
 * @param length  of the training, in steps; empty if not known
 * @param memory  of one trial: arrays in Java's heap and beside it
 * @param files   of one trial on disk
 */
record PlannedCell(ImmutableList<TrialPlan> trials, String kind, double work, Optional<TrainingLength> length, Memory memory,
        TrialFiles files) {

    static PlannedCell of(ImmutableList<TrialPlan> trials, ContributionRegistry registry) {
        TrialPlan trial = trials.getFirst();
        TrialResources resources = TrialResources.of(trial, registry);
        ExecutionPlan execution = resources.execution();
        double flops = execution.parts().sumOfDouble(part -> part.stepFlops(resources.batch()));
        String code = execution.backend() + " " + trial.precision().id() + " slices " + execution.slices() + " "
                + trial.optimiser().contribution() + " " + trial.loss().contribution() + " "
                + execution.parts().collect(part -> part.path().replaceAll("[0-9]+", "#")).distinct().makeString("; ");
        boolean known = Double.isFinite(flops) && flops > 0;
        return new PlannedCell(trials, known ? code : code + " " + trial.architecture().text() + " " + resources.batch(),
                known ? flops : 1, resources.length(), resources.memory(execution), TrialFiles.of(trial, resources));
    }

    TrialPlan trial() {
        return trials.getFirst();
    }

    /** @return the cell for people, e.g. {@code architecture.depth=8} */
    String label() {
        return trial().cell().isEmpty() ? "all trials"
                : trial().cell().keyValuesView().collect(p -> p.getOne() + "=" + p.getTwo()).makeString(" ");
    }
}
