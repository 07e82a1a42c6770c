package org.plumbline.ui.diagram.policy;

import org.eclipse.gef.commands.Command;
import org.eclipse.gef.editpolicies.ComponentEditPolicy;
import org.eclipse.gef.requests.GroupRequest;
import org.plumbline.model.experiment.Component;
import org.plumbline.ui.core.command.DeleteComponentCommand;
import org.plumbline.ui.core.document.OpenExperiment;

/** Deletes a node. */
public final class NodeDeletePolicy extends ComponentEditPolicy {
    private final OpenExperiment open;

    public NodeDeletePolicy(OpenExperiment open) {
        this.open = open;
    }

    @Override
    protected Command createDeleteCommand(GroupRequest request) {
        return new DeleteComponentCommand(open.experiment(), open.layout(), (Component) getHost().getModel());
    }
}
