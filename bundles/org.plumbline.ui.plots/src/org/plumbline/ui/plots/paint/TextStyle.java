package org.plumbline.ui.plots.paint;

/**
 * A sans-serif text style.
 *
 * @param size height of the font in units of the surface
 */
public record TextStyle(double size, boolean bold, Colour colour) {

    static final TextStyle TITLE = new TextStyle(16, true, Colour.TEXT);
    static final TextStyle SUBTITLE = new TextStyle(12.5, false, Colour.SECONDARY_TEXT);
    static final TextStyle AXIS = new TextStyle(13, false, Colour.TEXT);
    static final TextStyle TICK = new TextStyle(12, false, Colour.TEXT);
    static final TextStyle LEGEND = new TextStyle(12.5, false, Colour.TEXT);
    static final TextStyle LEGEND_DETAIL = new TextStyle(11.5, false, Colour.SECONDARY_TEXT);
    static final TextStyle CAPTION = new TextStyle(11.5, false, Colour.SECONDARY_TEXT);

    /** From baseline to baseline. */
    double lineHeight() {
        return Math.ceil(1.35 * size);
    }

    /** From the middle of a capital letter down to the baseline. */
    double middle() {
        return 0.36 * size;
    }
}
