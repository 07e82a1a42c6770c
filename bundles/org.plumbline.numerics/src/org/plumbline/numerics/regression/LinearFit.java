package org.plumbline.numerics.regression;

/**
 * Ordinary least squares of y on x.
 * <p>slope = S_xy / S_xx and intercept = ybar - slope xbar with centred sums; s^2 = SSE / (n - 2);
 * slopeError = s / sqrt(S_xx), interceptError = s sqrt(1/n + xbar^2 / S_xx); R^2 = 1 - SSE / S_yy, and 1 if y is constant.</p>
 * Source: definition; Draper, Smith, "Applied regression analysis", ch. 1. Pinned by LinearFitTest.
 *
 * @param slope          in units of y by units of x
 * @param intercept      in units of y
 * @param slopeError     standard error of the slope for errors of equal variance, independent between points
 * @param interceptError the same of the intercept
 * @param rSquared       share of the variance of y that the line explains, in [0, 1]
 * @param count          number of points n >= 3
 */
public record LinearFit(double slope, double intercept, double slopeError, double interceptError, double rSquared, int count) {

    /**
     * Fits a line.
     *
     * @param x n >= 3 finite numbers, not all equal. Not modified.
     * @param y n finite numbers. Not modified.
     * @throws IllegalArgumentException if there are fewer than three points, the lengths differ, a number is not finite (the
     *                                  message names the point) or all x are equal
     */
    public static LinearFit of(double[] x, double[] y) {
        requirePoints(x, y);
        int n = x.length;
        double xMean = mean(x);
        double yMean = mean(y);
        double sxx = 0;
        double sxy = 0;
        double syy = 0;
        for (int i = 0; i < n; i++) {
            sxx += (x[i] - xMean) * (x[i] - xMean);
            sxy += (x[i] - xMean) * (y[i] - yMean);
            syy += (y[i] - yMean) * (y[i] - yMean);
        }
        if (!(sxx > 0)) {
            throw new IllegalArgumentException("linear fit: all " + n + " points have the same x, " + x[0]);
        }
        double slope = sxy / sxx;
        double sse = 0;
        for (int i = 0; i < n; i++) {
            double residual = y[i] - yMean - slope * (x[i] - xMean);
            sse += residual * residual;
        }
        double s = Math.sqrt(sse / (n - 2));
        return new LinearFit(slope, yMean - slope * xMean, s / Math.sqrt(sxx), s * Math.sqrt(1.0 / n + xMean * xMean / sxx),
                syy > 0 ? Math.max(0, 1 - sse / syy) : 1, n);
    }

    /**
     * Returns the interval slope -+ t slopeError with Student's t for n - 2 degrees of freedom.
     *
     * @param level in (0, 1)
     * @throws IllegalArgumentException if the level is not strictly between 0 and 1
     */
    public Interval slopeInterval(double level) {
        return Interval.around(slope, StudentT.twoSided(level, count - 2) * slopeError, level);
    }

    private static void requirePoints(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("linear fit: got " + x.length + " x and " + y.length + " y");
        }
        if (x.length < 3) {
            throw new IllegalArgumentException("linear fit: needs 3 points or more, got " + x.length);
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
                throw new IllegalArgumentException(
                        "linear fit: point " + (i + 1) + " must be finite, got x = " + x[i] + ", y = " + y[i]);
            }
        }
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
