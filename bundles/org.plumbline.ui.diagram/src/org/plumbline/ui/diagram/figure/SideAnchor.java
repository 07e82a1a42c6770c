package org.plumbline.ui.diagram.figure;

import org.eclipse.draw2d.AbstractConnectionAnchor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;

/** A place on the left side of a node, where flows come in, or on its right side, where they go out. */
public final class SideAnchor extends AbstractConnectionAnchor {
    private final boolean right;
    private final int index;
    private final int count;

    /**
     * @param index place among the connections of that side, from the top
     * @param count number of connections of that side, at least 1
     */
    public SideAnchor(IFigure node, boolean right, int index, int count) {
        super(node);
        this.right = right;
        this.index = index;
        this.count = count;
    }

    @Override
    public Point getLocation(Point reference) {
        Rectangle bounds = getOwner().getBounds().getCopy();
        int y = bounds.y + bounds.height * (index + 1) / (count + 1);
        Point place = new Point(right ? bounds.right() : bounds.x, y);
        getOwner().translateToAbsolute(place);
        return place;
    }

    /** @return how many connections lie between this one and the border at which it is seen from above or below */
    int rank(boolean fromAbove) {
        return fromAbove ? index : count - 1 - index;
    }
}
