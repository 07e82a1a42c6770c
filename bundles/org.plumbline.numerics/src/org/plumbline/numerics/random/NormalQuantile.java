package org.plumbline.numerics.random;

/**
 * The quantile function of the standard normal law, the inverse of its distribution function.
 * <p>Rational approximations of degree 7/7 on three ranges of p: algorithm AS 241, routine PPND16, relative accuracy
 * about 1e-16 by its author; it uses +, -, *, / and, for |p - 1/2| > 0.425 only, StrictMath.log and sqrt, so that every
 * machine gives the same bits.</p>
 * Source: Wichura, Applied Statistics 37 (1988) 477-484. Pinned by NormalQuantileTest (tabulated values, round trip
 * through an independent distribution function, symmetry).
 */
public final class NormalQuantile {

    private static final double CENTRAL_HALF_WIDTH = 0.425;
    private static final double CENTRAL_CONSTANT = 0.180625; // 0.425^2
    private static final double TAIL_SPLIT = 5.0;
    private static final double TAIL_SHIFT = 1.6;

    private static final double[] CENTRAL_NUMERATOR = {3.3871328727963666080e0, 1.3314166789178437745e2,
        1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
        3.3430575583588128105e4, 2.5090809287301226727e3};
    private static final double[] CENTRAL_DENOMINATOR = {1.0, 4.2313330701600911252e1, 6.8718700749205790830e2,
        5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
        5.2264952788528545610e3};
    private static final double[] MIDDLE_NUMERATOR = {1.42343711074968357734e0, 4.63033784615654529590e0,
        5.76949722146069140550e0, 3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
        2.27238449892691845833e-2, 7.74545014278341407640e-4};
    private static final double[] MIDDLE_DENOMINATOR = {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
        6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
        1.05075007164441684324e-9};
    private static final double[] FAR_NUMERATOR = {6.65790464350110377720e0, 5.46378491116411436990e0,
        1.78482653991729133580e0, 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
        2.71155556874348757815e-5, 2.01033439929228813265e-7};
    private static final double[] FAR_DENOMINATOR = {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
        1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
        2.04426310338993978564e-15};

    private NormalQuantile() {
    }

    /**
     * Returns x with P(Z <= x) = p for a standard normal Z.
     *
     * @param p probability in (0, 1)
     * @return x, in standard deviations
     * @throws IllegalArgumentException if p is not strictly between 0 and 1; the message names it
     */
    public static double of(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("normal quantile: probability must lie in (0, 1), got " + p);
        }
        double q = p - 0.5;
        if (Math.abs(q) <= CENTRAL_HALF_WIDTH) {
            double r = CENTRAL_CONSTANT - q * q;
            return q * ratio(CENTRAL_NUMERATOR, CENTRAL_DENOMINATOR, r);
        }
        double tail = q < 0 ? p : 1 - p;
        double r = Math.sqrt(-StrictMath.log(tail));
        double x = r <= TAIL_SPLIT ? ratio(MIDDLE_NUMERATOR, MIDDLE_DENOMINATOR, r - TAIL_SHIFT)
                : ratio(FAR_NUMERATOR, FAR_DENOMINATOR, r - TAIL_SPLIT);
        return q < 0 ? -x : x;
    }

    private static double ratio(double[] numerator, double[] denominator, double r) {
        double top = numerator[7];
        double bottom = denominator[7];
        for (int i = 6; i >= 0; i--) {
            top = top * r + numerator[i];
            bottom = bottom * r + denominator[i];
        }
        return top / bottom;
    }
}
