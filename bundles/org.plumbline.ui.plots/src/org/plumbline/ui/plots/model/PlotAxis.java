package org.plumbline.ui.plots.model;

import java.util.Objects;
import java.util.Optional;

/**
 * One axis of a plot: what it shows, in which unit, on which scale.
 *
 * @param label what is shown, not empty
 * @param unit  the unit; empty for a pure number
 * @param scale linear or logarithmic (base 10)
 * @param fixed the range to show; empty to take it from the data
 */
public record PlotAxis(String label, String unit, AxisScale scale, Optional<Range> fixed) {

    /** @throws IllegalArgumentException if a logarithmic axis is given a range that is not positive */
    public PlotAxis {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(scale, "scale");
        if (scale == AxisScale.LOG && fixed.isPresent() && fixed.get().min() <= 0) {
            throw new IllegalArgumentException(
                    "axis " + label + ": a logarithmic range must be positive, got a minimum of " + fixed.get().min());
        }
    }

    public static PlotAxis linear(String label, String unit) {
        return new PlotAxis(label, unit, AxisScale.LINEAR, Optional.empty());
    }

    public static PlotAxis log(String label, String unit) {
        return new PlotAxis(label, unit, AxisScale.LOG, Optional.empty());
    }

    /** The same axis with a fixed range. */
    public PlotAxis withRange(double min, double max) {
        return new PlotAxis(label, unit, scale, Optional.of(new Range(min, max)));
    }

    /** The text that stands at the axis: the label, and the unit in parentheses if there is one. */
    public String text() {
        return unit.isEmpty() ? label : label + " (" + unit + ")";
    }
}
