package org.plumbline.numerics.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.plumbline.numerics.regression.SeedExponents.SeedSweep;

/**
 * How the exponent depends on the window of depths that is fitted.
 * <p>Windows: all depths; without the 1, 2, ... shallowest; without the 1, 2, ... deepest; each with at least half of the depths and
 * at least four. For each, the slopes of the seeds, their mean, and the t test over seeds of the change against all depths. The
 * exponent drifts if one of the w windows changes it with probability below 0.01 / w.</p>
 * Source: ours; the correction is Bonferroni's. Pinned by ExponentCardTest.
 *
 * @param windows the first is all depths
 * @param drifts  whether a window changes the exponent by more than the seeds explain
 */
public record FitWindows(List<Window> windows, boolean drifts) {

    /** Probability, before correction for the number of windows, below which a change counts. */
    public static final double SIGNIFICANCE = 0.01;

    /**
     * One window.
     *
     * @param from     smallest depth
     * @param to       largest depth
     * @param exponent mean over seeds of the slope
     * @param change   probability of a change against all depths at least as large by chance; 1 for all depths
     */
    public record Window(double from, double to, SampleMean exponent, double change) {
    }

    static FitWindows of(SweepTable table) {
        double[] depths = table.depths();
        int most = depths.length - Math.max(SweepTable.FEWEST_DEPTHS, (depths.length + 1) / 2);
        List<Window> windows = new ArrayList<>();
        add(windows, table, depths[0], depths[depths.length - 1]);
        for (int k = 1; k <= most; k++) {
            add(windows, table, depths[k], depths[depths.length - 1]);
            add(windows, table, depths[0], depths[depths.length - 1 - k]);
        }
        double threshold = SIGNIFICANCE / Math.max(1, windows.size() - 1);
        return new FitWindows(List.copyOf(windows), windows.stream().anyMatch(w -> w.change() < threshold));
    }

    private static void add(List<Window> windows, SweepTable table, double from, double to) {
        List<SeedSweep> cut = table.within(from, to);
        if (cut.size() < table.sweeps().size()) {
            return;
        }
        double[] slopes = SeedExponents.of(cut).slopes();
        double change = 1;
        if (!windows.isEmpty()) {
            double[] all = SeedExponents.of(table.sweeps()).slopes();
            double[] changes = new double[slopes.length];
            for (int s = 0; s < slopes.length; s++) {
                changes[s] = slopes[s] - all[s];
            }
            change = negligible(changes) ? 1 : SampleMean.of(changes).probability(0);
        }
        windows.add(new Window(from, to, SampleMean.of(slopes), change));
    }

    /** Exact power laws differ by rounding alone, which is no drift. */
    private static boolean negligible(double[] changes) {
        for (double change : changes) {
            if (Math.abs(change) > 1e-10) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the interval of the exponent: that of all depths, or, if the exponent drifts, the smallest that holds the intervals
     * of all windows. Empty with one seed.
     */
    Optional<Interval> interval(double level) {
        Optional<Interval> all = windows.getFirst().exponent().interval(level);
        if (!drifts || all.isEmpty()) {
            return all;
        }
        double low = all.get().low();
        double high = all.get().high();
        for (Window window : windows) {
            Interval interval = window.exponent().interval(level).orElseThrow();
            low = Math.min(low, interval.low());
            high = Math.max(high, interval.high());
        }
        return Optional.of(new Interval(low, high, level));
    }
}
