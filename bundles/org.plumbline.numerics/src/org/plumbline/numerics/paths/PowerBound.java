package org.plumbline.numerics.paths;

/**
 * An upper bound of x^(p/2) for x in (0, 16], a few parts in a million above it and much cheaper than the power.
 * <p>Each octave is cut into 64 cells. If q = p/2 >= 1 the power is convex and lies below the chord of its cell; if q < 1 it is
 * concave and lies below the tangent at the middle. A relative margin of 1e-12 stands for the rounding of both.</p>
 */
final class PowerBound {

    private static final int MANTISSA_BITS = 6;
    private static final int DROPPED_BITS = 52 - MANTISSA_BITS;
    private static final double SMALLEST = 0x1p-40;
    private static final double LARGEST = 16;
    private static final double MARGIN = 1 + 1e-12;

    private final double[] constant;
    private final double[] slope;
    private final int firstCell;
    private final boolean identity;

    PowerBound(double p) {
        double q = p / 2;
        identity = q == 1;
        firstCell = cell(SMALLEST);
        int cells = cell(LARGEST) - firstCell + 1;
        constant = new double[cells];
        slope = new double[cells];
        for (int c = 0; c < cells; c++) {
            double low = Double.longBitsToDouble((long) (firstCell + c) << DROPPED_BITS);
            double high = Double.longBitsToDouble((long) (firstCell + c + 1) << DROPPED_BITS);
            double from = Math.pow(low, q);
            if (q >= 1) {
                slope[c] = MARGIN * (Math.pow(high, q) - from) / (high - low);
                constant[c] = MARGIN * from - slope[c] * low;
            } else {
                double middle = 0.5 * (low + high);
                double value = Math.pow(middle, q);
                slope[c] = MARGIN * q * value / middle;
                constant[c] = MARGIN * value - slope[c] * middle;
            }
            // The value at the lower end is small against slope times low where q is large: never let cancellation cut the bound.
            constant[c] += 1e-15 * Math.abs(slope[c]) * high;
        }
    }

    /** Returns a number that is at least x^q for 0 <= x <= 16. */
    double of(double x) {
        if (identity) {
            return x;
        }
        int c = x <= SMALLEST ? 0 : cell(x) - firstCell;
        return constant[c] + slope[c] * Math.max(x, SMALLEST);
    }

    private static int cell(double x) {
        return (int) (Double.doubleToRawLongBits(x) >>> DROPPED_BITS);
    }
}
