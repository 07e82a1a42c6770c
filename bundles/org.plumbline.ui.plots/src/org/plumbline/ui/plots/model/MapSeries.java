package org.plumbline.ui.plots.model;

import java.util.List;
import java.util.Objects;

/**
 * A quantity over both axes of a plot: a grid of cells, each in the colour of its value.
 * <p>Shape: cells [ny][nx], row by row from the smallest y on. Cells meet half way between their values on the scales of the axes.</p>
 *
 * @param value  what the colours show; its fixed range, if it has one, is what they span
 * @param xEdges boundaries of the columns, nx + 1, ascending
 * @param yEdges boundaries of the rows, ny + 1, ascending
 */
public record MapSeries(String id, String label, PlotAxis value, Values xEdges, Values yEdges, List<MapCell> cells) implements Series {

    /** @throws IllegalArgumentException if the number of cells is not that of the grid; the message names both */
    public MapSeries {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(value, "value");
        cells = List.copyOf(cells);
        if (cells.size() != (xEdges.size() - 1) * (yEdges.size() - 1)) {
            throw new IllegalArgumentException("map " + id + ": expected " + (yEdges.size() - 1) + " x " + (xEdges.size() - 1) + " cells, got "
                    + cells.size());
        }
    }

    /**
     * One cell.
     *
     * @param x     where, on the axes of the plot
     * @param y     where
     * @param value what is shown; NaN if there is none
     * @param count of the trials behind it, in words; may be empty
     */
    public record MapCell(double x, double y, double value, String count, List<String> trials) {
        public MapCell {
            Objects.requireNonNull(count, "count");
            trials = List.copyOf(trials);
        }
    }

    /** The range that the colours span: the fixed one, or that of the values. */
    public Range colours() {
        return value.fixed().orElseGet(() -> {
            double[] shown = cells.stream().mapToDouble(MapCell::value).filter(value.scale()::admits).sorted().toArray();
            boolean log = value.scale() == AxisScale.LOG;
            double low = shown.length == 0 ? 1 : shown[0];
            double high = shown.length == 0 ? low : shown[shown.length - 1];
            double half = Math.max(Math.abs(low) / 2, Double.MIN_NORMAL);
            return low < high ? new Range(low, high) : log ? new Range(low / 2, high * 2) : new Range(low - half, high + half);
        });
    }

    /**
     * The places of the values of all cells within the range of the colours.
     *
     * @return 0 at its lower end, 1 at its upper one; less or more outside; NaN if a value has no colour
     */
    public double[] parts() {
        AxisScale scale = value.scale();
        Range range = colours();
        double low = scale.coordinate(range.min());
        double length = scale.coordinate(range.max()) - low;
        return cells.stream().mapToDouble(cell -> scale.admits(cell.value()) ? (scale.coordinate(cell.value()) - low) / length : Double.NaN).toArray();
    }

    /**
     * The boundaries of cells around values: half way between neighbours on the scale of the axis, as far outside the first and the last.
     *
     * @param values ascending; on a logarithmic axis positive
     * @return one more than there are values
     */
    public static Values edges(AxisScale scale, double... values) {
        int n = values.length;
        double[] at = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = scale.coordinate(values[i]);
        }
        double[] edges = new double[n + 1];
        double alone = scale == AxisScale.LOG || at[0] == 0 ? 0.5 : Math.abs(at[0]) / 2;
        for (int i = 1; i < n; i++) {
            edges[i] = (at[i - 1] + at[i]) / 2;
        }
        edges[0] = n == 1 ? at[0] - alone : 2 * at[0] - edges[1];
        edges[n] = n == 1 ? at[0] + alone : 2 * at[n - 1] - edges[n - 1];
        for (int i = 0; scale == AxisScale.LOG && i <= n; i++) {
            edges[i] = Math.pow(10, edges[i]);
        }
        return Values.of(edges);
    }
}
