package org.plumbline.ui.diagram.figure;

import org.eclipse.draw2d.AbstractRouter;
import org.eclipse.draw2d.Connection;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;

/**
 * Right-angled lines from left to right that turn close to their target, each at a place of its own: the one that
 * comes from farthest turns last, so that lines into one node do not cross.
 */
final class FlowRouter extends AbstractRouter {
    private static final int FIRST_TURN = 16;
    private static final int LANE = 7;

    @Override
    public void route(Connection connection) {
        Point start = getStartPoint(connection);
        Point end = getEndPoint(connection);
        connection.translateToRelative(start);
        connection.translateToRelative(end);
        int rank = connection.getTargetAnchor() instanceof SideAnchor anchor ? anchor.rank(start.y < end.y) : 0;
        int turn = Math.max(end.x - FIRST_TURN - LANE * rank, Math.min(start.x + LANE, end.x));
        PointList points = new PointList();
        points.addPoint(start);
        if (start.y != end.y) {
            points.addPoint(turn, start.y);
            points.addPoint(turn, end.y);
        }
        points.addPoint(end);
        connection.setPoints(points);
    }
}
