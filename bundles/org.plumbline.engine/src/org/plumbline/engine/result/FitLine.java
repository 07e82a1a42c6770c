package org.plumbline.engine.result;

/**
 * A power law through a series: y = exp(intercept) x^slope.
 *
 * @param slope     exponent
 * @param intercept natural logarithm of y at x = 1
 * @param from      smallest x fitted
 * @param to        largest x fitted
 */
public record FitLine(double slope, double intercept, double from, double to) {
    public double at(double x) {
        return Math.exp(intercept + slope * Math.log(x));
    }
}
