package org.plumbline.ui.plots.paint;

import java.util.Arrays;

import org.plumbline.ui.plots.model.BandSeries;
import org.plumbline.ui.plots.model.LineSeries;
import org.plumbline.ui.plots.model.MapSeries;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.PointState;
import org.plumbline.ui.plots.model.ReferenceLine;
import org.plumbline.ui.plots.model.Series;
import org.plumbline.ui.plots.model.Visibility;

/**
 * Paints the data: a map first, then bands, then lines, references, points, so that nothing wide covers something narrow.
 */
final class SeriesPainter {

    static final double RADIUS = 4.2;
    private static final double CAP = 3;
    private static final double SEAM = 0.5;
    /** Width of the white below a line on a map. */
    private static final double HALO = 4;

    private final PlotLayout layout;
    private final Surface surface;

    SeriesPainter(PlotLayout layout, Surface surface) {
        this.layout = layout;
        this.surface = surface;
    }

    static Stroke bar(Colour colour) {
        return Stroke.solid(colour, 1.3);
    }

    static Stroke line(SeriesStyle style) {
        return new Stroke(style.colour(), style.dash() == Dash.DASHED ? 1.3 : 1.6, style.dash());
    }

    static Colour band(Colour colour) {
        return colour.withAlpha(56);
    }

    void paint() {
        surface.clip(layout.frame);
        layout.plot.map().ifPresent(this::paint);
        layout.plot.series().forEach(series -> {
            if (series instanceof BandSeries band) {
                paint(band);
            }
        });
        layout.plot.series().forEach(series -> {
            switch (series) {
            case LineSeries line -> paint(line);
            case ReferenceLine line -> paint(line);
            case BandSeries band -> { }
            case MapSeries map -> { }
            case PointSeries points -> { }
            }
        });
        layout.plot.series().forEach(series -> {
            if (series instanceof PointSeries points) {
                paintBars(points);
            }
        });
        surface.unclip();
        layout.plot.series().forEach(series -> {
            if (series instanceof PointSeries points) {
                paintMarkers(points);
            }
        });
    }

    private Colour colour(Series series) {
        return layout.styles.get(series.id()).colour();
    }

    private void paint(MapSeries map) {
        double[] parts = map.parts();
        for (int i = 0; i < parts.length; i++) {
            Box cell = layout.cell(map, i);
            if (Double.isNaN(parts[i])) {
                ColourBar.hatch(surface, cell);
            } else {
                // Over the cells to the right and above that are yet to come, so that no seam is left between neighbours.
                surface.rectangle(new Box(cell.x(), cell.y() - SEAM, cell.width() + SEAM, cell.height() + SEAM), ColourMap.at(parts[i]));
            }
        }
    }

    /** One polygon for each run of vertices whose upper curve has a place. */
    private void paint(BandSeries band) {
        int n = band.x().size();
        for (int from = 0; from < n; from++) {
            int to = from;
            while (to < n && drawable(band, to)) {
                to++;
            }
            if (to - from >= 2) {
                double[] xs = new double[2 * (to - from)];
                double[] ys = new double[xs.length];
                for (int i = from; i < to; i++) {
                    int back = xs.length - 1 - (i - from);
                    xs[i - from] = layout.x.position(band.x().get(i));
                    ys[i - from] = layout.y.position(band.high().get(i));
                    xs[back] = xs[i - from];
                    ys[back] = layout.y.position(band.low().get(i));
                }
                surface.polygon(xs, ys, band(colour(band)));
            }
            from = Math.max(from, to - 1);
        }
    }

    private boolean drawable(BandSeries band, int i) {
        return layout.x.scale().admits(band.x().get(i)) && layout.y.scale().admits(band.high().get(i))
                && !Double.isNaN(band.low().get(i));
    }

    private void paint(LineSeries line) {
        double[] xs = new double[line.x().size()];
        double[] ys = new double[xs.length];
        int length = 0;
        for (int i = 0; i <= xs.length; i++) {
            boolean drawn = i < xs.length && layout.x.scale().admits(line.x().get(i))
                    && layout.y.scale().admits(line.y().get(i));
            if (drawn) {
                xs[length] = layout.x.position(line.x().get(i));
                ys[length] = layout.y.position(line.y().get(i));
                length++;
            } else {
                paintRun(line, xs, ys, length);
                length = 0;
            }
        }
    }

    private void paintRun(LineSeries line, double[] xs, double[] ys, int length) {
        if (length == 1) {
            surface.disc(xs[0], ys[0], line(layout.styles.get(line.id())).width(), colour(line));
        } else if (length > 1) {
            if (layout.plot.map().isPresent()) {
                surface.polyline(Arrays.copyOf(xs, length), Arrays.copyOf(ys, length), Stroke.solid(Colour.WHITE, HALO));
            }
            surface.polyline(Arrays.copyOf(xs, length), Arrays.copyOf(ys, length), line(layout.styles.get(line.id())));
        }
    }

    private void paint(ReferenceLine line) {
        boolean drawn = layout.x.scale().admits(line.x0()) && layout.x.scale().admits(line.x1())
                && layout.y.scale().admits(line.y0()) && layout.y.scale().admits(line.y1());
        if (drawn) {
            surface.line(layout.x.position(line.x0()), layout.y.position(line.y0()), layout.x.position(line.x1()),
                    layout.y.position(line.y1()), line(layout.styles.get(line.id())));
        }
    }

    private void paintBars(PointSeries series) {
        Stroke stroke = bar(colour(series));
        for (PlotPoint point : series.points()) {
            if (point.hasInterval() && Visibility.of(layout.plot, point) == Visibility.SHOWN) {
                double x = layout.x.position(point.x());
                double low = layout.y.position(point.low());
                double high = layout.y.position(point.high());
                surface.line(x, low, x, high, stroke);
                surface.line(x - CAP, low, x + CAP, low, stroke);
                surface.line(x - CAP, high, x + CAP, high, stroke);
            }
        }
    }

    private void paintMarkers(PointSeries series) {
        SeriesStyle style = layout.styles.get(series.id());
        for (PlotPoint point : series.points()) {
            Visibility visibility = Visibility.of(layout.plot, point);
            if (visibility == Visibility.SHOWN || visibility == Visibility.AT_FRAME) {
                Marker marker = point.state() == PointState.DONE ? style.marker() : Legend.marker(point.state());
                marker.paint(surface, layout.x.position(point.x()), layout.markerY(series, point), RADIUS,
                        style.colour());
            }
        }
    }
}
