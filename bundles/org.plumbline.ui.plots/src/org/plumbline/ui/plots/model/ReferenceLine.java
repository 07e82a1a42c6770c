package org.plumbline.ui.plots.model;

import java.util.Objects;

/**
 * A fitted or theoretical line between two points, straight on the scales of the axes and drawn dashed.
 * It does not widen the range of the axes.
 *
 * @param label       what the legend says, such as "slope −0.70 ± 0.02"
 * @param companionOf id of the series that was fitted, or empty
 */
public record ReferenceLine(String id, String label, double x0, double y0, double x1, double y1, String companionOf)
        implements Series {

    public ReferenceLine {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(companionOf, "companionOf");
    }

    /**
     * The power law y = prefactor * x^exponent, straight on two logarithmic axes.
     *
     * @param from abscissa of the left end, positive
     * @param to   abscissa of the right end, positive
     */
    public static ReferenceLine powerLaw(String id, String label, double prefactor, double exponent, double from,
            double to, String companionOf) {
        return new ReferenceLine(id, label, from, prefactor * Math.pow(from, exponent), to,
                prefactor * Math.pow(to, exponent), companionOf);
    }

    /** The affine law y = intercept + slope * x, straight on two linear axes. */
    public static ReferenceLine affine(String id, String label, double intercept, double slope, double from, double to,
            String companionOf) {
        return new ReferenceLine(id, label, from, intercept + slope * from, to, intercept + slope * to, companionOf);
    }

    /**
     * The text of a slope with its standard error: two significant digits of the error, and the value to the same place.
     * Without a usable error (zero, NaN or infinite) the value has three decimals and no error is claimed.
     */
    public static String slopeText(double slope, double standardError) {
        if (!(standardError > 0) || Double.isInfinite(standardError)) {
            return "slope " + signed(slope, 3);
        }
        int places = Math.clamp(1 - (int) Math.floor(Math.log10(standardError)), 0, 12);
        return "slope " + signed(slope, places) + " ± " + NumberLabels.fixed(standardError, places);
    }

    private static String signed(double value, int places) {
        return (value > 0 && Double.isFinite(value) ? "+" : "") + NumberLabels.fixed(value, places);
    }
}
