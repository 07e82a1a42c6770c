package org.plumbline.numerics.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.plumbline.numerics.regression.SeedExponents.SeedSweep;

/** The sweeps of all seeds, each sorted by depth, checked, with what several fits of them need. */
final class SweepTable {

    static final int FEWEST_DEPTHS = 4;

    private final List<SeedSweep> sweeps;
    private final double[] depths;

    private SweepTable(List<SeedSweep> sweeps, double[] depths) {
        this.sweeps = sweeps;
        this.depths = depths;
    }

    static SweepTable of(List<SeedSweep> sweeps) {
        if (sweeps.isEmpty()) {
            throw new IllegalArgumentException(
                    "exponent: no seed has a value, all cells may have diverged; needs one seed or more, two for an interval");
        }
        List<SeedSweep> sorted = new ArrayList<>();
        for (SeedSweep sweep : sweeps) {
            sorted.add(sorted(sweep));
        }
        double[] depths = sorted.stream().flatMapToDouble(s -> Arrays.stream(s.depths())).sorted().distinct().toArray();
        return new SweepTable(List.copyOf(sorted), depths);
    }

    private static SeedSweep sorted(SeedSweep sweep) {
        try {
            PowerLawFit.requirePoints(sweep.depths(), sweep.values());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("seed " + sweep.seed() + ": " + e.getMessage(), e);
        }
        long distinct = Arrays.stream(sweep.depths()).distinct().count();
        if (distinct < FEWEST_DEPTHS || distinct < sweep.depths().length) {
            throw new IllegalArgumentException("seed " + sweep.seed() + ": exponent: needs " + FEWEST_DEPTHS
                    + " different depths or more, each once, got " + Arrays.toString(sweep.depths()));
        }
        int[] order = IntStream.range(0, sweep.depths().length).boxed()
                .sorted(Comparator.comparingDouble(i -> sweep.depths()[i])).mapToInt(i -> i).toArray();
        return new SeedSweep(sweep.seed(), Arrays.stream(order).mapToDouble(i -> sweep.depths()[i]).toArray(),
                Arrays.stream(order).mapToDouble(i -> sweep.values()[i]).toArray());
    }

    List<SeedSweep> sweeps() {
        return sweeps;
    }

    /** Returns all depths, ascending. */
    double[] depths() {
        return depths.clone();
    }

    /** Returns the depths that every seed has, ascending. */
    double[] commonDepths() {
        return Arrays.stream(depths).filter(d -> sweeps.stream().allMatch(s -> Arrays.binarySearch(s.depths(), d) >= 0)).toArray();
    }

    /** Returns the geometric mean over seeds at each common depth. */
    double[] geometricMeans() {
        return Arrays.stream(commonDepths()).map(d -> Math.exp(sweeps.stream()
                .mapToDouble(s -> Math.log(s.values()[Arrays.binarySearch(s.depths(), d)])).average().orElseThrow())).toArray();
    }

    /** Returns the sweeps cut to [from, to]; those with fewer than three depths there are left out. */
    List<SeedSweep> within(double from, double to) {
        List<SeedSweep> cut = new ArrayList<>();
        for (SeedSweep sweep : sweeps) {
            int[] kept = IntStream.range(0, sweep.depths().length)
                    .filter(i -> sweep.depths()[i] >= from && sweep.depths()[i] <= to).toArray();
            if (kept.length >= 3) {
                cut.add(new SeedSweep(sweep.seed(), Arrays.stream(kept).mapToDouble(i -> sweep.depths()[i]).toArray(),
                        Arrays.stream(kept).mapToDouble(i -> sweep.values()[i]).toArray()));
            }
        }
        return cut;
    }

    static double[] logarithms(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }
}
