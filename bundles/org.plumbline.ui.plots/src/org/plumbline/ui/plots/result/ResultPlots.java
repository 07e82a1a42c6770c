package org.plumbline.ui.plots.result;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.ui.plots.model.MapSeries;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotAxis;
import org.plumbline.ui.plots.model.Series;

/** Turns results of analyses into plots. Knows no toolkit. */
public final class ResultPlots {

    private ResultPlots() {
    }

    /**
     * A plot of one or more quantities: for each its points with the range of their replicates, the fitted power law, and its
     * further curves. Replicates that diverged or failed stay visible as points without a value. Results with another
     * horizontal axis than the first are left out, and the caption names them. A map of colours covers the frame: it is shown alone,
     * with the curves of its result.
     *
     * @param title   of the experiment
     * @param results the quantities, at least one; the horizontal axis is that of the first
     */
    public static Plot of(String title, ImmutableList<AnalysisResult> results) {
        AnalysisResult first = results.getFirst();
        ImmutableList<AnalysisResult> shown = results.select(result -> sharesAxis(first, result));
        boolean one = shown.size() == 1;
        PlotAxis x = axis(first.x());
        PlotAxis y = axis(vertical(shown));
        List<Series> series = new ArrayList<>();
        if (first.map().isPresent()) {
            MapSeries map = map(first, first.map().get(), x, y);
            series.add(map);
            x = x.withRange(map.xEdges().get(0), map.xEdges().get(map.xEdges().size() - 1));
            y = y.withRange(map.yEdges().get(0), map.yEdges().get(map.yEdges().size() - 1));
        }
        ResultSeries builder = new ResultSeries(x, y, !one, series);
        shown.forEach(builder::add);
        String against = first.x().label().isEmpty() ? "" : " against " + first.x().label() + (first.map().isPresent() ? " and " + first.y().label() : "");
        String headline = (one ? first.label() : shown.size() + " quantities") + against;
        return new Plot(one ? id(first) : first.analysis(), headline, title, caption(shown, results.reject(shown::contains)), x, y, series);
    }

    /** @return a plot of nothing, as before the first result */
    public static Plot none(String title) {
        return new Plot("empty", title, "", "", PlotAxis.linear("", ""), PlotAxis.linear("", ""), List.of());
    }

    private static MapSeries map(AnalysisResult result, ResultMap map, PlotAxis x, PlotAxis y) {
        List<MapSeries.MapCell> cells = new ArrayList<>();
        for (int i = 0; i < map.cells().size(); i++) {
            ResultMap.Cell cell = map.cells().get(i);
            cells.add(new MapSeries.MapCell(map.xs().get(i % map.xs().size()), map.ys().get(i / map.xs().size()), cell.value(),
                    cell.asked() == 0 ? "not asked for" : cell.n() + " of " + cell.asked() + (cell.asked() == 1 ? " trial" : " trials"),
                    cell.trials().castToList()));
        }
        PlotAxis value = axis(map.value());
        return new MapSeries(id(result) + "/map", result.label(), map.range().map(range -> value.withRange(range.low(), range.high())).orElse(value),
                MapSeries.edges(x.scale(), map.xs().toArray()), MapSeries.edges(y.scale(), map.ys().toArray()), cells);
    }

    /** @return whether both can stand in one figure: they are one, or share the horizontal axis and have no map, which would cover others */
    public static boolean sharesAxis(AnalysisResult first, AnalysisResult other) {
        return first == other || first.map().isEmpty() && other.map().isEmpty() && first.x().label().equals(other.x().label()) && first.x().unit().equals(other.x().unit());
    }

    static String id(AnalysisResult result) {
        return result.analysis() + "/" + result.quantity();
    }

    private static ResultAxis vertical(ImmutableList<AnalysisResult> results) {
        ImmutableList<ResultAxis> axes = results.collect(AnalysisResult::y).distinct();
        return axes.size() == 1 ? axes.getFirst() : new ResultAxis("value", "", axes.allSatisfy(ResultAxis::log));
    }

    private static PlotAxis axis(ResultAxis axis) {
        return axis.log() ? PlotAxis.log(axis.label(), axis.unit()) : PlotAxis.linear(axis.label(), axis.unit());
    }

    private static String caption(ImmutableList<AnalysisResult> shown, ImmutableList<AnalysisResult> left) {
        ImmutableList<String> notes = shown.flatCollect(AnalysisResult::remarks).distinct();
        ImmutableList<String> elsewhere = left.isEmpty() ? Lists.immutable.empty()
                : Lists.immutable.with("Not in this figure, since they have another horizontal axis or are maps: "
                        + left.collect(result -> result.label() + " (" + result.x().label() + ")").makeString(", "));
        return notes.newWithAll(elsewhere).collect(note -> note.endsWith(".") ? note : note + ".").makeString(" ");
    }
}
