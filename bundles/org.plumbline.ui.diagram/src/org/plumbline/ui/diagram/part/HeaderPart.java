package org.plumbline.ui.diagram.part;

import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.ui.core.document.Placement;
import org.plumbline.ui.core.type.SweepSummary;
import org.plumbline.ui.diagram.figure.HeaderFigure;

/** The headline; not selectable. */
final class HeaderPart extends AbstractGraphicalEditPart {
    /** In pixels above the highest node. */
    private static final int ABOVE = 60;

    private final DiagramContext context;

    HeaderPart(Header header, DiagramContext context) {
        this.context = context;
        setModel(header);
    }

    @Override
    protected IFigure createFigure() {
        return new HeaderFigure(context.look());
    }

    @Override
    protected void createEditPolicies() {
        // nothing can be done with it
    }

    @Override
    public boolean isSelectable() {
        return false;
    }

    @Override
    protected void refreshVisuals() {
        Experiment experiment = ((Header) getModel()).experiment();
        String title = experiment.getTitle() == null ? experiment.getName() : experiment.getTitle();
        ((HeaderFigure) getFigure()).show(String.valueOf(title), SweepSummary.text(experiment, context.registry()),
                experiment.getDescription() == null ? "" : experiment.getDescription());
        Point corner = corner(experiment);
        ((GraphicalEditPart) getParent()).setLayoutConstraint(this, getFigure(),
                new Rectangle(corner.x, corner.y - ABOVE, -1, -1));
    }

    /** @return the upper left corner of all nodes */
    private Point corner(Experiment experiment) {
        Point corner = new Point(Integer.MAX_VALUE, Integer.MAX_VALUE);
        for (Component component : experiment.getComponents()) {
            int[] place = Placement.of(context.open().layout(), experiment, component);
            corner.setLocation(Math.min(corner.x, place[0]), Math.min(corner.y, place[1]));
        }
        return experiment.getComponents().isEmpty() ? new Point(0, ABOVE) : corner;
    }
}
