package org.plumbline.ui.plots.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.plumbline.ui.plots.model.AxisTicks;
import org.plumbline.ui.plots.model.LineSeries;
import org.plumbline.ui.plots.model.MapSeries;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotNotes;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.PointState;
import org.plumbline.ui.plots.model.Range;
import org.plumbline.ui.plots.model.Series;
import org.plumbline.ui.plots.model.Tick;

/**
 * Where everything of a plot lies on a surface of a given size. Painting and hit testing both read it, so that a click
 * meets what is seen.
 */
public final class PlotLayout {

    static final double PADDING = 14;
    /** Height of a row above the frame for the markers of trials without a value. */
    private static final double LANE = 13;
    private static final double TICK_ROOM = 9;
    private static final double LEGEND_GAP = 18;
    /** From this width on the legend stands beside the plot, else under it. */
    private static final double WIDE = 560;
    /** From this width on it stands beside a plot that is lower than wide, where height is dearer. */
    private static final double WIDE_IF_LOW = 400;
    /** On a surface that is lower than this, a part of a view and never a saved figure, a caption takes an eighth at most. */
    static final double LOW = 420;
    private static final double LOW_CAPTION = 1.0 / 8;
    private static final double LEGEND_PART = 0.34;

    final Plot plot;
    final Map<String, SeriesStyle> styles;
    final Legend legend;
    final List<String> title;
    final List<String> subtitle;
    final List<String> caption;
    final List<String> yLabel;
    final List<Tick> xTicks;
    final List<Tick> yTicks;
    final Box frame;
    final AxisMap x;
    final AxisMap y;
    final double legendX;
    final double legendY;
    private final List<PointSeries> lanes;
    private final double surfaceHeight;

    public PlotLayout(Plot plot, Surface surface) {
        this.plot = plot;
        surfaceHeight = surface.height();
        styles = SeriesStyle.of(plot);
        double inner = surface.width() - 2 * PADDING;
        boolean low = surface.height() < LOW;
        // The colours of a map are a tall bar: below the plot they would leave it no height.
        boolean wide = surface.width() >= WIDE || plot.map().isPresent()
                || low && surface.width() >= WIDE_IF_LOW && surface.width() > surface.height();
        legend = Legend.of(plot, styles, wide ? LEGEND_PART * surface.width() : inner, surface);
        title = TextWrap.lines(plot.title(), TextStyle.TITLE, inner, surface);
        subtitle = TextWrap.lines(plot.subtitle(), TextStyle.SUBTITLE, inner, surface);
        caption = TextWrap.lines(captionText(plot), TextStyle.CAPTION, inner,
                low ? Math.max(1, (int) (LOW_CAPTION * surface.height() / TextStyle.CAPTION.lineHeight())) : Integer.MAX_VALUE, surface);
        lanes = plot.series().stream().filter(PointSeries.class::isInstance).map(PointSeries.class::cast)
                .filter(series -> series.points().stream().anyMatch(point -> point.state() != PointState.DONE))
                .toList();
        boolean legendBelow = !wide && legend.height() > 0;
        double top = PADDING + height(title, TextStyle.TITLE) + height(subtitle, TextStyle.SUBTITLE) + 8
                + LANE * lanes.size();
        double bottom = PADDING + (caption.isEmpty() ? 0 : height(caption, TextStyle.CAPTION) + 6)
                + (legendBelow ? legend.height() + LEGEND_GAP : 0) + TextStyle.AXIS.lineHeight() + 4
                + TextStyle.TICK.lineHeight() + TICK_ROOM;
        double frameHeight = Math.max(20, surface.height() - top - bottom);
        Range yRange = plot.yRange();
        yTicks = AxisTicks.of(plot.y().scale(), yRange, Math.max(2, (int) (frameHeight / 42)));
        double tickWidth = yTicks.stream().mapToDouble(tick -> surface.textWidth(tick.label(), TextStyle.TICK)).max()
                .orElse(0);
        yLabel = TextWrap.lines(plot.y().text(), TextStyle.AXIS, frameHeight, surface);
        double left = PADDING + height(yLabel, TextStyle.AXIS) + 4 + tickWidth + TICK_ROOM;
        double right = PADDING + (wide && legend.width() > 0 ? legend.width() + LEGEND_GAP : 8);
        frame = new Box(left, top, Math.max(20, surface.width() - left - right), frameHeight);
        Range xRange = plot.xRange();
        xTicks = AxisTicks.of(plot.x().scale(), xRange, Math.max(2, (int) (frame.width() / 76)));
        x = new AxisMap(plot.x().scale(), xRange, frame.x(), frame.right());
        y = new AxisMap(plot.y().scale(), yRange, frame.bottom(), frame.y());
        legendX = wide ? frame.right() + LEGEND_GAP : left;
        legendY = wide ? frame.y() : surface.height() - bottom + TICK_ROOM + TextStyle.TICK.lineHeight() + 4
                + TextStyle.AXIS.lineHeight() + LEGEND_GAP / 2;
    }

    /** By how much the surface is too low for the legend beside the frame; 0 if there is room. */
    double missingHeight() {
        double below = caption.isEmpty() ? 0 : height(caption, TextStyle.CAPTION) + 6;
        return Math.max(0, legendY + legend.height() + PADDING + below - surfaceHeight);
    }

    /** The rectangle in which the data are drawn. */
    public Box frame() {
        return frame;
    }

    public AxisMap xMap() {
        return x;
    }

    public AxisMap yMap() {
        return y;
    }

    /** The place of a point's marker: its value, or its series' row above the frame if it has none. */
    public double markerY(PointSeries series, PlotPoint point) {
        return point.state() == PointState.DONE ? y.position(point.y())
                : frame.y() - LANE * (lanes.indexOf(series) + 0.5);
    }

    /** The place of a selectable point of points or a line, or the middle of a cell: {x, y}. */
    public double[] place(Series series, int index) {
        return switch (series) {
        case PointSeries points -> new double[] { x.position(points.points().get(index).x()),
                markerY(points, points.points().get(index)) };
        case LineSeries line ->
            new double[] { x.position(line.x().get(index)), y.position(line.y().get(index)) };
        case MapSeries map -> new double[] { x.position(map.cells().get(index).x()), y.position(map.cells().get(index).y()) };
        default -> throw new IllegalArgumentException("series " + series.id() + " has no points to select");
        };
    }

    /** The box of a cell of a map. */
    Box cell(MapSeries map, int index) {
        int columns = map.xEdges().size() - 1;
        double left = x.position(map.xEdges().get(index % columns));
        double top = y.position(map.yEdges().get(index / columns + 1));
        return new Box(left, top, x.position(map.xEdges().get(index % columns + 1)) - left,
                y.position(map.yEdges().get(index / columns)) - top);
    }

    private static String captionText(Plot plot) {
        List<String> sentences = new ArrayList<>();
        if (!plot.caption().isBlank()) {
            sentences.add(plot.caption().strip());
        }
        PlotNotes.of(plot).forEach(note -> sentences.add(note + "."));
        return String.join(" ", sentences);
    }

    private static double height(List<String> lines, TextStyle style) {
        return lines.size() * style.lineHeight();
    }
}
