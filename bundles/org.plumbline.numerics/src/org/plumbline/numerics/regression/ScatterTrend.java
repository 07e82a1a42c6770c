package org.plumbline.numerics.regression;

import java.util.List;

import org.plumbline.numerics.regression.SeedExponents.SeedSweep;

/**
 * Whether the scatter about the seeds' lines changes with depth, so that the error of a fit that takes it as equal is wrong.
 * <p>Line of |e_i| (1 - h_i)^(-1/2) over ln L through all points of all seeds, e the residuals of ln(value) from the line of their
 * seed, h their leverages; t test of its slope. The interval over seeds holds nevertheless.</p>
 * Source: Glejser, J. Amer. Stat. Assoc. 64 (1969) 316; leverages: Draper, Smith, "Applied regression analysis", ch. 8. Pinned by
 * ExponentCardTest.
 *
 * @param slope       change of the mean |e| for a factor e in depth
 * @param probability of a change at least as large by chance, if there is none; below 0.025 it counts
 */
public record ScatterTrend(double slope, double probability) {

    /** Probability below which a change counts; as |e| is skew, it is found in 4 to 6 % of sweeps that have none. */
    public static final double SIGNIFICANCE = 0.025;

    /** Says whether the scatter changes with depth. */
    public boolean changes() {
        return probability < SIGNIFICANCE;
    }

    static ScatterTrend of(List<SeedSweep> sweeps) {
        int count = sweeps.stream().mapToInt(s -> s.depths().length).sum();
        double[] x = new double[count];
        double[] sizes = new double[count];
        double largest = 0;
        int at = 0;
        for (SeedSweep sweep : sweeps) {
            double[] depths = SweepTable.logarithms(sweep.depths());
            double[] rest = Curvature.residuals(depths, SweepTable.logarithms(sweep.values()));
            double mean = 0;
            for (double depth : depths) {
                mean += depth / depths.length;
            }
            double sxx = 0;
            for (double depth : depths) {
                sxx += (depth - mean) * (depth - mean);
            }
            for (int i = 0; i < depths.length; i++) {
                double leverage = 1.0 / depths.length + (depths[i] - mean) * (depths[i] - mean) / sxx;
                x[at] = depths[i];
                sizes[at] = Math.abs(rest[i]) / Math.sqrt(Math.max(1e-12, 1 - leverage));
                largest = Math.max(largest, sizes[at]);
                at++;
            }
        }
        LinearFit line = LinearFit.of(x, sizes);
        // Rounding is no scatter.
        boolean exact = largest < 1e-10;
        return new ScatterTrend(line.slope(), exact ? 1 : StudentT.outside(line.slope() / line.slopeError(), count - 2));
    }
}
