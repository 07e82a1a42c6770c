package org.plumbline.ui.core.command;

import org.plumbline.model.layout.DiagramLayout;
import org.plumbline.model.layout.LayoutFactory;
import org.plumbline.model.layout.NodeBounds;
import org.plumbline.ui.core.document.Placement;

/** Moves a node of the diagram; the meaning of the experiment stays. */
public final class MoveNodeCommand extends RecordedCommand {
    private final DiagramLayout layout;
    private final String element;
    private final int x;
    private final int y;

    /** x and y in pixels at 100 % zoom. */
    public MoveNodeCommand(DiagramLayout layout, String element, int x, int y) {
        super("Move " + element, layout);
        this.layout = layout;
        this.element = element;
        this.x = x;
        this.y = y;
    }

    @Override
    protected void edit() {
        NodeBounds bounds = Placement.find(layout, element).orElseGet(() -> {
            NodeBounds fresh = LayoutFactory.eINSTANCE.createNodeBounds();
            fresh.setElement(element);
            layout.getBounds().add(fresh);
            return fresh;
        });
        bounds.setX(x);
        bounds.setY(y);
    }
}
