package org.plumbline.ui.diagram.policy;

import org.eclipse.gef.commands.Command;
import org.eclipse.gef.editpolicies.ConnectionEditPolicy;
import org.eclipse.gef.requests.GroupRequest;
import org.plumbline.model.experiment.Connection;
import org.plumbline.ui.core.command.DeleteConnectionCommand;
import org.plumbline.ui.core.document.OpenExperiment;

/** Deletes a connection. */
public final class ConnectionDeletePolicy extends ConnectionEditPolicy {
    private final OpenExperiment open;

    public ConnectionDeletePolicy(OpenExperiment open) {
        this.open = open;
    }

    @Override
    protected Command getDeleteCommand(GroupRequest request) {
        return new DeleteConnectionCommand(open.experiment(), (Connection) getHost().getModel());
    }
}
