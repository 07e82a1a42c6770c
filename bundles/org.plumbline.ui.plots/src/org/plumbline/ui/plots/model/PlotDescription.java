package org.plumbline.ui.plots.model;

import java.util.StringJoiner;

/**
 * A plot in words, for readers who do not see it, and for the tip beside a point.
 */
public final class PlotDescription {

    private PlotDescription() {
    }

    /** Title, axes, series with their counts, and notes, in sentences. */
    public static String of(Plot plot) {
        StringJoiner text = new StringJoiner(". ", "", ".");
        text.add(plot.title());
        text.add(plot.y().text() + " against " + plot.x().text() + scales(plot));
        for (Series series : plot.series()) {
            text.add(series.label() + size(series));
        }
        PlotNotes.of(plot).forEach(text::add);
        return text.toString();
    }

    /** One point: series, abscissa, value with its interval or state, and trials, one a line. */
    public static String of(Plot plot, Series series, int index) {
        StringJoiner text = new StringJoiner("\n");
        text.add(series.label());
        switch (series) {
        case PointSeries points -> {
            PlotPoint point = points.points().get(index);
            text.add(plot.x().label() + " = " + NumberLabels.value(point.x()) + unit(plot.x()));
            text.add(point.state() == PointState.DONE
                    ? plot.y().label() + " = " + value(point) + unit(plot.y())
                    : point.state().text());
            if (!point.group().isEmpty()) {
                text.add(point.group());
            }
            if (!point.trials().isEmpty()) {
                int count = point.trials().size();
                text.add(count == 1 ? "trial " + point.trials().getFirst() : count + " trials");
            }
        }
        case LineSeries line -> {
            text.add(plot.x().label() + " = " + NumberLabels.value(line.x().get(index)) + unit(plot.x()));
            text.add(plot.y().label() + " = " + NumberLabels.value(line.y().get(index)) + unit(plot.y()));
        }
        case MapSeries map -> {
            MapSeries.MapCell cell = map.cells().get(index);
            text.add(plot.x().label() + " = " + NumberLabels.value(cell.x()) + unit(plot.x()));
            text.add(plot.y().label() + " = " + NumberLabels.value(cell.y()) + unit(plot.y()));
            text.add(map.value().label() + (Double.isNaN(cell.value()) ? ": none" : " = " + NumberLabels.value(cell.value()) + unit(map.value())));
            if (!cell.count().isEmpty()) {
                text.add(cell.count());
            }
        }
        case BandSeries band -> { }
        case ReferenceLine line -> { }
        }
        return text.toString();
    }

    private static String value(PlotPoint point) {
        if (!point.hasInterval()) {
            return NumberLabels.value(point.y());
        }
        double down = point.y() - point.low();
        double up = point.high() - point.y();
        boolean symmetric = Math.abs(up - down) <= 1e-6 * Math.max(Math.abs(up), Math.abs(down));
        return symmetric ? NumberLabels.value(point.y()) + " ± " + NumberLabels.value(up)
                : NumberLabels.value(point.y()) + " [" + NumberLabels.value(point.low()) + ", "
                        + NumberLabels.value(point.high()) + "]";
    }

    private static String unit(PlotAxis axis) {
        return axis.unit().isEmpty() ? "" : " " + axis.unit();
    }

    private static String scales(Plot plot) {
        boolean x = plot.x().scale() == AxisScale.LOG;
        boolean y = plot.y().scale() == AxisScale.LOG;
        return x && y ? ", both axes logarithmic"
                : x ? ", logarithmic horizontally" : y ? ", logarithmic vertically" : "";
    }

    private static String size(Series series) {
        return switch (series) {
        case PointSeries points -> ": " + points.points().size() + " points"
                + (PlotNotes.count(points).isEmpty() ? "" : ", " + PlotNotes.count(points));
        case LineSeries line -> ": line of " + line.x().size() + " points";
        case BandSeries band -> ": band of " + band.x().size() + " points";
        case MapSeries map -> ": map of " + (map.xEdges().size() - 1) + " by " + (map.yEdges().size() - 1) + " cells, "
                + NumberLabels.value(map.colours().min()) + " to " + NumberLabels.value(map.colours().max());
        case ReferenceLine line -> "";
        };
    }
}
