package org.plumbline.numerics.regression;

import java.util.ArrayList;
import java.util.List;

/**
 * The power law value = prefactor depth^exponent, fitted by least squares of ln(value) on ln(depth).
 * <p>A power law y ~ L^(-beta) has exponent -beta. Pinned by PowerLawFitTest.</p>
 *
 * @param line the fitted line of the logarithms (natural)
 */
public record PowerLawFit(LinearFit line) {

    /** How far a depth may lie from twice another, as a share of it, to count as its double: grids are rounded. */
    private static final double DOUBLING_TOLERANCE = 0.1;

    /**
     * The slope of ln(value) between two depths.
     *
     * @param from  smaller depth L
     * @param to    depth next to 2 L
     * @param slope ln(value(to) / value(from)) / ln(to / from)
     */
    public record LocalSlope(double from, double to, double slope) {
    }

    /**
     * Fits a power law.
     *
     * @param depths n >= 3 numbers > 0, not all equal. Not modified.
     * @param values n numbers > 0. Not modified.
     * @throws IllegalArgumentException if there are fewer than three points, the lengths differ, or a depth or value is not
     *                                  positive and finite; the message names the point
     */
    public static PowerLawFit of(double[] depths, double[] values) {
        requirePoints(depths, values);
        if (depths.length < 3) {
            throw new IllegalArgumentException("power-law fit: needs 3 points or more, got " + depths.length);
        }
        return new PowerLawFit(LinearFit.of(logarithms(depths), logarithms(values)));
    }

    /** Returns the exponent: the slope of the logarithms. */
    public double exponent() {
        return line.slope();
    }

    /** Returns the standard error of the exponent from the scatter about the line. */
    public double exponentError() {
        return line.slopeError();
    }

    /** Returns the value that the law gives at depth 1. */
    public double prefactor() {
        return Math.exp(line.intercept());
    }

    /**
     * Returns the value of the law at a depth.
     *
     * @param depth > 0
     */
    public double at(double depth) {
        return Math.exp(line.intercept() + line.slope() * Math.log(depth));
    }

    /**
     * Returns the slopes between L and 2 L for each depth whose double, to within 10 %, is there too: where they drift with L
     * the values follow no power law, whatever the fit's error says.
     *
     * @param depths numbers > 0, in ascending order. Not modified.
     * @param values as many numbers > 0. Not modified.
     * @throws IllegalArgumentException if the lengths differ, or a depth or value is not positive and finite; the message names
     *                                  the point
     */
    public static List<LocalSlope> localSlopes(double[] depths, double[] values) {
        requirePoints(depths, values);
        List<LocalSlope> slopes = new ArrayList<>();
        for (int i = 0; i < depths.length; i++) {
            int nearest = i;
            for (int j = i + 1; j < depths.length; j++) {
                if (Math.abs(depths[j] - 2 * depths[i]) < Math.abs(depths[nearest] - 2 * depths[i])) {
                    nearest = j;
                }
            }
            if (Math.abs(depths[nearest] - 2 * depths[i]) <= DOUBLING_TOLERANCE * 2 * depths[i]) {
                double slope = Math.log(values[nearest] / values[i]) / Math.log(depths[nearest] / depths[i]);
                slopes.add(new LocalSlope(depths[i], depths[nearest], slope));
            }
        }
        return List.copyOf(slopes);
    }

    static void requirePoints(double[] depths, double[] values) {
        if (depths.length != values.length) {
            throw new IllegalArgumentException("power-law fit: got " + depths.length + " depths and " + values.length + " values");
        }
        for (int i = 0; i < depths.length; i++) {
            if (!(depths[i] > 0) || Double.isInfinite(depths[i])) {
                throw new IllegalArgumentException(
                        "power-law fit: depth of point " + (i + 1) + " must be > 0 and finite, got " + depths[i]);
            }
            if (!(values[i] > 0) || Double.isInfinite(values[i])) {
                throw new IllegalArgumentException("power-law fit: value of point " + (i + 1) + " (depth " + depths[i]
                        + ") must be > 0 and finite, got " + values[i]);
            }
        }
    }

    private static double[] logarithms(double[] values) {
        double[] logarithms = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logarithms[i] = Math.log(values[i]);
        }
        return logarithms;
    }
}
