package org.plumbline.ui.plots.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a reader must be told beside the picture: what the bars mean, and what is not or only partly shown.
 */
public final class PlotNotes {

    private final Plot plot;
    private final Map<Visibility, Integer> hidden = new EnumMap<>(Visibility.class);
    private final Set<String> intervals = new LinkedHashSet<>();
    private int cut;
    private int empty;
    private int beyond;

    private PlotNotes(Plot plot) {
        this.plot = plot;
    }

    /** The notes on a plot, one sentence or clause each, without full stops. */
    public static List<String> of(Plot plot) {
        PlotNotes notes = new PlotNotes(plot);
        plot.series().forEach(notes::add);
        return notes.lines();
    }

    /** Whether the data leave any mark within the frame or at it. */
    public static boolean anythingShown(Plot plot) {
        PlotNotes notes = new PlotNotes(plot);
        plot.series().forEach(notes::add);
        return notes.hidden.containsKey(Visibility.SHOWN) || notes.hidden.containsKey(Visibility.AT_FRAME);
    }

    /**
     * How many of the trials of a series have a value, such as "8/10 trials"; a point without a value that names no trials stands
     * for one. Points are counted where those with a value name no trials; empty if then none is missing.
     */
    public static String count(PointSeries series) {
        List<PlotPoint> good = series.points().stream().filter(point -> point.state() == PointState.DONE).toList();
        int missing = series.points().size() - good.size();
        if (good.stream().anyMatch(point -> point.trials().isEmpty())) {
            return missing == 0 ? "" : good.size() + "/" + series.points().size() + " points";
        }
        Set<String> used = new LinkedHashSet<>();
        Set<String> lost = new LinkedHashSet<>();
        int unnamed = 0;
        for (PlotPoint point : series.points()) {
            (point.state() == PointState.DONE ? used : lost).addAll(point.trials());
            unnamed += point.state() != PointState.DONE && point.trials().isEmpty() ? 1 : 0;
        }
        lost.removeAll(used);
        int all = used.size() + lost.size() + unnamed;
        return all == 0 ? "" : used.size() + "/" + all + " trials";
    }

    private void add(Series series) {
        switch (series) {
        case PointSeries points -> {
            if (!points.interval().isEmpty() && points.points().stream().anyMatch(PlotPoint::hasInterval)) {
                intervals.add(points.interval());
            }
            for (PlotPoint point : points.points()) {
                Visibility visibility = Visibility.of(plot, point);
                count(visibility);
                if (visibility == Visibility.SHOWN && point.hasInterval()) {
                    countCut(point.x(), point.low(), point.high());
                }
            }
        }
        case LineSeries line -> {
            for (int i = 0; i < line.x().size(); i++) {
                count(Visibility.of(plot, line.x().get(i), line.y().get(i)));
            }
        }
        case BandSeries band -> {
            for (int i = 0; i < band.x().size(); i++) {
                // A lower end that has no place runs to the frame; an upper end or an abscissa without a place hides both.
                Visibility visibility = Double.isNaN(band.low().get(i)) ? Visibility.NOT_FINITE
                        : Visibility.of(plot, band.x().get(i), band.high().get(i));
                boolean hides = visibility == Visibility.NOT_FINITE || visibility == Visibility.NOT_POSITIVE;
                count(hides ? visibility : Visibility.SHOWN);
                if (!hides) {
                    countCut(band.x().get(i), band.low().get(i), band.high().get(i));
                }
            }
        }
        case MapSeries map -> add(map);
        case ReferenceLine line -> {
            count(hiddenEnd(line.x0(), line.y0()) ? Visibility.of(plot, line.x0(), line.y0())
                    : hiddenEnd(line.x1(), line.y1()) ? Visibility.of(plot, line.x1(), line.y1()) : Visibility.SHOWN);
        }
        }
    }

    private void add(MapSeries map) {
        for (double part : map.parts()) {
            if (Double.isNaN(part)) {
                empty++;
            } else {
                count(Visibility.SHOWN);
                beyond += part < 0 || part > 1 ? 1 : 0;
            }
        }
    }

    private boolean hiddenEnd(double x, double y) {
        Visibility visibility = Visibility.of(plot, x, y);
        return visibility == Visibility.NOT_FINITE || visibility == Visibility.NOT_POSITIVE;
    }

    private void count(Visibility visibility) {
        hidden.merge(visibility, 1, Integer::sum);
    }

    private void countCut(double x, double low, double high) {
        if (Visibility.of(plot, x, low) != Visibility.SHOWN || Visibility.of(plot, x, high) != Visibility.SHOWN) {
            cut++;
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!intervals.isEmpty()) {
            lines.add("Bars: " + String.join("; ", intervals));
        }
        for (Visibility reason : List.of(Visibility.NOT_POSITIVE, Visibility.NOT_FINITE, Visibility.OUTSIDE)) {
            int count = hidden.getOrDefault(reason, 0);
            if (count > 0) {
                lines.add(count + (count == 1 ? " point " : " points ") + reason.text() + ", not shown");
            }
        }
        if (cut > 0) {
            lines.add(cut + (cut == 1 ? " interval" : " intervals") + " cut at the frame");
        }
        if (empty > 0) {
            lines.add(empty + (empty == 1 ? " cell" : " cells") + " without a value that has a colour, hatched");
        }
        if (beyond > 0) {
            lines.add(beyond + (beyond == 1 ? " cell lies" : " cells lie") + " beyond the colours and have that of the nearer end");
        }
        return lines;
    }
}
