package org.plumbline.ui.core.command;

import org.plumbline.model.experiment.Connection;
import org.plumbline.model.experiment.Experiment;

/** Removes a connection. */
public final class DeleteConnectionCommand extends RecordedCommand {
    private final Experiment experiment;
    private final Connection connection;

    public DeleteConnectionCommand(Experiment experiment, Connection connection) {
        super("Delete connection", experiment);
        this.experiment = experiment;
        this.connection = connection;
    }

    @Override
    protected void edit() {
        experiment.getConnections().remove(connection);
    }
}
