package org.plumbline.headless;

import java.util.Locale;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.ResultPoint;

/** Which parts of a result a report has, and how it names them. */
final class Outline {
    private Outline() {
    }

    /** @return whether a report says that there is an estimate, or that one is missing */
    static boolean hasEstimateRow(AnalysisResult result) {
        boolean other = result.conclusion().isPresent() || result.allTables().notEmpty() || result.curves().notEmpty();
        return result.estimate().isPresent() || !result.meaning().isBlank() && (result.points().notEmpty() || !other);
    }

    /** @return whether the result is a series of which no number is estimated */
    static boolean isSeriesAlone(AnalysisResult result) {
        return result.estimate().isEmpty() && result.meaning().isBlank() && result.points().notEmpty();
    }

    /** @return a series in one line: where it begins and where it ends */
    static String series(AnalysisResult result) {
        ImmutableList<ResultPoint> points = result.points().select(p -> Double.isFinite(p.value()));
        if (points.isEmpty()) {
            return result.label() + ": no value at " + result.points().size() + " points";
        }
        String unit = result.y().unit().isEmpty() ? "" : " " + result.y().unit();
        String ends = points.size() == 1 ? end(result, points.getFirst()) : end(result, points.getFirst()) + ", " + end(result, points.getLast());
        return result.label() + ": " + ends + unit + (points.size() > 2 ? " (" + points.size() + " points)" : "");
    }

    private static String end(AnalysisResult result, ResultPoint point) {
        return number(point.value()) + " at " + (result.x().label().isEmpty() ? "x" : result.x().label()) + " " + shortest(point.x());
    }

    private static String number(double value) {
        return EstimateCells.number(value, Double.NaN);
    }

    private static String shortest(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : number(x);
    }

    /** @return the verdict, and whether it is decided */
    static String verdict(Conclusion conclusion) {
        boolean says = conclusion.verdict().toLowerCase(Locale.ROOT).startsWith("undecided");
        return conclusion.verdict() + (conclusion.decided() ? " (decided)" : says ? "" : " (undecided)");
    }
}
