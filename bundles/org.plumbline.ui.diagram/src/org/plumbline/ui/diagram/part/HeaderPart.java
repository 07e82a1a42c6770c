package org.plumbline.ui.diagram.part;

import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.ui.core.type.SweepSummary;
import org.plumbline.ui.diagram.figure.HeaderFigure;

/** The headline; not selectable. */
final class HeaderPart extends AbstractGraphicalEditPart {
    private static final Rectangle PLACE = new Rectangle(24, 16, -1, -1);

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
        ((GraphicalEditPart) getParent()).setLayoutConstraint(this, getFigure(), PLACE);
    }
}
