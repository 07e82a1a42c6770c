package org.plumbline.ui.plots.model;

/**
 * The range of an axis that shows all admitted data with a margin of 5 % of the length at both ends. An axis
 * follows only the data that the other axis can show too.
 */
final class DataRange {

    private static final double MARGIN = 0.05;
    /** Below this relative width, values are told apart by rounding only. */
    private static final double NARROWEST = 1e-9;
    /** What is smaller is zero on a linear axis: there are too few doubles left for ticks. */
    private static final double SMALLEST = 1e-290;

    private final PlotAxis axis;
    private final PlotAxis other;
    private final boolean horizontal;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    private DataRange(Plot plot, boolean horizontal) {
        this.horizontal = horizontal;
        this.axis = horizontal ? plot.x() : plot.y();
        this.other = horizontal ? plot.y() : plot.x();
    }

    static Range of(Plot plot, boolean horizontal) {
        DataRange range = new DataRange(plot, horizontal);
        plot.series().forEach(range::add);
        return range.padded();
    }

    private void add(Series series) {
        switch (series) {
        case PointSeries points -> points.points().forEach(this::add);
        case LineSeries line -> {
            for (int i = 0; i < line.x().size(); i++) {
                add(line.x().get(i), line.y().get(i));
            }
        }
        case BandSeries band -> {
            for (int i = 0; i < band.x().size(); i++) {
                add(band.x().get(i), band.low().get(i));
                add(band.x().get(i), band.high().get(i));
            }
        }
        case MapSeries map -> {
            Values edges = horizontal ? map.xEdges() : map.yEdges();
            include(edges.get(0));
            include(edges.get(edges.size() - 1));
        }
        case ReferenceLine line -> {
            // A reference is read against the data, so it must not push the data together.
        }
        }
    }

    private void add(PlotPoint point) {
        if (point.state() != PointState.DONE) {
            if (horizontal) {
                include(point.x());
            }
            return;
        }
        add(point.x(), point.y());
        if (point.hasInterval() && other.scale().admits(horizontal ? point.y() : point.x())) {
            add(point.x(), point.low());
            add(point.x(), point.high());
        }
    }

    private void add(double x, double y) {
        double mine = horizontal ? x : y;
        double its = horizontal ? y : x;
        if (other.scale().admits(its) && other.fixed().map(range -> range.contains(its)).orElse(true)) {
            include(mine);
        }
    }

    private void include(double value) {
        if (axis.scale().admits(value)) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
    }

    private Range padded() {
        if (min > max) {
            return axis.scale() == AxisScale.LOG ? new Range(1, 10) : new Range(0, 1);
        }
        return axis.scale() == AxisScale.LOG ? paddedLog() : paddedLinear();
    }

    private Range paddedLog() {
        double low = Math.log10(min);
        double high = Math.log10(max);
        double pad = high - low < NARROWEST ? Math.log10(2) : MARGIN * (high - low);
        // The smallest and largest doubles leave no room for a margin.
        double from = Math.max(Double.MIN_NORMAL, Math.pow(10, low - pad));
        double to = Math.min(Double.MAX_VALUE, Math.pow(10, high + pad));
        return new Range(from, to > from ? to : 2 * from);
    }

    private Range paddedLinear() {
        double size = Math.max(Math.abs(min), Math.abs(max));
        if (size < SMALLEST) {
            return new Range(-1, 1);
        }
        double half = max / 2 - min / 2;
        double pad = half <= NARROWEST * size ? size / 2 : 2 * MARGIN * half;
        return new Range(Math.max(-Double.MAX_VALUE, min - pad), Math.min(Double.MAX_VALUE, max + pad));
    }
}
