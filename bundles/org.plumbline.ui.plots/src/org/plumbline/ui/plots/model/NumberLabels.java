package org.plumbline.ui.plots.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text for people: a true minus sign, superscript powers of ten, no locale.
 */
public final class NumberLabels {

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private NumberLabels() {
    }

    /** 10 to a power, such as 10⁻³. */
    public static String power(int exponent) {
        StringBuilder text = new StringBuilder("10");
        for (char c : Integer.toString(exponent).toCharArray()) {
            text.append(c == '-' ? '⁻' : SUPERSCRIPTS.charAt(c - '0'));
        }
        return text.toString();
    }

    /** A value with a fixed number of decimals, rounded half to even; NaN and infinities by name. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        return plain(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN));
    }

    /** A value with four significant digits: plain from 0.001 to 99999, else as a multiple of a power of ten. */
    public static String value(double value) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(4));
        return exact(rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros());
    }

    /** A decimal number in full: plain if that is short, else as a multiple of a power of ten. */
    static String exact(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        int exponent = exponent(number);
        if (exponent >= -3 && exponent <= 4) {
            return plain(number.scale() < 0 ? number.setScale(0) : number);
        }
        return scientific(number.stripTrailingZeros(), exponent);
    }

    /** number = mantissa * 10^exponent, with exactly the digits of the number. */
    static String scientific(BigDecimal number, int exponent) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal mantissa = number.scaleByPowerOfTen(-exponent);
        mantissa = mantissa.scale() < 0 ? mantissa.setScale(0) : mantissa;
        return mantissa.compareTo(BigDecimal.ONE) == 0 && mantissa.scale() <= 0 ? power(exponent)
                : plain(mantissa) + "·" + power(exponent);
    }

    /** The exponent e of a nonzero number with 10^e &lt;= |number| &lt; 10^(e+1). */
    static int exponent(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }

    static String plain(BigDecimal number) {
        String digits = number.abs().toPlainString();
        return number.signum() < 0 ? "−" + digits : digits;
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "not a number" : value > 0 ? "+∞" : "−∞";
    }
}
