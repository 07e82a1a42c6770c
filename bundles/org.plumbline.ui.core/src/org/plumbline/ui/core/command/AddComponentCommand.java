package org.plumbline.ui.core.command;

import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.layout.DiagramLayout;
import org.plumbline.model.layout.LayoutFactory;
import org.plumbline.model.layout.NodeBounds;
import org.plumbline.ui.core.type.Kinds;

/** Adds a node, gives it a free id and a place. */
public final class AddComponentCommand extends RecordedCommand {
    private final Experiment experiment;
    private final DiagramLayout layout;
    private final Component component;
    private final int x;
    private final int y;

    /**
     * @param component new and without an id
     * @param x         in pixels at 100 % zoom
     * @param y         in pixels at 100 % zoom
     */
    public AddComponentCommand(Experiment experiment, DiagramLayout layout, Component component, int x, int y) {
        super("Add " + Kinds.of(component).id(), experiment, layout);
        this.experiment = experiment;
        this.layout = layout;
        this.component = component;
        this.x = x;
        this.y = y;
    }

    @Override
    protected void edit() {
        component.setId(freeId());
        experiment.getComponents().add(component);
        NodeBounds bounds = LayoutFactory.eINSTANCE.createNodeBounds();
        bounds.setElement(component.getId());
        bounds.setX(x);
        bounds.setY(y);
        layout.getBounds().add(bounds);
    }

    private String freeId() {
        String base = Kinds.of(component).id();
        String id = base;
        for (int i = 2; taken(id); i++) {
            id = base + "-" + i;
        }
        return id;
    }

    private boolean taken(String id) {
        return experiment.getComponents().stream().anyMatch(c -> id.equals(c.getId()));
    }
}
