package org.plumbline.headless.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * Median and range of repeated measurements.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param min    the smallest
 * @param max    the largest
 */
record Spread(double median, double min, double max) {

    /**
     * Shape: [n], n >= 1.
     *
     * @param values not NaN. Not modified.
     */
    static Spread of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
    }

    @Override
    public String toString() {
        return number(median) + " (" + number(min) + "-" + number(max) + ")";
    }

    /** Returns three significant digits. */
    static String number(double value) {
        int whole = value < 1 ? 0 : (int) Math.log10(value) + 1;
        return String.format(Locale.ROOT, "%." + Math.max(0, 3 - whole) + "f", value);
    }
}
