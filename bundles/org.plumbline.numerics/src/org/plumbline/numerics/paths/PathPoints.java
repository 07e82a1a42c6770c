package org.plumbline.numerics.paths;

import org.plumbline.numerics.series.StackedTensor;

/**
 * The points of a path in double, divided by a power of two such that all distances from the first are at most 1.
 * Points are stored minus the first, which leaves distances what they are up to one rounding of each entry, and a point that
 * repeats the one before it is left out, which leaves the variation what it is.
 */
final class PathPoints {

    final int count;
    final int size;
    /** What a distance is to be multiplied by to be in the units of the path: a power of two. */
    final double unit;
    private final double[] entries;

    PathPoints(StackedTensor path) {
        size = path.size();
        entries = new double[Math.multiplyExact(path.layers(), size)];
        double largest = 0;
        int kept = 0;
        for (int k = 0; k < path.layers(); k++) {
            boolean moved = kept == 0;
            for (int i = 0; i < size; i++) {
                double value = path.value(k, i);
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "path: entry " + i + " of layer " + k + " must be finite, got " + value);
                }
                moved = moved || value != entries[(kept - 1) * size + i];
                entries[kept * size + i] = value;
                largest = Math.max(largest, Math.abs(value));
            }
            kept += moved ? 1 : 0;
        }
        count = kept;
        int inRange = largest == 0 ? 0 : Math.getExponent(largest) + 1;
        double norm = 0;
        for (int k = count - 1; k >= 0; k--) {
            double square = 0;
            for (int i = 0; i < size; i++) {
                double value = scaled(entries[k * size + i], -inRange) - scaled(entries[i], -inRange);
                entries[k * size + i] = value;
                square += value * value;
            }
            norm = Math.max(norm, square);
        }
        int exponent = norm == 0 ? 0 : Math.getExponent(Math.sqrt(norm)) + 1;
        for (int i = 0; i < count * size; i++) {
            entries[i] = scaled(entries[i], -exponent);
        }
        unit = Math.scalb(1.0, inRange + exponent);
    }

    private static double scaled(double value, int exponent) {
        return Math.scalb(value, exponent);
    }

    double entry(int k, int i) {
        return entries[k * size + i];
    }

    double squaredDistance(int k, int j) {
        int a = k * size;
        int b = j * size;
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < size; i += 2) {
            double first = entries[a + i] - entries[b + i];
            double second = entries[a + i + 1] - entries[b + i + 1];
            even += first * first;
            odd += second * second;
        }
        if (i < size) {
            double last = entries[a + i] - entries[b + i];
            even += last * last;
        }
        return even + odd;
    }
}
