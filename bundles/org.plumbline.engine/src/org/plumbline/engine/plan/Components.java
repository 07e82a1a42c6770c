package org.plumbline.engine.plan;

import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.model.experiment.Analysis;
import org.plumbline.model.experiment.Architecture;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Dataset;
import org.plumbline.model.experiment.Initialiser;
import org.plumbline.model.experiment.Loss;
import org.plumbline.model.experiment.Optimiser;
import org.plumbline.model.experiment.Training;

/** Which kind of contribution a component of the model asks for. */
public final class Components {
    private Components() {
    }

    public static ContributionKind kind(Component component) {
        return switch (component) {
            case Dataset d -> ContributionKind.DATASET;
            case Architecture a -> ContributionKind.ARCHITECTURE;
            case Initialiser i -> ContributionKind.INITIALISER;
            case Optimiser o -> ContributionKind.OPTIMISER;
            case Loss l -> ContributionKind.LOSS;
            case Training t -> ContributionKind.TRAINING;
            case Analysis a -> ContributionKind.ANALYSIS;
            default -> throw new IllegalStateException("unknown component " + component.eClass().getName());
        };
    }
}
