package org.plumbline.headless;

import java.util.Locale;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Caution;
import org.plumbline.engine.result.Estimate;

/**
 * An estimate as the cells of a table. Its digits are those that its error leaves: two of the standard error, or of half the
 * interval if there is none, and the value to the same place; four significant digits if there is neither.
 *
 * @param what     what is estimated, with its unit
 * @param value    the number
 * @param error    standard error, or {@code none}
 * @param interval both ends, or {@code none}
 * @param level    of the interval, empty without one
 * @param n        number of replicates
 * @param but      what speaks against the number, in single words
 */
record EstimateCells(String what, String value, String error, String interval, String level, String n, String but) {
    private static final String NONE = "none";
    private static final int SIGNIFICANT = 4;
    private static final int MOST = 15;
    /** Values from 10^-4 to 10^6 are written in full. */
    private static final int SMALLEST = -4;
    private static final int LARGEST = 6;

    static EstimateCells of(AnalysisResult result) {
        if (result.estimate().isEmpty()) {
            return new EstimateCells(what(result, ""), NONE, "", "", "", "", "");
        }
        Estimate e = result.estimate().get();
        double error = e.standardError() > 0 && Double.isFinite(e.standardError()) ? e.standardError()
                : e.hasInterval() && e.high() > e.low() ? (e.high() - e.low()) / 2 : Double.NaN;
        return new EstimateCells(what(result, e.unit()), number(e.value(), error),
                Double.isFinite(e.standardError()) ? number(e.standardError(), error) : NONE,
                e.hasInterval() ? "[" + number(e.low(), error) + ", " + number(e.high(), error) + "]" : NONE,
                e.hasInterval() ? String.format(Locale.ROOT, "%.4g", 100 * e.level()).replaceFirst("\\.?0+$", "") + "%" : "",
                Integer.toString(e.n()), e.cautions().collect(Caution::word).distinct().makeString(", "));
    }

    /** @return the first so many cells */
    ImmutableList<String> list(int count) {
        return Lists.immutable.with(what, value, error, interval, level, n, but).take(count);
    }

    private static String what(AnalysisResult result, String unit) {
        String meaning = result.meaning().isBlank() ? result.label() : result.meaning();
        String named = meaning.contains(result.quantity()) ? meaning : result.quantity() + ": " + meaning;
        return unit.isEmpty() ? named : named + " (" + unit + ")";
    }

    /** @param error that decides on the digits, or NaN */
    static String number(double value, double error) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        boolean bare = Double.isNaN(error);
        int last = bare ? exponent(value) - SIGNIFICANT + 1 : exponent(error) - 1;
        int first = value == 0 ? last : exponent(value);
        int highest = bare ? first : Math.max(first, exponent(error));
        if (highest >= SMALLEST && highest < LARGEST) {
            return positiveZero(String.format(Locale.ROOT, "%." + Math.clamp(-last, 0, MOST) + "f", value));
        }
        return value == 0 ? "0" : String.format(Locale.ROOT, "%." + Math.clamp(first - last, 0, MOST) + "e", value);
    }

    private static String positiveZero(String text) {
        return text.matches("-[0.]+") ? text.substring(1) : text;
    }

    /** @return e with 10^e &lt;= |x| &lt; 10^(e+1), 0 for 0 */
    private static int exponent(double x) {
        return x == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(x)));
    }
}
