package org.plumbline.ui.plots.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The ticks of an axis. Linear axes have steps of 1, 2 or 5 times a power of ten. Logarithmic axes have decades, or
 * 1-2-5 ticks where fewer than two decades are in sight, or linear steps where even those are too few.
 */
public final class AxisTicks {

    private static final int[] ONE_TWO_FIVE = { 1, 2, 5 };
    /** From here on, the eight minor ticks of a decade would be a grey smear. */
    private static final int DECADES_WITH_MINOR_TICKS = 10;
    /** Up to here an integer multiple of the step is exact. */
    private static final double EXACT = 1L << 53;
    private static final double ROUNDING = 1e-10;

    private AxisTicks() {
    }

    /**
     * The ticks within a range, by ascending value.
     *
     * @param most the largest number of major ticks that fit, at least 2; 1-2-5 ticks are never thinned below two
     * @return all ticks, major and minor
     */
    public static List<Tick> of(AxisScale scale, Range range, int most) {
        if (most < 2) {
            throw new IllegalArgumentException("ticks: expected room for at least 2, got " + most);
        }
        return scale == AxisScale.LINEAR ? linear(range, most) : log(range, most);
    }

    private static List<Tick> linear(Range range, int most) {
        int mantissa = 1;
        int exponent = (int) Math.floor(Math.log10(range.max() / 2 - range.min() / 2)) - 2;
        while (range.max() / step(mantissa, exponent) - range.min() / step(mantissa, exponent) > most - 1 + ROUNDING) {
            exponent = mantissa == 5 ? exponent + 1 : exponent;
            mantissa = mantissa == 1 ? 2 : mantissa == 2 ? 5 : 1;
        }
        double step = step(mantissa, exponent);
        if (Math.max(Math.abs(range.min()), Math.abs(range.max())) / step > EXACT) {
            return List.of(new Tick(range.min(), NumberLabels.value(range.min())),
                    new Tick(range.max(), NumberLabels.value(range.max())));
        }
        int parts = mantissa == 2 ? 4 : 5;
        double fine = step / parts;
        long first = (long) Math.ceil(range.min() / fine - ROUNDING);
        long last = (long) Math.floor(range.max() / fine + ROUNDING);
        // A fifth of 1 or 5 and a quarter of 2 are 2, 10 and 5 tenths: exact in decimals.
        int fineMantissa = 10 * mantissa / parts;
        int labelExponent = labelExponent(range);
        List<Tick> ticks = new ArrayList<>();
        for (long k = first; k <= last; k++) {
            BigDecimal value = BigDecimal.valueOf(k * fineMantissa).scaleByPowerOfTen(exponent - 1);
            String label = Math.floorMod(k, (long) parts) == 0
                    ? linearLabel(BigDecimal.valueOf(k / parts * mantissa).scaleByPowerOfTen(exponent), labelExponent)
                    : "";
            ticks.add(new Tick(value.doubleValue(), label));
        }
        return ticks;
    }

    /** The common power of ten of all labels, or 0 if plain numbers are short enough. */
    private static int labelExponent(Range range) {
        int exponent = (int) Math.floor(Math.log10(Math.max(Math.abs(range.min()), Math.abs(range.max()))) + ROUNDING);
        return exponent >= -3 && exponent <= 4 ? 0 : exponent;
    }

    private static String linearLabel(BigDecimal value, int exponent) {
        if (exponent != 0) {
            return NumberLabels.scientific(value, exponent);
        }
        return NumberLabels.plain(value.scale() < 0 ? value.setScale(0) : value);
    }

    private static List<Tick> log(Range range, int most) {
        int first = (int) Math.ceil(Math.log10(range.min()) - ROUNDING);
        int last = (int) Math.floor(Math.log10(range.max()) + ROUNDING);
        int decades = last - first + 1;
        if (decades >= 2) {
            return decades(range, first, last, (decades + most - 1) / most);
        }
        List<Tick> ticks = oneTwoFive(range, first - 1, last);
        if (ticks.stream().filter(Tick::major).count() >= 3) {
            return ticks;
        }
        return linear(range, Math.max(3, Math.min(most, 5)));
    }

    private static List<Tick> decades(Range range, int first, int last, int stride) {
        boolean minor = last - first < DECADES_WITH_MINOR_TICKS;
        List<Tick> ticks = new ArrayList<>();
        for (int e = first - 1; e <= last; e++) {
            for (int m = 1; m <= (minor ? 9 : 1); m++) {
                boolean major = m == 1 && Math.floorMod(e, stride) == 0;
                addInside(ticks, range, step(m, e), major ? NumberLabels.power(e) : "");
            }
        }
        return ticks;
    }

    private static List<Tick> oneTwoFive(Range range, int first, int last) {
        List<Tick> ticks = new ArrayList<>();
        for (int e = first; e <= last; e++) {
            for (int m = 1; m <= 9; m++) {
                boolean major = m == ONE_TWO_FIVE[0] || m == ONE_TWO_FIVE[1] || m == ONE_TWO_FIVE[2];
                BigDecimal value = BigDecimal.valueOf(m).scaleByPowerOfTen(e);
                addInside(ticks, range, value.doubleValue(), major ? NumberLabels.exact(value) : "");
            }
        }
        return ticks;
    }

    private static void addInside(List<Tick> ticks, Range range, double value, String label) {
        if (value >= range.min() * (1 - ROUNDING) && value <= range.max() * (1 + ROUNDING)) {
            ticks.add(new Tick(value, label));
        }
    }

    /** The double nearest to mantissa * 10^exponent. */
    private static double step(int mantissa, int exponent) {
        return BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent).doubleValue();
    }
}
