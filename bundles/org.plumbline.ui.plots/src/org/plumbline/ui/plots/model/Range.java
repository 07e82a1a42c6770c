package org.plumbline.ui.plots.model;

/**
 * A closed interval of axis values with min &lt; max, both finite.
 */
public record Range(double min, double max) {

    /** @throws IllegalArgumentException unless both ends are finite and min &lt; max; the message names both */
    public Range {
        if (!(Double.isFinite(min) && Double.isFinite(max) && min < max)) {
            throw new IllegalArgumentException("axis range: expected finite min < max, got [" + min + ", " + max + "]");
        }
    }

    public boolean contains(double value) {
        return value >= min && value <= max;
    }
}
