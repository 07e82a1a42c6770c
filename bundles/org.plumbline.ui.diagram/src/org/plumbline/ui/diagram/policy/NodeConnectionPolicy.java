package org.plumbline.ui.diagram.policy;

import org.eclipse.gef.commands.Command;
import org.eclipse.gef.editpolicies.GraphicalNodeEditPolicy;
import org.eclipse.gef.requests.CreateConnectionRequest;
import org.eclipse.gef.requests.ReconnectRequest;
import org.plumbline.model.experiment.Component;
import org.plumbline.ui.core.command.AddConnectionCommand;
import org.plumbline.ui.core.document.OpenExperiment;

/** Connects nodes; a connection that exists is deleted and drawn anew rather than bent to another node. */
public final class NodeConnectionPolicy extends GraphicalNodeEditPolicy {
    private final OpenExperiment open;

    public NodeConnectionPolicy(OpenExperiment open) {
        this.open = open;
    }

    /** A connection of which only the start is known; never executed. */
    private static final class Begun extends Command {
        private final Component source;

        Begun(Component source) {
            this.source = source;
        }
    }

    private Component component() {
        return (Component) getHost().getModel();
    }

    @Override
    protected Command getConnectionCreateCommand(CreateConnectionRequest request) {
        Begun begun = new Begun(component());
        request.setStartCommand(begun);
        return begun;
    }

    @Override
    protected Command getConnectionCompleteCommand(CreateConnectionRequest request) {
        return request.getStartCommand() instanceof Begun begun
                ? new AddConnectionCommand(open.experiment(), begun.source, component()) : null;
    }

    @Override
    protected Command getReconnectTargetCommand(ReconnectRequest request) {
        return null;
    }

    @Override
    protected Command getReconnectSourceCommand(ReconnectRequest request) {
        return null;
    }
}
