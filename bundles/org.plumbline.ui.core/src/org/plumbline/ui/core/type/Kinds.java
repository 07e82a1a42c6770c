package org.plumbline.ui.core.type;

import org.eclipse.emf.ecore.EClass;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.plan.Components;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.ExperimentPackage;

/** The correspondence between the classes of components in a file and the kinds of contributions. */
public final class Kinds {
    private Kinds() {
    }

    public static ContributionKind of(Component component) {
        return Components.kind(component);
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
