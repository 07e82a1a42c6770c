package org.plumbline.ui.plots.model;

/**
 * How an axis maps values to lengths: proportional to the value, or to its logarithm.
 */
public enum AxisScale {
    LINEAR, LOG;

    /**
     * Tells whether a value has a place on an axis of this scale.
     *
     * @param value any number
     * @return true if finite and, on a logarithmic axis, positive
     */
    public boolean admits(double value) {
        return Double.isFinite(value) && (this == LINEAR || value > 0);
    }

    /**
     * The coordinate along the axis: the value itself, or its decimal logarithm.
     *
     * @param value an admitted value
     * @return the coordinate, in which the axis is uniform
     */
    public double coordinate(double value) {
        return this == LOG ? Math.log10(value) : value;
    }
}
