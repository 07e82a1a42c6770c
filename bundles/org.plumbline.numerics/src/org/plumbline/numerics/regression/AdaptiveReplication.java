package org.plumbline.numerics.regression;

import java.util.Arrays;

/**
 * Which seeds to run next so that the interval of a slope over depths becomes narrow enough with little work.
 * <p>At a look with n seeds for the depth that matters most, depth d gets n w_d / max w with w_d = |c_d| s_d / sqrt(cost_d) (Neyman's
 * allocation: it minimises sum c_d^2 s_d^2 / n_d for given total cost), at least the first look's number, never fewer than it has.
 * Numbers are rounded up to the first number plus a multiple of two, so that every tier of {@link RaggedSlope} has two seeds. The
 * looks and their level are planned before, see {@link SequentialLooks}; so the interval is valid at the stop.</p>
 * Source: Neyman, J. Royal Stat. Soc. 97 (1934) 558. Pinned by AdaptiveReplicationTest (coverage under stopping).
 */
public final class AdaptiveReplication {
    private final SequentialLooks looks;
    private final double[] x;
    private final double[] cost;
    private final double width;

    /**
     * What to do at a look.
     *
     * @param stop     whether nothing more is to be run
     * @param reached  whether the interval is as narrow as was asked for
     * @param interval of the slope, valid at the stop
     * @param seeds    how many seeds each depth is to have at the next look; those that there are if this is the stop
     */
    public record Decision(boolean stop, boolean reached, Interval interval, int[] seeds) {
    }

    /**
     * Plans a replication.
     *
     * @param x     abscissas of the depths, not all equal. Not modified.
     * @param cost  of one trial at each depth, in any unit, > 0. Not modified.
     * @param width wanted of the interval, from end to end, > 0
     * @param looks when to look
     */
    public AdaptiveReplication(double[] x, double[] cost, double width, SequentialLooks looks) {
        if (!(width > 0) || x.length != cost.length || Arrays.stream(cost).anyMatch(c -> !(c > 0))) {
            throw new IllegalArgumentException("adaptive replication: expected a width > 0 and a cost > 0 for each of " + x.length
                    + " depths, got width " + width + " and costs " + Arrays.toString(cost));
        }
        this.x = x.clone();
        this.cost = cost.clone();
        this.width = width;
        this.looks = looks;
    }

    /** Returns how many seeds each depth is to have at the first look. */
    public int[] first() {
        int[] seeds = new int[x.length];
        Arrays.fill(seeds, looks.counts().get(0));
        return seeds;
    }

    /**
     * Decides at a look.
     *
     * @param look index of the look, from 0
     * @param y    y[d][s] of all that was run: as many seeds for each depth as the decision before asked for. Not modified.
     */
    public Decision decide(int look, double[][] y) {
        Interval interval = RaggedSlope.of(x, y).interval(looks.each());
        boolean reached = interval.high() - interval.low() <= width;
        int[] there = Arrays.stream(y).mapToInt(values -> values.length).toArray();
        boolean stop = reached || look + 1 >= looks.counts().size();
        return new Decision(stop, reached, new Interval(interval.low(), interval.high(), looks.level()),
                stop ? there : next(looks.counts().get(look + 1), y));
    }

    private int[] next(int most, double[][] y) {
        double[] weights = RaggedSlope.weights(x);
        double[] wanted = new double[x.length];
        for (int d = 0; d < x.length; d++) {
            wanted[d] = Math.abs(weights[d]) * deviation(y[d]) / Math.sqrt(cost[d]);
        }
        double largest = Arrays.stream(wanted).max().orElseThrow();
        int least = looks.counts().get(0);
        int[] seeds = new int[x.length];
        for (int d = 0; d < x.length; d++) {
            double share = largest > 0 ? wanted[d] / largest : 1;
            int more = (int) Math.ceil((Math.max(y[d].length, share * most) - least) / 2);
            seeds[d] = least + 2 * Math.max(0, more);
        }
        return seeds;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
    }
}
