package org.plumbline.ui.diagram.policy;

import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.Request;
import org.eclipse.gef.commands.Command;
import org.eclipse.gef.editpolicies.NonResizableEditPolicy;
import org.eclipse.gef.editpolicies.XYLayoutEditPolicy;
import org.eclipse.gef.requests.CreateRequest;
import org.plumbline.model.experiment.Component;
import org.plumbline.ui.core.command.AddComponentCommand;
import org.plumbline.ui.core.command.MoveNodeCommand;
import org.plumbline.ui.core.document.OpenExperiment;

/** Moves nodes and adds new ones. */
public final class DiagramLayoutPolicy extends XYLayoutEditPolicy {
    private final OpenExperiment open;

    public DiagramLayoutPolicy(OpenExperiment open) {
        this.open = open;
    }

    @Override
    protected EditPolicy createChildEditPolicy(EditPart child) {
        return new NonResizableEditPolicy();
    }

    @Override
    protected Command createChangeConstraintCommand(EditPart child, Object constraint) {
        return child.getModel() instanceof Component component && constraint instanceof Rectangle r
                ? new MoveNodeCommand(open.layout(), component.getId(), r.x, r.y) : null;
    }

    @Override
    protected Command createAddCommand(EditPart child, Object constraint) {
        return null;
    }

    @Override
    protected Command getCreateCommand(CreateRequest request) {
        if (!(request.getNewObject() instanceof Component component)) {
            return null;
        }
        Point place = ((Rectangle) getConstraintFor(request)).getLocation();
        return new AddComponentCommand(open.experiment(), open.layout(), component, place.x, place.y);
    }

    @Override
    protected Command getDeleteDependantCommand(Request request) {
        return null;
    }
}
