package org.plumbline.ui.plots.paint;

/**
 * Numbers as colours, evenly for the eye: from dark blue over red to light green, getting lighter all the way, so that the map survives in
 * grey.
 * <p>A helix in CIELAB: for t from 0 to 1, lightness L* = 22 + 68 t, hue h = 300 + 170 t degrees, chroma C* = 64. Both change in proportion
 * to t and the chroma does not change, so that equal steps of t are equal colour differences Delta E*ab = (68^2 + (64 h')^2)^(1/2) dt,
 * h' = 170 pi/180. These ends were chosen so that the whole helix lies within sRGB: nothing is cut.</p>
 * Source: definitions of CIELAB (CIE 15, D65 white) and sRGB (IEC 61966-2-1); the path is ours. Pinned by ColourMapTest.
 */
final class ColourMap {
    static final Colour MISSING = Colour.rgb(0xe3e3e3);

    private static final double CHROMA = 64;
    private static final double LIGHTNESS = 22;
    private static final double LIGHTNESS_RISE = 68;
    private static final double HUE = 300;
    private static final double HUE_TURN = 170;
    /** D65, relative to Y = 1. */
    private static final double[] WHITE = {0.95047, 1, 1.08883};
    /** XYZ to linear sRGB. */
    private static final double[][] TO_RGB = {{3.2404542, -1.5371385, -0.4985314}, {-0.9692660, 1.8760108, 0.0415560},
            {0.0556434, -0.2040259, 1.0572252}};

    private ColourMap() {
    }

    /** @param part of the way from the low to the high end; outside of [0, 1] it is the colour of the nearer end */
    static Colour at(double part) {
        double t = Math.clamp(part, 0, 1);
        double lightness = LIGHTNESS + LIGHTNESS_RISE * t;
        double hue = Math.toRadians(HUE + HUE_TURN * t);
        double y = (lightness + 16) / 116;
        double[] xyz = {WHITE[0] * linear(y + CHROMA * Math.cos(hue) / 500), WHITE[1] * linear(y), WHITE[2] * linear(y - CHROMA * Math.sin(hue) / 200)};
        int rgb = 0;
        for (double[] row : TO_RGB) {
            rgb = rgb << 8 | encoded(row[0] * xyz[0] + row[1] * xyz[1] + row[2] * xyz[2]);
        }
        return Colour.rgb(rgb);
    }

    private static double linear(double f) {
        return f > 6.0 / 29 ? f * f * f : 3 * (6.0 / 29) * (6.0 / 29) * (f - 4.0 / 29);
    }

    private static int encoded(double c) {
        double coded = c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * Math.clamp(coded, 0, 1));
    }
}
