package org.plumbline.ui.plots.paint;

/**
 * How a line is drawn.
 *
 * @param width in units of the surface
 */
public record Stroke(Colour colour, double width, Dash dash) {

    public static Stroke solid(Colour colour, double width) {
        return new Stroke(colour, width, Dash.SOLID);
    }
}
