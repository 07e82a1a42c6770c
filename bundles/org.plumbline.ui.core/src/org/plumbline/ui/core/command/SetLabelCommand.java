package org.plumbline.ui.core.command;

import org.plumbline.model.experiment.Component;

/** Gives a node another name in the diagram. */
public final class SetLabelCommand extends RecordedCommand {
    private final Component component;
    private final String label;

    /** @param label the name; blank to show the id */
    public SetLabelCommand(Component component, String label) {
        super("Rename " + component.getId(), component);
        this.component = component;
        this.label = label;
    }

    @Override
    protected void edit() {
        component.setLabel(label.isBlank() ? null : label.strip());
    }
}
