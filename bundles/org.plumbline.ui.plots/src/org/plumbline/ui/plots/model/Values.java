package org.plumbline.ui.plots.model;

import java.util.Arrays;

/**
 * An immutable sequence of doubles.
 */
public final class Values {

    private final double[] data;

    private Values(double[] data) {
        this.data = data;
    }

    /** @param values Not modified; copied. */
    public static Values of(double... values) {
        return new Values(values.clone());
    }

    public int size() {
        return data.length;
    }

    public double get(int index) {
        return data[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values values && Arrays.equals(data, values.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return Arrays.toString(data);
    }
}
