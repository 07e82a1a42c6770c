package org.plumbline.ui.diagram.part;

import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPartFactory;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Connection;
import org.plumbline.model.experiment.Experiment;

/** Makes the edit part for an element of the experiment. */
public final class DiagramPartFactory implements EditPartFactory {
    private final DiagramContext context;

    public DiagramPartFactory(DiagramContext context) {
        this.context = context;
    }

    @Override
    public EditPart createEditPart(EditPart parent, Object model) {
        return switch (model) {
            case Experiment experiment -> new ExperimentPart(experiment, context);
            case Header header -> new HeaderPart(header, context);
            case Component component -> new ComponentPart(component, context);
            case Connection connection -> new ConnectionPart(connection, context);
            default -> throw new IllegalArgumentException("no edit part for " + model);
        };
    }
}
