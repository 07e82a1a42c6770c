package org.plumbline.numerics.kernels.float64;

/**
 * A number as the unevaluated sum of two doubles: about 106 bits, so that it can judge the rounding of doubles.
 * Source: Dekker, "A floating-point technique for extending the available precision", 1971; products by fused multiply-add.
 */
record Twofold(double high, double low) {

    static final Twofold ZERO = of(0);
    static final Twofold ONE = of(1);
    private static final int HALVINGS = 9;
    private static final int TERMS = 22;

    static Twofold of(double value) {
        return new Twofold(value, 0);
    }

    static Twofold[] of(double[] values) {
        Twofold[] out = new Twofold[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = of(values[i]);
        }
        return out;
    }

    static double[] rounded(Twofold[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i].high;
        }
        return out;
    }

    Twofold plus(Twofold other) {
        Twofold highs = sum(high, other.high);
        Twofold lows = sum(low, other.low);
        Twofold first = ordered(highs.high, highs.low + lows.high);
        return ordered(first.high, first.low + lows.low);
    }

    Twofold minus(Twofold other) {
        return plus(other.negated());
    }

    Twofold times(Twofold other) {
        double product = high * other.high;
        double rest = Math.fma(high, other.high, -product);
        return ordered(product, Math.fma(high, other.low, Math.fma(low, other.high, rest)));
    }

    Twofold over(Twofold other) {
        double first = high / other.high;
        Twofold rest = minus(other.times(of(first)));
        double second = rest.high / other.high;
        rest = rest.minus(other.times(of(second)));
        return ordered(first, second).plus(of(rest.high / other.high));
    }

    Twofold negated() {
        return new Twofold(-high, -low);
    }

    Twofold magnitude() {
        return high < 0 ? negated() : this;
    }

    /** tanh z = sign(z) (1 - e) / (1 + e), e = exp(-2 |z|); an error of about 1e-29, absolute. */
    Twofold tanh() {
        if (Math.abs(high) > 40) {
            return of(Math.signum(high));
        }
        Twofold e = magnitude().times(of(-2)).exp();
        Twofold result = ONE.minus(e).over(ONE.plus(e));
        return high < 0 ? result.negated() : result;
    }

    /** The exponential's series at this / 2^9, squared nine times; for |this| of at most 80. */
    private Twofold exp() {
        Twofold small = times(of(1.0 / (1 << HALVINGS)));
        Twofold sum = ONE;
        for (int k = TERMS; k >= 1; k--) {
            sum = ONE.plus(sum.times(small).over(of(k)));
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.times(sum);
        }
        return sum;
    }

    private static Twofold sum(double a, double b) {
        double s = a + b;
        double part = s - a;
        return new Twofold(s, (a - (s - part)) + (b - part));
    }

    /** The same for |a| >= |b|. */
    private static Twofold ordered(double a, double b) {
        double s = a + b;
        return new Twofold(s, b - (s - a));
    }
}
