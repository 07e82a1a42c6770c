package org.plumbline.ui.plots.paint;

import java.util.ArrayList;
import java.util.List;

import org.plumbline.ui.plots.model.BandSeries;
import org.plumbline.ui.plots.model.LineSeries;
import org.plumbline.ui.plots.model.MapSeries;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.ReferenceLine;
import org.plumbline.ui.plots.model.Series;
import org.plumbline.ui.plots.model.Visibility;

/**
 * The data of a plot as comma-separated values: every point, also those that the figure cannot show. Numbers are
 * written so that reading them back gives the same doubles; lines end with CR LF.
 * Source: RFC 4180.
 */
final class CsvTable {

    private final StringBuilder text = new StringBuilder();
    private final Plot plot;

    private CsvTable(Plot plot) {
        this.plot = plot;
    }

    static String of(Plot plot) {
        CsvTable table = new CsvTable(plot);
        List<String> header = new ArrayList<>(List.of("series", "label", "kind", "index", plot.x().text(), plot.y().text(), "low", "high",
                "state", "shown", "group", "trials"));
        // Only a map has a third number.
        plot.map().ifPresent(map -> header.add(map.value().text()));
        table.row(header);
        plot.series().forEach(table::add);
        return table.text.toString();
    }

    private void add(Series series) {
        switch (series) {
        case PointSeries points -> {
            for (int i = 0; i < points.points().size(); i++) {
                PlotPoint point = points.points().get(i);
                row(points, "point", i, point.x(), point.y(), point.low(), point.high(), point.state().text(),
                        Visibility.of(plot, point), point.group(), point.trials());
            }
        }
        case LineSeries line -> {
            for (int i = 0; i < line.x().size(); i++) {
                row(line, "line", i, line.x().get(i), line.y().get(i), Double.NaN, Double.NaN, "",
                        Visibility.of(plot, line.x().get(i), line.y().get(i)), "", line.trials());
            }
        }
        case BandSeries band -> {
            for (int i = 0; i < band.x().size(); i++) {
                row(band, "band", i, band.x().get(i), Double.NaN, band.low().get(i), band.high().get(i), "",
                        Visibility.of(plot, band.x().get(i), band.high().get(i)), band.companionOf(), List.of());
            }
        }
        case MapSeries map -> {
            for (int i = 0; i < map.cells().size(); i++) {
                MapSeries.MapCell cell = map.cells().get(i);
                row(map, "cell", i, cell.x(), cell.y(), Double.NaN, Double.NaN, cell.count(), Visibility.of(plot, cell.x(), cell.y()), "",
                        cell.trials(), cell.value());
            }
        }
        case ReferenceLine line -> {
            row(line, "reference", 0, line.x0(), line.y0(), Double.NaN, Double.NaN, "",
                    Visibility.of(plot, line.x0(), line.y0()), line.companionOf(), List.of());
            row(line, "reference", 1, line.x1(), line.y1(), Double.NaN, Double.NaN, "",
                    Visibility.of(plot, line.x1(), line.y1()), line.companionOf(), List.of());
        }
        }
    }

    private void row(Series series, String kind, int index, double x, double y, double low, double high, String state,
            Visibility visibility, String group, List<String> trials) {
        row(series, kind, index, x, y, low, high, state, visibility, group, trials, Double.NaN);
    }

    private void row(Series series, String kind, int index, double x, double y, double low, double high, String state,
            Visibility visibility, String group, List<String> trials, double value) {
        List<String> cells = new ArrayList<>(List.of(series.id(), series.label(), kind, Integer.toString(index), number(x), number(y),
                number(low), number(high), state, visibility.text(), group, String.join(" ", trials)));
        plot.map().ifPresent(map -> cells.add(number(value)));
        row(cells);
    }

    private void row(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(quoted(cells.get(i)));
        }
        text.append("\r\n");
    }

    /** An absent number is an empty cell. */
    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
