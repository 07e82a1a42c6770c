package org.plumbline.model;

import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EClass;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentPackage;

/** The kinds of components, by the names that paths, messages and extension points use. */
public enum ComponentKind {
    /** Where the examples come from. */
    DATASET("dataset", true, ExperimentPackage.Literals.DATASET),
    /** The network, a family or a composition. */
    ARCHITECTURE("architecture", true, ExperimentPackage.Literals.ARCHITECTURE),
    /** How weights are drawn. */
    INITIALISER("initialiser", true, ExperimentPackage.Literals.INITIALISER),
    /** How weights are updated. */
    OPTIMISER("optimiser", true, ExperimentPackage.Literals.OPTIMISER),
    /** The objective. */
    LOSS("loss", true, ExperimentPackage.Literals.LOSS),
    /** The training loop. */
    TRAINING("training", true, ExperimentPackage.Literals.TRAINING),
    /** A measurement; an experiment may have many. */
    ANALYSIS("analysis", false, ExperimentPackage.Literals.ANALYSIS);

    private final String id;
    private final boolean single;
    private final EClass type;

    ComponentKind(String id, boolean single, EClass type) {
        this.id = id;
        this.single = single;
        this.type = type;
    }

    /**
     * The kind with an id.
     *
     * @param id for instance {@code optimiser}
     * @return the kind, or empty if there is none of this id
     */
    public static Optional<ComponentKind> byId(String id) {
        return List.of(values()).stream().filter(kind -> kind.id.equals(id)).findFirst();
    }

    /**
     * The kind of a component.
     *
     * @param component a component
     * @return its kind; every class of components has one
     */
    public static ComponentKind of(Component component) {
        return List.of(values()).stream().filter(kind -> kind.includes(component)).findFirst().orElseThrow();
    }

    /**
     * Name in paths and messages.
     *
     * @return for instance {@code optimiser}
     */
    public String id() {
        return id;
    }

    /**
     * Whether an experiment has exactly one component of this kind.
     *
     * @return false for analyses only
     */
    public boolean isSingle() {
        return single;
    }

    /**
     * Whether a component is of this kind.
     *
     * @param component a component
     * @return true if it is
     */
    public boolean includes(Component component) {
        return type.isInstance(component);
    }

    /**
     * The components of this kind.
     *
     * @param experiment an experiment. Not modified.
     * @return those of this kind, in the order of the file
     */
    public List<Component> in(Experiment experiment) {
        return experiment.getComponents().stream().filter(this::includes).toList();
    }
}
