package org.plumbline.ui.plots.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.plumbline.ui.plots.model.BandSeries;
import org.plumbline.ui.plots.model.LineSeries;
import org.plumbline.ui.plots.model.MapSeries;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotNotes;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.PointState;
import org.plumbline.ui.plots.model.ReferenceLine;
import org.plumbline.ui.plots.model.Series;

/**
 * The key to a plot: the colours of a map, then one entry a series, with its companions and its count of trials below it. It stands outside the
 * frame, so it never covers data.
 */
record Legend(Optional<ColourBar> bar, List<Row> rows, double width, double height) {

    private static final double SWATCH = 26;
    private static final double GAP = 8;
    private static final double ENTRY_GAP = 7;

    /** What is drawn before the text of a row; exactly one of series and marker, or neither. */
    private record Row(Series series, Marker marker, SeriesStyle style, List<String> lines, TextStyle text,
            boolean entry) {
    }

    static Legend of(Plot plot, Map<String, SeriesStyle> styles, double maximumWidth, Surface surface) {
        List<Row> rows = new ArrayList<>();
        double room = Math.max(60, maximumWidth - SWATCH - GAP);
        for (Series series : plot.series()) {
            if (!series.companionOf().isEmpty() || series instanceof MapSeries) {
                continue;
            }
            SeriesStyle style = styles.get(series.id());
            rows.add(row(series, null, style, series.label(), TextStyle.LEGEND, true, room, surface));
            String count = series instanceof PointSeries points ? PlotNotes.count(points) : "";
            List<Series> companions = plot.series().stream()
                    .filter(each -> each.companionOf().equals(series.id())).toList();
            for (Series companion : companions) {
                boolean withCount = companions.size() == 1 && !count.isEmpty();
                String text = withCount ? companion.label() + ", " + count : companion.label();
                rows.add(row(companion, null, styles.get(companion.id()), text, TextStyle.LEGEND_DETAIL, false, room, surface));
            }
            if (companions.size() != 1 && !count.isEmpty()) {
                rows.add(row(null, null, style, count, TextStyle.LEGEND_DETAIL, false, room, surface));
            }
        }
        for (PointState state : List.of(PointState.DIVERGED, PointState.FAILED)) {
            if (occurs(plot, state)) {
                SeriesStyle grey = new SeriesStyle(Colour.SECONDARY_TEXT, marker(state), Dash.SOLID);
                rows.add(row(null, marker(state), grey, state.text(), TextStyle.LEGEND, true, room, surface));
            }
        }
        return measured(plot.map().map(map -> ColourBar.of(map, maximumWidth, surface)), rows, surface);
    }

    static Marker marker(PointState state) {
        return state == PointState.FAILED ? Marker.FAILED : Marker.DIVERGED;
    }

    private static Row row(Series series, Marker marker, SeriesStyle style, String label, TextStyle text,
            boolean entry, double room, Surface surface) {
        return new Row(series, marker, style, TextWrap.lines(label, text, room, surface), text, entry);
    }

    private static boolean occurs(Plot plot, PointState state) {
        return plot.series().stream().filter(PointSeries.class::isInstance).map(PointSeries.class::cast)
                .flatMap(series -> series.points().stream()).map(PlotPoint::state).anyMatch(state::equals);
    }

    private static Legend measured(Optional<ColourBar> bar, List<Row> rows, Surface surface) {
        double width = bar.map(ColourBar::width).orElse(0.0);
        double height = bar.map(ColourBar::height).orElse(0.0);
        for (Row row : rows) {
            height += (row.entry && height > 0 ? ENTRY_GAP : 0) + row.lines.size() * row.text.lineHeight();
            for (String line : row.lines) {
                width = Math.max(width, SWATCH + GAP + surface.textWidth(line, row.text));
            }
        }
        return new Legend(bar, List.copyOf(rows), width, height);
    }

    void paint(Surface surface, double left, double top) {
        bar.ifPresent(colours -> colours.paint(surface, left, top));
        double y = top + bar.map(ColourBar::height).orElse(0.0);
        for (Row row : rows) {
            y += row.entry && y > top ? ENTRY_GAP : 0;
            swatch(surface, row, left, y + row.text.lineHeight() / 2);
            for (String line : row.lines) {
                y += row.text.lineHeight();
                surface.text(line, left + SWATCH + GAP, y - row.text.lineHeight() / 2 + row.text.middle(), row.text,
                        Anchor.START, 0);
            }
        }
    }

    private static void swatch(Surface surface, Row row, double left, double y) {
        Colour colour = row.style.colour();
        double middle = left + SWATCH / 2;
        switch (row.series) {
        case null -> {
            if (row.marker != null) {
                row.marker.paint(surface, middle, y, SeriesPainter.RADIUS, colour);
            }
        }
        case PointSeries points -> {
            if (points.points().stream().anyMatch(PlotPoint::hasInterval)) {
                surface.line(middle, y - 7, middle, y + 7, SeriesPainter.bar(colour));
            }
            row.style.marker().paint(surface, middle, y, SeriesPainter.RADIUS, colour);
        }
        case ReferenceLine line -> surface.line(left, y, left + SWATCH, y, SeriesPainter.line(row.style));
        case LineSeries line ->
            surface.line(left, y, left + SWATCH, y, SeriesPainter.line(row.style));
        case MapSeries map -> { }
        case BandSeries band ->
            surface.rectangle(new Box(left, y - 5, SWATCH, 10), SeriesPainter.band(colour));
        }
    }
}
