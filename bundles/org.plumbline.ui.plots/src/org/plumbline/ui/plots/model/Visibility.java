package org.plumbline.ui.plots.model;

/**
 * Whether a value pair can be seen on two axes, and if not, why.
 */
public enum Visibility {
    SHOWN("shown"), NOT_FINITE("not finite"), NOT_POSITIVE("not positive"), OUTSIDE("outside the axis range"),
    AT_FRAME("at the frame");

    private final String text;

    Visibility(String text) {
        this.text = text;
    }

    /** The words shown to the user. */
    public String text() {
        return text;
    }

    /** What the axes of a plot do with a value pair. */
    public static Visibility of(Plot plot, double x, double y) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            return NOT_FINITE;
        }
        if (!plot.x().scale().admits(x) || !plot.y().scale().admits(y)) {
            return NOT_POSITIVE;
        }
        boolean inside = plot.x().fixed().map(range -> range.contains(x)).orElse(true)
                && plot.y().fixed().map(range -> range.contains(y)).orElse(true);
        return inside ? SHOWN : OUTSIDE;
    }

    /** The same for a point: one without a value stands at the frame if its x can be shown. */
    public static Visibility of(Plot plot, PlotPoint point) {
        if (point.state() == PointState.DONE) {
            return of(plot, point.x(), point.y());
        }
        Range any = plot.y().fixed().orElse(new Range(1, 2));
        Visibility column = of(plot, point.x(), any.max());
        return column == SHOWN ? AT_FRAME : column;
    }
}
