package org.plumbline.theory.refinement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.LinearFit;
import org.plumbline.numerics.regression.SampleMean;

/**
 * What doubling the depth changes, at the same places along the depth, and where that leads.
 * <p>With v_i the values at depth L 2^i and d_i = v_{i+1} - v_i: D_i the root of the mean over places and replicates of |d_i|^2;
 * p_i = log2(D_i / D_{i+1}) the observed orders; p the mean over replicates of minus the slope of log2 D_i on i. The interval of p is
 * Student's t over replicates if there are two or more; else that of the line with four depths or more; else a jackknife over ten
 * stretches of the depth, which sees how p differs along it and not its drift with L. The limit is v + d / (2^p - 1) by the last
 * two depths (Richardson), see {@link ExtrapolatedLimit}.</p>
 * <p>There is a limit to extrapolate only if the differences shrink, their orders agree to within {@value #ORDER_SPREAD} and they
 * point the same way, cos(d_i, d_{i+1}) >= {@value #ALIGNMENT}: differences of noise shrink too, by L^-1/2, and lead nowhere.</p>
 * Source: Richardson, Phil. Trans. A 210 (1911) 307; Roache, J. Fluids Eng. 116 (1994) 405. Pinned by RefinementPanelTest.
 */
public final class RefinementPanel {

    /** Largest difference between successive orders, beyond which they contradict each other. */
    public static final double ORDER_SPREAD = 0.3;
    /** Smallest cosine between successive differences. */
    public static final double ALIGNMENT = 0.8;
    /** Share of the largest difference below which a place says nothing. */
    private static final double MATERIAL = 1e-3;
    private static final int BLOCKS = 10;

    private final List<RefinedValues> replicates;
    private final double level;
    private final double[][] differences;
    private final double[] orders;
    private final double[] alignments;

    private RefinementPanel(List<RefinedValues> replicates, double level) {
        this.replicates = replicates;
        this.level = level;
        int count = depths().length - 1;
        double[][] squares = new double[replicates.size()][count];
        double[] dots = new double[count - 1];
        for (int r = 0; r < replicates.size(); r++) {
            for (int i = 0; i < count; i++) {
                double[] d = replicates.get(r).difference(i);
                squares[r][i] = dot(d, d);
                if (i > 0) {
                    dots[i - 1] += dot(replicates.get(r).difference(i - 1), d);
                }
            }
        }
        int places = times().length;
        differences = new double[replicates.size()][count];
        double[] sums = new double[count];
        for (int i = 0; i < count; i++) {
            for (int r = 0; r < squares.length; r++) {
                differences[r][i] = Math.sqrt(squares[r][i] / places);
                sums[i] += squares[r][i];
            }
        }
        orders = new double[count - 1];
        alignments = new double[count - 1];
        for (int i = 0; i < count - 1; i++) {
            orders[i] = 0.5 * Math.log(sums[i] / sums[i + 1]) / Math.log(2);
            alignments[i] = dots[i] / Math.sqrt(sums[i] * sums[i + 1]);
        }
    }

    /**
     * Compares depths.
     *
     * @param replicates one or more, all of the same depths, places and size: depth-coupled seeds
     * @param level      of intervals, in (0, 1)
     * @throws IllegalArgumentException if there is none or they differ
     */
    public static RefinementPanel of(List<RefinedValues> replicates, double level) {
        if (replicates.isEmpty()) {
            throw new IllegalArgumentException("refinement: needs one replicate or more, got none");
        }
        RefinedValues first = replicates.getFirst();
        for (RefinedValues other : replicates) {
            if (!Arrays.equals(other.depths(), first.depths()) || !Arrays.equals(other.times(), first.times())
                    || other.size() != first.size()) {
                throw new IllegalArgumentException("refinement: all replicates must have depths " + Arrays.toString(first.depths())
                        + " and the same places, got " + Arrays.toString(other.depths()));
            }
        }
        return new RefinementPanel(List.copyOf(replicates), level);
    }

    /** Returns the depths. */
    public int[] depths() {
        return replicates.getFirst().depths().clone();
    }

    /** Returns the places t. */
    public double[] times() {
        return replicates.getFirst().times().clone();
    }

    /** Returns D_i over all replicates, one for each doubling, in units of the values. */
    public double[] differences() {
        double[] all = new double[differences[0].length];
        for (int i = 0; i < all.length; i++) {
            for (double[] row : differences) {
                all[i] += row[i] * row[i] / differences.length;
            }
            all[i] = Math.sqrt(all[i]);
        }
        return all;
    }

    /** Returns |d_i| at each place, as the root of the mean square over replicates. */
    public double[] differencesAlong(int i) {
        int size = replicates.getFirst().size();
        double[] along = new double[times().length];
        for (RefinedValues replicate : replicates) {
            double[] d = replicate.difference(i);
            for (int j = 0; j < d.length; j++) {
                along[j / size] += d[j] * d[j] / replicates.size();
            }
        }
        for (int j = 0; j < along.length; j++) {
            along[j] = Math.sqrt(along[j]);
        }
        return along;
    }

    /** Returns the observed orders p_i; infinite or NaN where a difference is 0. */
    public double[] orders() {
        return orders.clone();
    }

    /** Returns cos(d_i, d_{i+1}), the directions taken over all places and replicates; NaN where a difference is 0. */
    public double[] alignments() {
        return alignments.clone();
    }

