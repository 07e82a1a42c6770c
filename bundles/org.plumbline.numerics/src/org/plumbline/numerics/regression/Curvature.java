package org.plumbline.numerics.regression;

import java.util.List;

import org.plumbline.numerics.regression.SeedExponents.SeedSweep;

/**
 * Whether ln(value) over ln(depth) bends.
 * <p>ln y = a + b x + c x^2, x = ln L, by least squares for each seed; c and its t test over the seeds. With one seed, the t test of
 * c from the scatter about its parabola, n - 3 degrees of freedom.</p>
 * Source: definition. Pinned by ExponentCardTest.
 *
 * @param curvature   mean over seeds of c, slope gained for each factor e^(1/2) in depth; 0 for a power law
 * @param probability of a bend at least as large by chance, if there is none; below 0.05 it counts
 */
public record Curvature(double curvature, double probability) {

    /** Probability below which a bend counts. */
    public static final double SIGNIFICANCE = 0.05;

    /** Says whether the values follow no straight line in logarithms. */
    public boolean bends() {
        return probability < SIGNIFICANCE;
    }

    static Curvature of(List<SeedSweep> sweeps) {
        double[] bends = new double[sweeps.size()];
        double probability = 1;
        double largest = 0;
        for (int s = 0; s < bends.length; s++) {
            double[] x = SweepTable.logarithms(sweeps.get(s).depths());
            double[] y = SweepTable.logarithms(sweeps.get(s).values());
            // What the line leaves of x^2 is orthogonal to the line, so one more fit gives c.
            double[] square = residuals(x, squares(x));
            double[] rest = residuals(x, y);
            double sxx = dot(square, square);
            bends[s] = dot(square, rest) / sxx;
            double sse = Math.max(0, dot(rest, rest) - bends[s] * bends[s] * sxx);
            largest = Math.max(largest, Math.abs(bends[s]));
            if (bends.length == 1 && x.length > 3) {
                double error = Math.sqrt(sse / (x.length - 3) / sxx);
                probability = StudentT.outside(bends[s] / error, x.length - 3);
            }
        }
        SampleMean mean = SampleMean.of(bends);
        if (bends.length > 1) {
            probability = mean.probability(0);
        }
        // Rounding is no bend.
        return new Curvature(mean.mean(), largest < 1e-10 ? 1 : probability);
    }

    static double[] residuals(double[] x, double[] y) {
        LinearFit line = LinearFit.of(x, y);
        double[] rest = new double[x.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = y[i] - line.intercept() - line.slope() * x[i];
        }
        return rest;
    }

    private static double[] squares(double[] x) {
        double mean = 0;
        for (double value : x) {
            mean += value / x.length;
        }
        double[] squares = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            squares[i] = (x[i] - mean) * (x[i] - mean);
        }
        return squares;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
