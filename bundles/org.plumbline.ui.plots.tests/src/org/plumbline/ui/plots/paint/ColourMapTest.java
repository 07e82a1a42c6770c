package org.plumbline.ui.plots.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ColourMapTest {
    /** sRGB (IEC 61966-2-1) to XYZ. */
    private static final double[][] TO_XYZ = {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}};

    /** The way back, by the definitions: L*, a*, b*. */
    private static double[] lab(Colour colour) {
        double[] rgb = {colour.red() / 255.0, colour.green() / 255.0, colour.blue() / 255.0};
        double[] f = new double[3];
        double[] white = {0.95047, 1, 1.08883};
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += TO_XYZ[i][j] * (rgb[j] <= 0.04045 ? rgb[j] / 12.92 : Math.pow((rgb[j] + 0.055) / 1.055, 2.4));
            }
            double t = sum / white[i];
            f[i] = t > Math.pow(6.0 / 29, 3) ? Math.cbrt(t) : t / (3 * Math.pow(6.0 / 29, 2)) + 4.0 / 29;
        }
        return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
    }

    /** The colours lie on the helix, so that none was cut at the ends of sRGB; 8 bits a component round by less than 1. */
    @Test
    void lightnessChromaAndHueAreThoseStated() {
        for (int i = 0; i <= 200; i++) {
            double t = i / 200.0;
            double[] lab = lab(ColourMap.at(t));
            double hue = Math.toRadians(300 + 170 * t);
            assertThat(lab[0]).as("lightness at " + t).isCloseTo(22 + 68 * t, within(0.5));
            assertThat(lab[1]).as("a at " + t).isCloseTo(64 * Math.cos(hue), within(1.0));
            assertThat(lab[2]).as("b at " + t).isCloseTo(64 * Math.sin(hue), within(1.0));
        }
    }

    /** Equal steps are equal differences: of 20 steps each is a twentieth of (68^2 + (64 170 pi/180)^2)^(1/2), to 5 %. */
    @Test
    void equalStepsLookEqual() {
        double whole = Math.hypot(68, 64 * Math.toRadians(170));
        for (int i = 0; i < 20; i++) {
            double[] from = lab(ColourMap.at(i / 20.0));
            double[] to = lab(ColourMap.at((i + 1) / 20.0));
            double step = Math.sqrt(Math.pow(to[0] - from[0], 2) + Math.pow(to[1] - from[1], 2) + Math.pow(to[2] - from[2], 2));
            // A chord of a twentieth of the helix is shorter than its arc by less than 0.1 %; the rest is rounding.
            assertThat(step).as("step " + i).isCloseTo(whole / 20, within(0.05 * whole / 20));
        }
    }

    @Test
    void whatLiesOutsideHasTheColourOfTheEnd() {
        assertThat(ColourMap.at(-3)).isEqualTo(ColourMap.at(0));
        assertThat(ColourMap.at(7)).isEqualTo(ColourMap.at(1));
    }
}
