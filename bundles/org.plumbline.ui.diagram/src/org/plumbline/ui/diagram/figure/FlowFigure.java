package org.plumbline.ui.diagram.figure;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.PolygonDecoration;
import org.eclipse.draw2d.PolylineConnection;
import org.eclipse.swt.SWT;

/** A typed connection: an arrow, and a tool tip that says what flows. */
public final class FlowFigure extends PolylineConnection {

    public FlowFigure(Look look, String flow) {
        PolygonDecoration head = new PolygonDecoration();
        head.setScale(8, 4);
        setTargetDecoration(head);
        setConnectionRouter(new FlowRouter());
        setForegroundColor(look.colour(Look.LINE));
        setToolTip(new Label(flow));
    }

    public void setSelected(boolean selected) {
        setLineWidth(selected ? 3 : 1);
    }

    @Override
    protected void outlineShape(Graphics g) {
        g.setAntialias(SWT.ON);
        super.outlineShape(g);
    }
}
