package org.plumbline.ui.views.plot;

import java.util.Locale;

import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Estimate;

/**
 * What the card says of a result.
 *
 * @param headline the number, or a dash
 * @param meaning  what the number is
 * @param details  interval, error, replicates and method, one a line
 */
public record EstimateText(String headline, String meaning, String details) {

    public static EstimateText of(AnalysisResult result) {
        return result.estimate().map(e -> new EstimateText(number(e.value()) + unit(e), result.meaning(), details(e)))
                .orElseGet(() -> new EstimateText("—", result.meaning(), "not enough trials have ended"));
    }

    private static String unit(Estimate e) {
        return e.unit().isEmpty() ? "" : " " + e.unit();
    }

    private static String details(Estimate e) {
        String interval = e.hasInterval()
                ? String.format(Locale.ROOT, "%.0f %% interval  [%s, %s]", 100 * e.level(), number(e.low()), number(e.high()))
                : "no interval: too few replicates";
        String error = Double.isFinite(e.standardError()) ? "\nstandard error  " + number(e.standardError()) : "";
        return interval + error + "\nn = " + e.n() + " replicates, " + e.trials().size() + " trials\n" + e.method();
    }

    /** @return at least three significant digits, with a true minus sign */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "—";
        }
        int places = value == 0 ? 3 : Math.clamp(2 - (int) Math.floor(Math.log10(Math.abs(value))), 0, 6);
        String text = Math.abs(value) < 1e-4 && value != 0 || Math.abs(value) >= 1e6
                ? String.format(Locale.ROOT, "%.3e", value) : String.format(Locale.ROOT, "%." + places + "f", value);
        return text.replace("-", "\u2212");
    }
}
