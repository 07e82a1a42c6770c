package org.plumbline.ui.core.command;

import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Connection;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.ui.core.type.Flows;

/** Connects two nodes; what flows follows from their kinds. */
public final class AddConnectionCommand extends RecordedCommand {
    private final Experiment experiment;
    private final Component source;
    private final Component target;

    public AddConnectionCommand(Experiment experiment, Component source, Component target) {
        super("Connect " + source.getId() + " to " + target.getId(), experiment);
        this.experiment = experiment;
        this.source = source;
        this.target = target;
    }

    @Override
    public boolean canExecute() {
        return Flows.between(source, target).isPresent() && experiment.getConnections().stream()
                .noneMatch(c -> c.getSource() == source && c.getTarget() == target);
    }

    @Override
    protected void edit() {
        Connection connection = ExperimentFactory.eINSTANCE.createConnection();
        connection.setSource(source);
        connection.setTarget(target);
        connection.setType(Flows.between(source, target).orElseThrow());
        experiment.getConnections().add(connection);
    }
}
