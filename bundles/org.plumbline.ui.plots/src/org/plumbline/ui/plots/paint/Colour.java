package org.plumbline.ui.plots.paint;

/**
 * An sRGB colour; each component and the opacity from 0 to 255.
 */
public record Colour(int red, int green, int blue, int alpha) {

    public static final Colour WHITE = rgb(0xffffff);
    /** Main text: contrast 17:1 on white. */
    public static final Colour TEXT = rgb(0x1a1a1a);
    /** Secondary text: contrast 8:1 on white. */
    public static final Colour SECONDARY_TEXT = rgb(0x4d4d4d);
    public static final Colour FRAME = rgb(0x4d4d4d);
    public static final Colour GRID = rgb(0xe3e3e3);
    public static final Colour FINE_GRID = rgb(0xf3f3f3);

    public static Colour rgb(int hex) {
        return new Colour(hex >> 16 & 0xff, hex >> 8 & 0xff, hex & 0xff, 255);
    }

    public Colour withAlpha(int opacity) {
        return new Colour(red, green, blue, opacity);
    }

    /**
     * The contrast of two opaque colours, (L1 + 0.05) / (L2 + 0.05) with L the relative luminance.
     * Source: W3C, Web Content Accessibility Guidelines 2.1, definitions of contrast ratio and relative luminance.
     *
     * @return from 1 (equal) to 21 (black and white)
     */
    public double contrast(Colour other) {
        double mine = luminance();
        double its = other.luminance();
        return (Math.max(mine, its) + 0.05) / (Math.min(mine, its) + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int component) {
        double c = component / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
