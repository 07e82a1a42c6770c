package org.plumbline.ui.plots.paint;

/**
 * The patterns of lines, so that lines can be told apart without colour; lengths in units of the surface.
 */
public enum Dash {
    SOLID, DASHED(6, 4), LONG(13, 4), DASH_DOT(9, 3, 2, 3), DOTTED(2, 3);

    private final double[] lengths;

    Dash(double... lengths) {
        this.lengths = lengths;
    }

    /** Dash, gap, dash, gap and so on; empty for a solid line. */
    public double[] lengths() {
        return lengths.clone();
    }
}
