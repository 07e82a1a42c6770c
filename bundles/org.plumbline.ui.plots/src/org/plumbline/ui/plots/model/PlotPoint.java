package org.plumbline.ui.plots.model;

import java.util.List;
import java.util.Objects;

/**
 * One point of a {@link PointSeries}, in the units of the axes.
 *
 * @param x      abscissa
 * @param y      ordinate; NaN where the trials gave none
 * @param low    lower end of the interval about y, or NaN for none
 * @param high   upper end of the interval about y, or NaN for none
 * @param state  whether there is a value, or what prevented it
 * @param group  the cell or group the point stands for; may be empty
 * @param trials ids of the trials the point came from, so that a click leads back to them
 */
public record PlotPoint(double x, double y, double low, double high, PointState state, String group,
        List<String> trials) {

    /** @throws IllegalArgumentException if only one end of the interval is given or low &gt; high */
    public PlotPoint {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(group, "group");
        trials = List.copyOf(trials);
        if (Double.isNaN(low) != Double.isNaN(high) || low > high) {
            throw new IllegalArgumentException(
                    "point at x = " + x + ": expected low <= high or neither, got [" + low + ", " + high + "]");
        }
    }

    /** A value with an interval. */
    public static PlotPoint of(double x, double y, double low, double high, String... trials) {
        return new PlotPoint(x, y, low, high, PointState.DONE, "", List.of(trials));
    }

    /** A value without an interval. */
    public static PlotPoint of(double x, double y, String... trials) {
        return of(x, y, Double.NaN, Double.NaN, trials);
    }

    /** Trials that ended without a value, at their x. */
    public static PlotPoint without(PointState state, double x, String... trials) {
        return new PlotPoint(x, Double.NaN, Double.NaN, Double.NaN, state, "", List.of(trials));
    }

    public boolean hasInterval() {
        return !Double.isNaN(low);
    }
}
