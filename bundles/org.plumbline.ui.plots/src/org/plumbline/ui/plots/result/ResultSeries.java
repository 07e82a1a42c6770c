package org.plumbline.ui.plots.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.FitLine;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.ui.plots.model.AxisScale;
import org.plumbline.ui.plots.model.BandSeries;
import org.plumbline.ui.plots.model.LineSeries;
import org.plumbline.ui.plots.model.PlotAxis;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.PointState;
import org.plumbline.ui.plots.model.ReferenceLine;
import org.plumbline.ui.plots.model.Series;
import org.plumbline.ui.plots.model.Values;

/**
 * The series of results within one plot. The id of a curve begins with that of its result; a band whose id is that of another
 * curve of the result and {@code -band} behind it, or a line with {@code -fit} behind it, has that curve's colour.
 */
final class ResultSeries {
    private static final String SPREAD = "smallest and largest seed";
    private static final String RANGE = "range as the analysis gives it";
    private static final String BAND = "-band";
    private static final String FIT = "-fit";
    /** With more points than this, markers cover each other, and a line with a band says the same. */
    private static final int MOST_MARKERS = 80;
    /** Vertices of a power law on axes that bend it. */
    private static final int VERTICES = 65;

    private final PlotAxis x;
    private final PlotAxis y;
    private final boolean several;
    private final List<Series> series;
    private final Set<String> ids = new HashSet<>();

    /**
     * @param several whether other results stand in the same plot, so that labels of curves must say to which one they belong
     * @param series  grows
     */
    ResultSeries(PlotAxis x, PlotAxis y, boolean several, List<Series> series) {
        this.x = x;
        this.y = y;
        this.several = several;
        this.series = series;
    }

    void add(AnalysisResult result) {
        String owner = result.points().isEmpty() ? "" : points(result);
        result.fit().ifPresent(fit -> series.add(line(result, fit, owner)));
        Map<String, String> curves = new HashMap<>();
        result.curves().reject(curve -> belongsToAnother(curve) || curve.style() == Curve.Style.BAND)
                .forEach(curve -> curves.putIfAbsent(curve.id(), add(result, curve, "")));
        for (Curve companion : result.curves().select(curve -> belongsToAnother(curve) || curve.style() == Curve.Style.BAND)) {
            String of = belongsToAnother(companion) ? companion.id().substring(0, companion.id().lastIndexOf('-')) : "";
            add(result, companion, curves.getOrDefault(of, ""));
        }
    }

    private static boolean belongsToAnother(Curve curve) {
        return curve.id().endsWith(curve.style() == Curve.Style.BAND ? BAND : FIT) && curve.style() != Curve.Style.POINTS;
    }

    private String unique(String wanted) {
        String id = wanted;
        for (int i = 2; !ids.add(id); i++) {
            id = wanted + "#" + i;
        }
        return id;
    }

    private String points(AnalysisResult result) {
        String id = unique(ResultPlots.id(result));
        ImmutableList<ResultPoint> points = result.points();
        boolean complete = points.allSatisfy(p -> p.n() >= p.asked());
        if (points.size() <= MOST_MARKERS || !complete) {
            series.add(new PointSeries(id, result.label(), SPREAD, markers(points, 2)));
            return id;
        }
        series.add(new LineSeries(id, result.label(), values(points, ResultPoint::x), values(points, ResultPoint::value),
                points.flatCollect(ResultPoint::trials).distinct().castToList()));
        if (points.anySatisfy(p -> p.n() > 1 && p.low() < p.high())) {
            series.add(band(unique(id + BAND), SPREAD, points, id));
        }
        return id;
    }

    private String add(AnalysisResult result, Curve curve, String companionOf) {
        String id = unique(ResultPlots.id(result) + "/" + curve.id());
        String label = several && companionOf.isEmpty() ? result.label() + ": " + curve.label() : curve.label();
        ImmutableList<ResultPoint> points = curve.points();
        series.add(switch (curve.style()) {
        case LINE -> new LineSeries(id, label, values(points, ResultPoint::x), values(points, ResultPoint::value),
                points.flatCollect(ResultPoint::trials).distinct().castToList(), companionOf);
        case POINTS -> new PointSeries(id, label, points.anySatisfy(p -> p.n() > 1) ? SPREAD : RANGE, markers(points, 0));
        case BAND -> band(id, label, points, companionOf);
        });
        return id;
    }

    /** @param least number of replicates that make a range */
    private static List<PlotPoint> markers(ImmutableList<ResultPoint> points, int least) {
        List<PlotPoint> markers = new ArrayList<>();
        for (ResultPoint p : points) {
            if (p.n() > 0 || Double.isFinite(p.value())) {
                boolean spread = p.n() >= least && p.low() <= p.high() && Double.isFinite(p.low()) && Double.isFinite(p.high())
                        && (p.n() > 1 || p.low() < p.high());
                markers.add(new PlotPoint(p.x(), p.value(), spread ? p.low() : Double.NaN, spread ? p.high() : Double.NaN,
                        PointState.DONE, "", p.trials().castToList()));
            }
            for (int missing = p.n(); missing < p.asked(); missing++) {
                markers.add(PlotPoint.without(PointState.DIVERGED, p.x()));
            }
        }
        return markers;
    }

    private static BandSeries band(String id, String label, ImmutableList<ResultPoint> points, String companionOf) {
        return new BandSeries(id, label, values(points, ResultPoint::x),
                values(points, p -> p.low() > p.high() ? Double.NaN : p.low()), values(points, ResultPoint::high), companionOf);
    }

    private static Values values(ImmutableList<ResultPoint> points, ToDoubleFunction<ResultPoint> of) {
        return Values.of(points.castToList().stream().mapToDouble(of).toArray());
    }

    /** The error stands beside the slope only if the estimate is that slope. */
    private Series line(AnalysisResult result, FitLine fit, String owner) {
        double error = result.estimate().filter(e -> e.value() == fit.slope()).map(Estimate::standardError).orElse(Double.NaN);
        String id = unique(ResultPlots.id(result) + "/fit");
        String text = ReferenceLine.slopeText(fit.slope(), error);
        if (x.scale() == AxisScale.LOG && y.scale() == AxisScale.LOG) {
            return ReferenceLine.powerLaw(id, text, Math.exp(fit.intercept()), fit.slope(), fit.from(), fit.to(), owner);
        }
        double[] xs = new double[VERTICES];
        double[] ys = new double[VERTICES];
        for (int i = 0; i < VERTICES; i++) {
            xs[i] = fit.from() * Math.pow(fit.to() / fit.from(), i / (VERTICES - 1.0));
            ys[i] = fit.at(xs[i]);
        }
        return new LineSeries(id, text.replace("slope", "exponent"), Values.of(xs), Values.of(ys), List.of(), owner);
    }
}
