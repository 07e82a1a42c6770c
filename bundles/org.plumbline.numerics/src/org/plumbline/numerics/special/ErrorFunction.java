package org.plumbline.numerics.special;

/**
 * The error function, its complement and the law of the standard normal.
 * <p>erf x = 2/sqrt(pi) int_0^x exp(-s^2) ds. For |x| &lt;= 2 the series 2/sqrt(pi) x exp(-x^2) sum_n (2 x^2)^n / (1 3 ... (2n+1)),
 * whose terms have one sign; beyond, the continued fraction of the complement. Relative error below 1e-14 of erf, and of erfc
 * for x &lt;= 5; further out erfc loses x^2 1e-16, the rounding of x^2 in the exponent. StrictMath, so all machines give the same
 * bits.</p>
 * Source: Abramowitz, Stegun, "Handbook of mathematical functions", 7.1.6 and 7.1.14. Pinned by ErrorFunctionTest.
 */
public final class ErrorFunction {
    private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;
    private static final double ROOT_HALF = 0.7071067811865476;
    /** From here on the complement is below the smallest double. */
    private static final double LAST = 27.3;
    private static final int FRACTION_TERMS = 70;

    private ErrorFunction() {
    }

    /** @return erf x in [-1, 1] */
    public static double erf(double x) {
        double size = Math.abs(x);
        return size <= 2 ? series(x) : Math.copySign(1 - tail(size), x);
    }

    /** @return 1 - erf x in [0, 2], with small relative error where it is small */
    public static double erfc(double x) {
        // below 1/2 the difference 1 - erf loses no more than a bit
        return x >= 0.5 ? tail(x) : 1 - erf(x);
    }

    /** @return the probability that a standard normal number is below x */
    public static double normal(double x) {
        return erfc(-x * ROOT_HALF) / 2;
    }

    private static double series(double x) {
        double square = 2 * x * x;
        double term = 1;
        double sum = 1;
        for (int n = 1; term > sum * 1e-17; n++) {
            term *= square / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_ROOT_PI * x * StrictMath.exp(-x * x) * sum;
    }

    /** erfc x = exp(-x^2) / sqrt(pi) 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))), evaluated from behind. */
    private static double tail(double x) {
        if (x >= LAST) {
            return 0;
        }
        double fraction = x;
        int terms = x >= 2 ? FRACTION_TERMS : (int) (4 * FRACTION_TERMS / (x * x));
        for (int k = terms; k >= 1; k--) {
            fraction = x + k / 2.0 / fraction;
        }
        return TWO_OVER_ROOT_PI / 2 * StrictMath.exp(-x * x) / fraction;
    }
}
