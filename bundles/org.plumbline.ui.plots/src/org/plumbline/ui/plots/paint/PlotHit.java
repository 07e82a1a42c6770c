package org.plumbline.ui.plots.paint;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.plumbline.ui.plots.model.LineSeries;
import org.plumbline.ui.plots.model.MapSeries;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.Series;
import org.plumbline.ui.plots.model.Visibility;

/**
 * A point of a series that was met by the pointer or chosen by the keyboard.
 *
 * @param index of the point within the series
 */
public record PlotHit(Series series, int index) {

    /** The ids of the trials behind the point. */
    public List<String> trials() {
        return switch (series) {
        case PointSeries points -> points.points().get(index).trials();
        case LineSeries line -> line.trials();
        case MapSeries map -> map.cells().get(index).trials();
        default -> List.of();
        };
    }

    /**
     * The visible point nearest to a position; if none is near, the cell of a map that it lies in.
     *
     * @param tolerance largest distance, in units of the surface
     */
    public static Optional<PlotHit> at(PlotLayout layout, double px, double py, double tolerance) {
        PlotHit nearest = null;
        double best = tolerance;
        for (Series series : layout.plot.series()) {
            for (int i = 0; !(series instanceof MapSeries) && i < size(series); i++) {
                if (visible(layout, series, i)) {
                    double[] place = layout.place(series, i);
                    double distance = Math.hypot(place[0] - px, place[1] - py);
                    // Later series lie on top, so they win a tie.
                    if (distance <= best) {
                        best = distance;
                        nearest = new PlotHit(series, i);
                    }
                }
            }
        }
        return nearest == null ? layout.plot.map().flatMap(map -> cell(layout, map, px, py)) : Optional.of(nearest);
    }

    private static Optional<PlotHit> cell(PlotLayout layout, MapSeries map, double px, double py) {
        return IntStream.range(0, map.cells().size()).filter(i -> layout.frame.contains(px, py) && layout.cell(map, i).contains(px, py))
                .mapToObj(i -> new PlotHit(map, i)).findFirst();
    }

    /** How many points of a series can be selected. */
    public static int size(Series series) {
        return switch (series) {
        case PointSeries points -> points.points().size();
        case LineSeries line -> line.x().size();
        case MapSeries map -> map.cells().size();
        default -> 0;
        };
    }

    /** Whether a selectable point can be seen. */
    public static boolean visible(PlotLayout layout, Series series, int index) {
        return switch (series) {
        case PointSeries points -> {
            PlotPoint point = points.points().get(index);
            Visibility visibility = Visibility.of(layout.plot, point);
            yield visibility == Visibility.SHOWN || visibility == Visibility.AT_FRAME;
        }
        case LineSeries line -> Visibility.of(layout.plot, line.x().get(index), line.y().get(index)) == Visibility.SHOWN;
        case MapSeries map -> Visibility.of(layout.plot, map.cells().get(index).x(), map.cells().get(index).y()) == Visibility.SHOWN;
        default -> false;
        };
    }
}
