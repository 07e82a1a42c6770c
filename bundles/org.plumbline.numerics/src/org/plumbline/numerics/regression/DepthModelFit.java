package org.plumbline.numerics.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One law of depth, fitted by least squares of the logarithms of the values.
 * <p>Power law and exponential: a line. Offset power law and logarithm: ln y = ln A + ln(1 + s g_c(L)) with
 * g_c = ((L / M)^c - 1) / c, g_0 = ln(L / M), M the geometric mean depth; s = c is the power law, c = 0 the logarithm;
 * a = A (1 - s / c), b = A s M^(-c) / c. For given c and s the best ln A is a mean; s by golden section where 1 + s g > 0 at all
 * depths; c by a grid on [-4, 4] and golden section.</p>
 * <p>AICc = n ln(SSE / n) + 2 k + 2 k (k + 1) / (n - k - 1), k parameters with the variance, n depths. All laws are fitted to the same
 * logarithms with the same scatter, so they compare; the correction for small n matters, as there are seldom more than 20
 * depths.</p>
 * Source: Box, Cox, J. R. Stat. Soc. B 26 (1964) 211 (the family); Burnham, Anderson, "Model selection", 2002, ch. 2 (criterion).
 * Pinned by DepthModelFitTest.
 *
 * @param model   which
 * @param level   A, value at the geometric mean depth, in units of the values
 * @param slope   s, d ln y / d ln L at the geometric mean depth; for the exponential d ln y / d (L / M) there
 * @param shape   c; equal to s for the power law, 0 for the logarithm, not used by the exponential
 * @param centre  M
 * @param squares SSE, of natural logarithms
 * @param aicc    criterion; smaller is better
 */
public record DepthModelFit(DepthModel model, double level, double slope, double shape, double centre, double squares, double aicc) {

    private static final double LARGEST_SHAPE = 4;
    private static final int GRID = 40;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int STEPS = 42;
    /** Squared residual of a point that counts as rounding. */
    private static final double ROUNDING = 1e-24;

    /**
     * Fits all laws for which there are points enough, k + 2 or more, and ranks them by AICc.
     *
     * @param depths five or more, > 0, all different. Not modified.
     * @param values as many, > 0. Not modified.
     * @return best first
     * @throws IllegalArgumentException if there are fewer than five points or one is out of range; the message names it
     */
    public static List<DepthModelFit> ranked(double[] depths, double[] values) {
        PowerLawFit.requirePoints(depths, values);
        List<DepthModelFit> fits = new ArrayList<>();
        for (DepthModel model : DepthModel.values()) {
            if (depths.length >= model.parameters() + 3) {
                fits.add(of(model, depths, values));
            }
        }
        if (fits.isEmpty()) {
            throw new IllegalArgumentException("ranking of laws: needs 5 depths or more, 6 for an offset, got " + depths.length);
        }
        fits.sort(Comparator.comparingDouble(DepthModelFit::aicc));
        return List.copyOf(fits);
    }

    /**
     * Fits one law.
     *
     * @param model  which
     * @param depths at least one more than the law has parameters, > 0, all different. Not modified.
     * @param values as many, > 0. Not modified.
     * @throws IllegalArgumentException if there are too few points or one is out of range; the message names it
     */
    public static DepthModelFit of(DepthModel model, double[] depths, double[] values) {
        PowerLawFit.requirePoints(depths, values);
        if (depths.length <= model.parameters()) {
            throw new IllegalArgumentException(
                    model.label() + ": needs " + (model.parameters() + 1) + " depths or more, got " + depths.length);
        }
        double[] y = SweepTable.logarithms(values);
        double centre = Math.exp(Arrays.stream(SweepTable.logarithms(depths)).sum() / depths.length);
        double[] x = new double[depths.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = model == DepthModel.EXPONENTIAL ? depths[i] / centre - 1 : Math.log(depths[i] / centre);
        }
        return switch (model) {
        case POWER_LAW, EXPONENTIAL -> line(model, x, y, centre);
        case LOGARITHM -> new Shape(x, y, 0).fit(model, centre);
        case OFFSET_POWER_LAW -> best(x, y).fit(model, centre);
        };
    }

