package org.plumbline.ui.plots.paint;

/**
 * What a plot is painted on. Lengths are in units of about 1/96 inch, x grows to the right and y downwards.
 */
public interface Surface {

    double width();

    double height();

    /** @param xs abscissae. Not modified. @param ys as many ordinates. Not modified. */
    void polyline(double[] xs, double[] ys, Stroke stroke);

    /** Fills the closed polygon. Neither array is modified. */
    void polygon(double[] xs, double[] ys, Colour fill);

    void disc(double x, double y, double radius, Colour fill);

    void ring(double x, double y, double radius, Stroke stroke);

    /**
     * One line of text.
     *
     * @param y       of the baseline
     * @param degrees rotation about the position, counter-clockwise
     */
    void text(String text, double x, double y, TextStyle style, Anchor anchor, double degrees);

    double textWidth(String text, TextStyle style);

    /** Limits painting to a box until {@link #unclip()}; not nested. */
    void clip(Box box);

    void unclip();

    default void line(double x0, double y0, double x1, double y1, Stroke stroke) {
        polyline(new double[] { x0, x1 }, new double[] { y0, y1 }, stroke);
    }

    default void rectangle(Box box, Colour fill) {
        polygon(new double[] { box.x(), box.right(), box.right(), box.x() },
                new double[] { box.y(), box.y(), box.bottom(), box.bottom() }, fill);
    }
}
