package org.plumbline.numerics.regression;

import java.util.ArrayList;
import java.util.List;

/**
 * When to look at a growing sample, planned before the first draw, and with which level, so that the interval with which one
 * stops is valid whatever made one stop.
 * <p>Looks at first, then each time after half as much again, last at most; without a look just before the last: K in all. Each interval has level 1 - (1 - level) / K.
 * By Bonferroni the probability that any of the K misses the true value is at most 1 - level, and so is that of the one at which
 * one stops, by any rule. The price is an interval about 1.4 times as wide as that of a sample of planned size.</p>
 * Source: group-sequential designs; Jennison, Turnbull, "Group sequential methods", ch. 9 (repeated confidence intervals).
 * Pinned by AdaptiveReplicationTest.
 *
 * @param counts seeds at each look, ascending
 * @param level  that the interval at the end has, in (0, 1)
 */
public record SequentialLooks(List<Integer> counts, double level) {
    private static final double GROWTH = 1.5;
    /** A smaller last step would cost a look and tell little. */
    private static final double LEAST_GROWTH = 1.2;

    public SequentialLooks {
        counts = List.copyOf(counts);
        Interval.requireLevel(level);
    }

    /**
     * Plans looks.
     *
     * @param first seeds at the first look, >= 2
     * @param most  seeds at the last look, >= first
     * @param level in (0, 1)
     * @throws IllegalArgumentException if they are out of range
     */
    public static SequentialLooks between(int first, int most, double level) {
        if (first < 2 || most < first) {
            throw new IllegalArgumentException("looks: expected 2 <= first <= most, got first = " + first + ", most = " + most);
        }
        List<Integer> counts = new ArrayList<>();
        for (double count = first; count + 1 < most && count * LEAST_GROWTH < most; count = Math.max(count + 2, Math.floor(count * GROWTH))) {
            counts.add((int) count);
        }
        counts.add(most);
        return new SequentialLooks(counts, level);
    }

    /** Returns the level of the interval at each look. */
    public double each() {
        return 1 - (1 - level) / counts.size();
    }
}
