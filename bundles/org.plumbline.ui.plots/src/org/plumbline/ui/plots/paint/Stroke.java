package org.plumbline.ui.plots.paint;

/**
 * How a line is drawn; lengths in units of the surface.
 *
 * @param dashed in dashes of 6 with gaps of 4
 */
public record Stroke(Colour colour, double width, boolean dashed) {

    public static final double DASH = 6;
    public static final double GAP = 4;

    public static Stroke solid(Colour colour, double width) {
        return new Stroke(colour, width, false);
    }
}
