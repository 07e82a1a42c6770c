package org.plumbline.theory.refinement;

import java.util.Optional;

import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.LinearFit;
import org.plumbline.numerics.regression.SampleMean;

/** The order of one replicate's differences D_0, D_1, ..., and its interval. */
final class OrderFit {
    private static final int BLOCKS = 10;
    private static final int FEWEST_BLOCKS = 4;

    private OrderFit() {
    }

    /** Minus the slope of log2 D_i on i. */
    static double order(double[] sizes) {
        return sizes.length == 2 ? Math.log(sizes[0] / sizes[1]) / Math.log(2) : -line(sizes).slope();
    }

    /** The interval of the line through three or more differences. */
    static Interval interval(double[] sizes, double level) {
        Interval slope = line(sizes).slopeInterval(level);
        return new Interval(-slope.high(), -slope.low(), level);
    }

    private static LinearFit line(double[] sizes) {
        double[] x = new double[sizes.length];
        double[] y = new double[sizes.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
            y[i] = Math.log(sizes[i]) / Math.log(2);
        }
        return LinearFit.of(x, y);
    }

    /**
     * Leaves out one stretch of the depth at a time: pseudo-values n p - (n - 1) p_(-b), mean and t interval of them.
     *
     * @param before |d_0| at each place
     * @param after  |d_1| at each place
     * @param whole  order of all places together
     * @return empty with fewer than four places, or if nothing changes outside of one stretch
     */
    static Optional<Interval> jackknife(double[] before, double[] after, double whole, double level) {
        int blocks = Math.min(BLOCKS, before.length);
        if (blocks < FEWEST_BLOCKS) {
            return Optional.empty();
        }
        double[] pseudo = new double[blocks];
        for (int b = 0; b < blocks; b++) {
            double top = 0;
            double bottom = 0;
            for (int j = 0; j < before.length; j++) {
                if ((long) j * blocks / before.length != b) {
                    top += before[j] * before[j];
                    bottom += after[j] * after[j];
                }
            }
            if (!(top > 0 && bottom > 0)) {
                return Optional.empty();
            }
            pseudo[b] = blocks * whole - (blocks - 1) * 0.5 * Math.log(top / bottom) / Math.log(2);
        }
        return SampleMean.of(pseudo).interval(level);
    }
}
