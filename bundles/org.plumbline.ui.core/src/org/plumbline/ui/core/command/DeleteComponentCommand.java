package org.plumbline.ui.core.command;

import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.layout.DiagramLayout;

/** Removes a node with its connections, its place and the sweep of its parameters. */
public final class DeleteComponentCommand extends RecordedCommand {
    private final Experiment experiment;
    private final DiagramLayout layout;
    private final Component component;

    public DeleteComponentCommand(Experiment experiment, DiagramLayout layout, Component component) {
        super("Delete " + component.getId(), experiment, layout);
        this.experiment = experiment;
        this.layout = layout;
        this.component = component;
    }

    @Override
    protected void edit() {
        experiment.getConnections().removeIf(c -> c.getSource() == component || c.getTarget() == component);
        if (experiment.getSweep() != null) {
            experiment.getSweep().getAxes().removeIf(a -> a.getComponent() == component);
            if (experiment.getSweep().getAxes().isEmpty()) {
                experiment.setSweep(null);
            }
        }
        layout.getBounds().removeIf(b -> component.getId().equals(b.getElement()));
        experiment.getComponents().remove(component);
    }
}
