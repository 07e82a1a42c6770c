package org.plumbline.ui.plots.swt;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.Series;
import org.plumbline.ui.plots.paint.PlotHit;
import org.plumbline.ui.plots.paint.PlotLayout;

/**
 * The point the keyboard stands at.
 */
record PlotCursor(PlotHit hit) {

    /** The first visible point. */
    static Optional<PlotCursor> first(PlotLayout layout, Plot plot) {
        return selectable(layout, plot).stream().findFirst().map(series -> at(layout, series, 0, 1).orElseThrow());
    }

    /** The same place in a newer version of the plot, if it still exists. */
    Optional<PlotCursor> within(Plot plot) {
        return plot.find(hit.series().id()).filter(series -> hit.index() < PlotHit.size(series))
                .map(series -> new PlotCursor(new PlotHit(series, hit.index())));
    }

    /** The next visible point in a direction; empty at an end. Between series, the one nearest in x. */
    Optional<PlotCursor> step(PlotLayout layout, Plot plot, int seriesStep, int pointStep) {
        if (seriesStep == 0) {
            return at(layout, hit.series(), hit.index() + pointStep, pointStep);
        }
        List<Series> all = selectable(layout, plot);
        int target = all.indexOf(hit.series()) + seriesStep;
        if (target < 0 || target >= all.size()) {
            return Optional.empty();
        }
        Series series = all.get(target);
        double x = layout.place(hit.series(), hit.index())[0];
        return IntStream.range(0, PlotHit.size(series)).filter(i -> PlotHit.visible(layout, series, i)).boxed()
                .min((a, b) -> Double.compare(Math.abs(layout.place(series, a)[0] - x),
                        Math.abs(layout.place(series, b)[0] - x)))
                .map(index -> new PlotCursor(new PlotHit(series, index)));
    }

    private static List<Series> selectable(PlotLayout layout, Plot plot) {
        return plot.series().stream().filter(series -> at(layout, series, 0, 1).isPresent()).toList();
    }

    private static Optional<PlotCursor> at(PlotLayout layout, Series series, int from, int step) {
        for (int i = from; i >= 0 && i < PlotHit.size(series); i += step) {
            if (PlotHit.visible(layout, series, i)) {
                return Optional.of(new PlotCursor(new PlotHit(series, i)));
            }
        }
        return Optional.empty();
    }
}
