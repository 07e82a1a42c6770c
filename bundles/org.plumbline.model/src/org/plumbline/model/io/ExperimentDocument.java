package org.plumbline.model.io;

import java.util.List;
import java.util.Objects;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.layout.DiagramLayout;

/**
 * What an experiment file holds.
 *
 * @param experiment the experiment, in the current format
 * @param layout     where its nodes stand; empty if the file says nothing about that
 * @param problems   what {@link StructureValidator} found when the file was read
 */
public record ExperimentDocument(Experiment experiment, DiagramLayout layout, List<Problem> problems) {

    public ExperimentDocument {
        Objects.requireNonNull(experiment, "experiment");
        Objects.requireNonNull(layout, "layout");
        problems = List.copyOf(problems);
    }

    /**
     * Whether one of the problems prevents a run.
     *
     * @return true if there is at least one error
     */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
