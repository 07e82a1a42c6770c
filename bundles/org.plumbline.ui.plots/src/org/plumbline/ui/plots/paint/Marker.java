package org.plumbline.ui.plots.paint;

/**
 * The shapes of points. Each is filled, with a white rim so that neighbours stay apart, except the two that stand for
 * trials without a value.
 */
public enum Marker {
    CIRCLE, SQUARE(0.9, -1, -1, 1, -1, 1, 1, -1, 1), TRIANGLE(1.15, 0, -1, 0.95, 0.75, -0.95, 0.75),
    DIAMOND(1.25, 0, -1, 1, 0, 0, 1, -1, 0), DOWN_TRIANGLE(1.15, 0, 1, 0.95, -0.75, -0.95, -0.75),
    PENTAGON(1.1, 0, -1, 0.951, -0.309, 0.588, 0.809, -0.588, 0.809, -0.951, -0.309),
    /** An open triangle pointing out of the frame. */
    DIVERGED(1, 0, -1, 0.95, 0.75, -0.95, 0.75),
    /** A cross. */
    FAILED;

    private static final double RIM = 0.8;
    private final double scale;
    private final double[] corners;

    Marker(double scale, double... corners) {
        this.scale = scale;
        this.corners = corners;
    }

    Marker() {
        this(1);
    }

    void paint(Surface surface, double x, double y, double radius, Colour colour) {
        Stroke open = Stroke.solid(colour, 1.5);
        switch (this) {
        case CIRCLE -> {
            surface.disc(x, y, radius, colour);
            surface.ring(x, y, radius, Stroke.solid(Colour.WHITE, RIM));
        }
        case FAILED -> {
            double r = 0.8 * radius;
            surface.line(x - r, y - r, x + r, y + r, open);
            surface.line(x - r, y + r, x + r, y - r, open);
        }
        case DIVERGED -> surface.polyline(along(0, x, radius, true), along(1, y, radius, true), open);
        default -> {
            surface.polygon(along(0, x, radius, false), along(1, y, radius, false), colour);
            surface.polyline(along(0, x, radius, true), along(1, y, radius, true), Stroke.solid(Colour.WHITE, RIM));
        }
        }
    }

    private double[] along(int axis, double centre, double radius, boolean closed) {
        int n = corners.length / 2;
        double[] result = new double[closed ? n + 1 : n];
        for (int i = 0; i < result.length; i++) {
            result[i] = centre + radius * scale * corners[2 * (i % n) + axis];
        }
        return result;
    }
}
