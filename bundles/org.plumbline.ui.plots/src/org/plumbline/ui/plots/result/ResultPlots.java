package org.plumbline.ui.plots.result;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.FitLine;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotAxis;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.PointState;
import org.plumbline.ui.plots.model.ReferenceLine;
import org.plumbline.ui.plots.model.Series;

/** Turns results of analyses into plots. Knows no toolkit. */
public final class ResultPlots {
    private static final String SPREAD = "smallest and largest seed";

    private ResultPlots() {
    }

    /**
     * A plot of one or more quantities: a point with the range of its seeds for each depth, and the fitted power laws.
     * Replicates that diverged or failed stay visible as points without a value.
     *
     * @param title   of the experiment
     * @param results the quantities, at least one; the axes are those of the first
     */
    public static Plot of(String title, ImmutableList<AnalysisResult> results) {
        AnalysisResult first = results.getFirst();
        List<Series> series = new ArrayList<>();
        for (AnalysisResult result : results) {
            series.add(new PointSeries(id(result), result.label(), SPREAD, points(result)));
            result.fit().ifPresent(fit -> series.add(line(result, fit)));
        }
        boolean one = results.size() == 1;
        ResultAxis y = one ? first.y() : new ResultAxis("value", "", results.allSatisfy(r -> r.y().log()));
        String headline = one ? first.label() + " against " + first.x().label()
                : results.size() + " quantities against " + first.x().label();
        return new Plot(one ? id(first) : first.analysis(), headline, title, caption(results), axis(first.x()), axis(y),
                series);
    }

    private static String id(AnalysisResult result) {
        return result.analysis() + "/" + result.quantity();
    }

    private static PlotAxis axis(ResultAxis axis) {
        return axis.log() ? PlotAxis.log(axis.label(), axis.unit()) : PlotAxis.linear(axis.label(), axis.unit());
    }

    private static List<PlotPoint> points(AnalysisResult result) {
        List<PlotPoint> points = new ArrayList<>();
        for (ResultPoint p : result.points()) {
            if (p.n() > 0) {
                boolean spread = p.n() > 1 && Double.isFinite(p.low()) && Double.isFinite(p.high());
                points.add(new PlotPoint(p.x(), p.value(), spread ? p.low() : Double.NaN, spread ? p.high() : Double.NaN,
                        PointState.DONE, "", p.trials().castToList()));
            }
            for (int missing = p.n(); missing < p.asked(); missing++) {
                points.add(PlotPoint.without(PointState.DIVERGED, p.x()));
            }
        }
        return points;
    }

    private static ReferenceLine line(AnalysisResult result, FitLine fit) {
        double error = result.estimate().map(e -> e.standardError()).orElse(Double.NaN);
        return ReferenceLine.powerLaw(id(result) + "/fit", ReferenceLine.slopeText(fit.slope(), error),
                Math.exp(fit.intercept()), fit.slope(), fit.from(), fit.to(), id(result));
    }

    private static String caption(ImmutableList<AnalysisResult> results) {
        return results.flatCollect(AnalysisResult::notes).distinct().collect(n -> n.endsWith(".") ? n : n + ".").makeString(" ");
    }
}