    /** Returns p; empty if a difference is 0. */
    public Optional<Double> order() {
        return vanishing().isPresent() ? Optional.empty() : Optional.of(Arrays.stream(replicateOrders()).average().orElseThrow());
    }

    /** Returns the interval of p; empty with one replicate at three depths and fewer than four places, or if a difference is 0. */
    public Optional<Interval> orderInterval() {
        if (vanishing().isPresent()) {
            return Optional.empty();
        }
        if (replicates.size() > 1) {
            return SampleMean.of(replicateOrders()).interval(level);
        }
        if (orders.length > 1) {
            Interval slope = line(differences[0]).slopeInterval(level);
            return Optional.of(new Interval(-slope.high(), -slope.low(), level));
        }
        return jackknife();
    }

    /** Returns why there is no limit to extrapolate, in one line; empty if there is one. */
    public Optional<String> refusal() {
        Optional<String> vanishing = vanishing();
        if (vanishing.isPresent()) {
            return vanishing;
        }
        double[] sizes = differences();
        int[] depths = depths();
        for (int i = 0; i < orders.length; i++) {
            if (!(orders[i] > 0)) {
                return text("differences do not shrink: %.3g from depth %d to %d, %.3g to %d", sizes[i], depths[i], depths[i + 1],
                        sizes[i + 1], depths[i + 2]);
            }
            if (alignments[i] < ALIGNMENT) {
                return text("differences from depth %d on point in other directions than those before (cosine %.2f, needed %.1f): they "
                        + "shrink as noise does, without an expansion in 1/L", depths[i + 1], alignments[i], ALIGNMENT);
            }
            if (i > 0 && Math.abs(orders[i] - orders[i - 1]) > ORDER_SPREAD) {
                return text("orders contradict each other: %.2f up to depth %d, %.2f up to %d; deeper networks would show which holds",
                        orders[i - 1], depths[i + 1], orders[i], depths[i + 2]);
            }
        }
        return Optional.empty();
    }

    /** Returns the places at which the last doubling changed more than the one before, leaving out changes that are tiny. */
    public List<Double> failingPlaces() {
        int last = depths().length - 2;
        double[] before = differencesAlong(last - 1);
        double[] after = differencesAlong(last);
        double largest = Arrays.stream(after).max().orElseThrow();
        List<Double> failing = new ArrayList<>();
        for (int j = 0; j < after.length; j++) {
            if (after[j] > MATERIAL * largest && after[j] >= before[j]) {
                failing.add(times()[j]);
            }
        }
        return failing;
    }

    /**
     * Extrapolates one replicate with the observed order.
     *
     * @param replicate place in the list
     * @throws IllegalStateException if {@link #refusal} says that there is no limit
     */
    public ExtrapolatedLimit limit(int replicate) {
        requireLimit();
        double p = order().orElseThrow();
        // Drift of the orders, where it is seen, tells what the interval of chance does not.
        double spread = orderInterval().map(i -> (i.high() - i.low()) / 2).orElse(0.0);
        if (orders.length > 1) {
            spread = Math.max(spread, Math.abs(orders[orders.length - 1] - orders[orders.length - 2]));
        }
        return ExtrapolatedLimit.of(replicates.get(replicate), p, spread, orders.length < 2);
    }

    /**
     * Extrapolates one replicate with an order known from theory, such as 1 for a network that steps an ODE.
     *
     * @param replicate place in the list
     * @param order     p > 0
     * @throws IllegalStateException if {@link #refusal} says that there is no limit, or the observed order is farther than
     *                               {@value #ORDER_SPREAD} from p
     */
    public ExtrapolatedLimit limit(int replicate, double order) {
        requireLimit();
        double observed = order().orElseThrow();
        if (!(Math.abs(observed - order) <= ORDER_SPREAD)) {
            throw new IllegalStateException(text("refinement: the order said to be %.2f was observed as %.2f", order, observed).orElseThrow());
        }
        return ExtrapolatedLimit.of(replicates.get(replicate), order, 0, false);
    }

    private void requireLimit() {
        refusal().ifPresent(reason -> {
            throw new IllegalStateException("refinement: no limit to extrapolate: " + reason);
        });
    }

    private Optional<String> vanishing() {
        int[] depths = depths();
        for (double[] row : differences) {
            for (int i = 0; i < row.length; i++) {
                if (row[i] == 0) {
                    return text("nothing changes from depth %d to %d: no order can be seen", depths[i], depths[i + 1]);
                }
            }
        }
        return Optional.empty();
    }

    private double[] replicateOrders() {
        return Arrays.stream(differences).mapToDouble(RefinementPanel::slope).toArray();
    }

    /** Minus the slope of log2 D_i on i. */
    private static double slope(double[] sizes) {
        int n = sizes.length;
        return n == 2 ? Math.log(sizes[0] / sizes[1]) / Math.log(2) : -line(sizes).slope();
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

    /** Leaves out one stretch of the depth at a time: pseudo-values n p - (n - 1) p_(-b), mean and t interval of them. */
    private Optional<Interval> jackknife() {
        double[] before = differencesAlong(0);
        double[] after = differencesAlong(1);
        int blocks = Math.min(BLOCKS, before.length);
        if (blocks < 4) {
            return Optional.empty();
        }
        double whole = orders[0];
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

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static Optional<String> text(String format, Object... numbers) {
        return Optional.of(String.format(Locale.ROOT, format, numbers));
    }
}
