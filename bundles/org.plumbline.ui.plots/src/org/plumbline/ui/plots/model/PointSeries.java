package org.plumbline.ui.plots.model;

import java.util.List;
import java.util.Objects;

/**
 * Points with optional vertical intervals, each drawn as a marker.
 *
 * @param id       unique within the plot
 * @param label    what the legend says
 * @param interval what the intervals mean, such as "95 % t interval over 3 seeds"; empty if there are none
 * @param points   in the order of the selection keys, normally by x
 */
public record PointSeries(String id, String label, String interval, List<PlotPoint> points) implements Series {

    public PointSeries {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(interval, "interval");
        points = List.copyOf(points);
    }
}
