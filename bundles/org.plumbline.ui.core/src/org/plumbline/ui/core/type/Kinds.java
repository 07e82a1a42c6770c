package org.plumbline.ui.core.type;

import org.eclipse.emf.ecore.EClass;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.model.experiment.Analysis;
import org.plumbline.model.experiment.Architecture;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Dataset;
import org.plumbline.model.experiment.ExperimentPackage;
import org.plumbline.model.experiment.Initialiser;
import org.plumbline.model.experiment.Loss;
import org.plumbline.model.experiment.Optimiser;
import org.plumbline.model.experiment.Training;

/** The correspondence between the classes of components in a file and the kinds of contributions. */
public final class Kinds {
    private Kinds() {
    }

    public static ContributionKind of(Component component) {
        return switch (component) {
            case Dataset d -> ContributionKind.DATASET;
            case Architecture a -> ContributionKind.ARCHITECTURE;
            case Initialiser i -> ContributionKind.INITIALISER;
            case Optimiser o -> ContributionKind.OPTIMISER;
            case Loss l -> ContributionKind.LOSS;
            case Training t -> ContributionKind.TRAINING;
            case Analysis a -> ContributionKind.ANALYSIS;
            default -> throw new IllegalArgumentException("no kind for " + component.eClass().getName());
        };
    }

    /** @return the class of a new component of this kind */
    public static EClass classOf(ContributionKind kind) {
        return switch (kind) {
            case DATASET -> ExperimentPackage.Literals.DATASET;
            case ARCHITECTURE -> ExperimentPackage.Literals.ARCHITECTURE_FAMILY;
            case INITIALISER -> ExperimentPackage.Literals.INITIALISER;
            case OPTIMISER -> ExperimentPackage.Literals.OPTIMISER;
            case LOSS -> ExperimentPackage.Literals.LOSS;
            case TRAINING -> ExperimentPackage.Literals.TRAINING;
            case ANALYSIS -> ExperimentPackage.Literals.ANALYSIS;
            default -> throw new IllegalArgumentException(kind.id() + " is not a component of an experiment");
        };
    }

    /** @return whether an experiment holds at most one component of this kind */
    public static boolean single(ContributionKind kind) {
        return kind != ContributionKind.ANALYSIS;
    }
}
