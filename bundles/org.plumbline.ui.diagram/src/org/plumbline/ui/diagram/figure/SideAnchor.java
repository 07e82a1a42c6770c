package org.plumbline.ui.diagram.figure;

import org.eclipse.draw2d.AbstractConnectionAnchor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;

/** A place on the left side of a node, where flows come in, or on its right side, where they go out. */
public final class SideAnchor extends AbstractConnectionAnchor {
    private final boolean right;
    private final double fraction;

    /** @param fraction of the height, from the top, between 0 and 1 */
    public SideAnchor(IFigure node, boolean right, double fraction) {
        super(node);
        this.right = right;
        this.fraction = fraction;
    }

    @Override
    public Point getLocation(Point reference) {
        Rectangle bounds = getOwner().getBounds().getCopy();
        Point place = new Point(right ? bounds.right() : bounds.x, bounds.y + (int) Math.round(bounds.height * fraction));
        getOwner().translateToAbsolute(place);
        return place;
    }
}