    private static DepthModelFit line(DepthModel model, double[] x, double[] y, double centre) {
        LinearFit line = LinearFit.of(x, y);
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            squares += Math.pow(y[i] - line.intercept() - line.slope() * x[i], 2);
        }
        return of(model, Math.exp(line.intercept()), line.slope(), line.slope(), centre, squares, x.length);
    }

    private static DepthModelFit of(DepthModel model, double level, double slope, double shape, double centre, double squares, int n) {
        int k = model.parameters() + 1;
        double aicc = n > k + 1 ? n * Math.log(Math.max(squares / n, ROUNDING)) + 2 * k + 2.0 * k * (k + 1) / (n - k - 1)
                : Double.POSITIVE_INFINITY;
        return new DepthModelFit(model, level, slope, shape, centre, squares, aicc);
    }

    private static Shape best(double[] x, double[] y) {
        double step = 2 * LARGEST_SHAPE / GRID;
        Shape best = new Shape(x, y, -LARGEST_SHAPE);
        for (int i = 1; i <= GRID; i++) {
            Shape next = new Shape(x, y, -LARGEST_SHAPE + i * step);
            best = next.squares < best.squares ? next : best;
        }
        double low = best.shape - step;
        double high = best.shape + step;
        Shape left = new Shape(x, y, high - GOLDEN * (high - low));
        Shape right = new Shape(x, y, low + GOLDEN * (high - low));
        for (int i = 0; i < STEPS; i++) {
            if (left.squares < right.squares) {
                best = left.squares < best.squares ? left : best;
                high = right.shape;
                right = left;
                left = new Shape(x, y, high - GOLDEN * (high - low));
            } else {
                best = right.squares < best.squares ? right : best;
                low = left.shape;
                left = right;
                right = new Shape(x, y, low + GOLDEN * (high - low));
            }
        }
        return best;
    }

    /**
     * Returns the value of the law at a depth; NaN where an offset law would be negative.
     *
     * @param depth > 0
     */
    public double at(double depth) {
        if (model == DepthModel.EXPONENTIAL) {
            return level * Math.exp(slope * (depth / centre - 1));
        }
        if (model == DepthModel.POWER_LAW) {
            return level * Math.pow(depth / centre, slope);
        }
        double value = level * (1 + slope * Shape.g(Math.log(depth / centre), shape));
        return value > 0 ? value : Double.NaN;
    }

    /** Says whether an offset power law's c lies at the end of the range that is searched: the values do not determine it. */
    boolean atEdge() {
        return model == DepthModel.OFFSET_POWER_LAW && Math.abs(shape) > LARGEST_SHAPE - 0.01;
    }

    /** Returns a, the value that is approached or left out: A (1 - s / c) for the offset power law, 0 for the others. */
    public double offset() {
        return model == DepthModel.OFFSET_POWER_LAW && shape != 0 ? level * (1 - slope / shape) : 0;
    }

    /** The best s and A for one c. */
    private static final class Shape {
        private final double[] g;
        private final double[] y;
        private final double[] rest;
        private final double shape;
        private final double slope;
        private final double squares;
        private double intercept;

        Shape(double[] x, double[] y, double shape) {
            this.y = y;
            rest = new double[y.length];
            this.shape = Math.abs(shape) < 1e-9 ? 0 : shape;
            g = Arrays.stream(x).map(t -> g(t, this.shape)).toArray();
            // 1 + s g must stay positive at the smallest and the largest g, which lie on either side of 0.
            double low = -(1 - 1e-9) / Arrays.stream(g).max().orElseThrow();
            double high = -(1 - 1e-9) / Arrays.stream(g).min().orElseThrow();
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            double atLeft = squares(left);
            double atRight = squares(right);
            for (int i = 0; i < STEPS; i++) {
                if (atLeft < atRight) {
                    high = right;
                    right = left;
                    atRight = atLeft;
                    left = high - GOLDEN * (high - low);
                    atLeft = squares(left);
                } else {
                    low = left;
                    left = right;
                    atLeft = atRight;
                    right = low + GOLDEN * (high - low);
                    atRight = squares(right);
                }
            }
            slope = 0.5 * (low + high);
            squares = squares(slope);
        }

        private double squares(double s) {
            double sum = 0;
            for (int i = 0; i < rest.length; i++) {
                rest[i] = y[i] - Math.log1p(s * g[i]);
                sum += rest[i];
            }
            intercept = sum / rest.length;
            double squares = 0;
            for (double value : rest) {
                squares += (value - intercept) * (value - intercept);
            }
            return squares;
        }

        DepthModelFit fit(DepthModel model, double centre) {
            squares(slope);
            return of(model, Math.exp(intercept), slope, shape, centre, squares, y.length);
        }

        static double g(double t, double c) {
            return c == 0 ? t : Math.expm1(c * t) / c;
        }
    }
}
