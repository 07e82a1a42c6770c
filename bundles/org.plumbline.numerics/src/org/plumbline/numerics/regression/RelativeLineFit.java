package org.plumbline.numerics.regression;

import java.util.Arrays;

/**
 * Least squares of y on x in relative errors, for quantities such as times whose scatter grows with their size: the line
 * a + b x with a, b >= 0 that minimises the sum of r_i^2, r_i = ln(y_i / (a + b x_i)).
 * <p>s^2 = sum r_i^2 / nu with nu = max(1, n - p), p the number of coefficients that are not zero. With a single distinct x there
 * is no line, and only the value there is known.</p>
 * Found by Gauss-Newton steps, halved until they help; the two lines with one coefficient have closed forms.
 * Source: definition. Pinned by RelativeLineFitTest.
 */
public final class RelativeLineFit {
    private static final int STEPS = 100;
    private static final int HALVINGS = 40;

    private final double intercept;
    private final double slope;
    /** Inverse of the matrix of the normal equations, for leverages: entries (1,1), (1,2), (2,2). */
    private final double[] inverse;
    private final double variance;
    private final int freedom;
    /** The only x; NaN if there are two or more. */
    private final double only;

    private RelativeLineFit(double[] x, double[] y) {
        boolean single = Arrays.stream(x).min().getAsDouble() == Arrays.stream(x).max().getAsDouble();
        double[] constant = {meanRatio(x, y, 0), 0};
        double[] best = constant;
        if (!single) {
            double[] proportional = {0, x[0] == 0 || Arrays.stream(x).anyMatch(v -> v == 0) ? Double.NaN : meanRatio(x, y, 1)};
            best = squares(x, y, proportional) < squares(x, y, constant) ? proportional : constant;
            double[] line = descend(x, y, best);
            best = squares(x, y, line) < squares(x, y, best) ? line : best;
        }
        intercept = best[0];
        slope = best[1];
        only = single ? x[0] : Double.NaN;
        freedom = Math.max(1, x.length - (intercept > 0 && slope > 0 ? 2 : 1));
        variance = squares(x, y, best) / freedom;
        double[] m = normal(x, y, best);
        double determinant = m[0] * m[2] - m[1] * m[1];
        inverse = slope == 0 ? new double[] {1 / m[0], 0, 0} : intercept == 0 ? new double[] {0, 0, 1 / m[2]}
                : new double[] {m[2] / determinant, -m[1] / determinant, m[0] / determinant};
    }

    /** The coefficient of the line y = c x^power that fits best. */
    private static double meanRatio(double[] x, double[] y, int power) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.log(power == 0 ? y[i] : y[i] / x[i]);
        }
        return Math.exp(sum / x.length);
    }

    /** Infinite where the line is not positive at all points. */
    private static double squares(double[] x, double[] y, double[] line) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double residual = Math.log(y[i] / (line[0] + line[1] * x[i]));
            sum += residual * residual;
        }
        return line[0] >= 0 && line[1] >= 0 && Double.isFinite(sum) ? sum : Double.POSITIVE_INFINITY;
    }

    /** Sums of u u, u v, v v, u r, v r with u = 1 / f, v = x / f and f = a + b x. */
    private static double[] normal(double[] x, double[] y, double[] line) {
        double[] sums = new double[5];
        for (int i = 0; i < x.length; i++) {
            double f = line[0] + line[1] * x[i];
            double residual = Math.log(y[i] / f);
            sums[0] += 1 / (f * f);
            sums[1] += x[i] / (f * f);
            sums[2] += x[i] / f * (x[i] / f);
            sums[3] += residual / f;
            sums[4] += residual * (x[i] / f);
        }
        return sums;
    }

    private static double[] descend(double[] x, double[] y, double[] from) {
        double[] line = from;
        for (int step = 0; step < STEPS; step++) {
            double[] m = normal(x, y, line);
            double determinant = m[0] * m[2] - m[1] * m[1];
            double da = (m[3] * m[2] - m[4] * m[1]) / determinant;
            double db = (m[0] * m[4] - m[1] * m[3]) / determinant;
            double before = squares(x, y, line);
            double[] next = line;
            double share = 1;
            for (int half = 0; half < HALVINGS && next == line; half++, share /= 2) {
                double[] trial = {line[0] + share * da, line[1] + share * db};
                next = squares(x, y, trial) < before ? trial : line;
            }
            if (next == line) {
                return line;
            }
            line = next;
        }
        return line;
    }

    /**
     * Fits a line.
     *
     * @param x n >= 1 finite numbers >= 0. Not modified.
     * @param y n finite numbers > 0. Not modified.
     * @throws IllegalArgumentException if there are none, the lengths differ or a number is out of range; names the point
     */
    public static RelativeLineFit of(double[] x, double[] y) {
        if (x.length == 0 || x.length != y.length) {
            throw new IllegalArgumentException("relative line fit: got " + x.length + " x and " + y.length + " y");
        }
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] >= 0 && y[i] > 0 && x[i] + y[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("relative line fit: point " + (i + 1)
                        + " needs a finite x >= 0 and y > 0, got x = " + x[i] + ", y = " + y[i]);
            }
        }
        return new RelativeLineFit(x, y);
    }

    /** Returns a, in units of y. */
    public double intercept() {
        return intercept;
    }

    /** Returns b, in units of y by units of x. */
    public double slope() {
        return slope;
    }

    /** Returns the standard deviation of the residuals, s, relative. */
    public double scatter() {
        return Math.sqrt(variance);
    }

    /** Says whether the points tell anything of y at x: always, unless all have one and the same other x. */
    public boolean knows(double x) {
        return Double.isNaN(only) || Math.abs(x - only) <= 1e-9 * Math.abs(only);
    }

    /**
     * Returns a + b x.
     *
     * @throws IllegalArgumentException if nothing is known there
     */
    public double at(double x) {
        if (!knows(x)) {
            throw new IllegalArgumentException("relative line fit: all points are at x = " + only + ", nothing is known at " + x);
        }
        return intercept + slope * x;
    }

    /**
     * Returns the interval for the (geometric) mean of further y at x:
     * (a + b x) exp(-+ t sqrt(spread^2 + s^2 (1 / count + h))) with Student's t for nu degrees of freedom and the leverage
     * h = z^T M^-1 z, z = (1, x) / (a + b x), M the sum of z z^T over the points.
     *
     * @param level  in (0, 1)
     * @param spread standard deviation of further relative errors that the points do not show and that do not average out, >= 0
     * @param count  how many further y, > 0
     * @throws IllegalArgumentException if nothing is known there, or the level is not strictly between 0 and 1
     */
    public Interval prediction(double x, double level, double spread, double count) {
        double centre = at(x);
        double leverage = (inverse[0] + 2 * x * inverse[1] + x * x * inverse[2]) / (centre * centre);
        double half = StudentT.twoSided(level, freedom) * Math.sqrt(spread * spread + variance * (1 / count + leverage));
        return new Interval(centre * Math.exp(-half), centre * Math.exp(half), level);
    }
}
