package org.plumbline.numerics.regression;

/**
 * A confidence interval.
 *
 * @param low   lower end
 * @param high  upper end, >= low
 * @param level probability with which such intervals cover the true value, in (0, 1)
 */
public record Interval(double low, double high, double level) {

    /**
     * Checks level and order.
     *
     * @throws IllegalArgumentException if the level is not strictly between 0 and 1 or the ends are not in order
     */
    public Interval {
        requireLevel(level);
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval: expected low <= high, got [" + low + ", " + high + "]");
        }
    }

    /** Returns the interval centre -+ halfWidth. */
    static Interval around(double centre, double halfWidth, double level) {
        return new Interval(centre - halfWidth, centre + halfWidth, level);
    }

    /** Says whether the value lies in [low, high]. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    static void requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("confidence level must lie in (0, 1), got " + level);
        }
    }
}
