package org.plumbline.ui.plots.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Plots for tests: statistics of trained weights against depth, in exact arithmetic that gives the same figure
 * everywhere.
 */
public final class SamplePlots {

    private SamplePlots() {
    }

    /** Two series at depths 4 to 256 with fits, one value not positive, one trial diverged and one failed. */
    public static Plot depth() {
        List<PlotPoint> falling = new ArrayList<>();
        List<PlotPoint> rising = new ArrayList<>();
        for (int d = 4; d <= 256; d *= 4) {
            falling.add(PlotPoint.of(d, 2.0 / d, 1.5 / d, 2.5 / d, "a" + d + "-0", "a" + d + "-1"));
            rising.add(PlotPoint.of(d, d == 4 ? 0 : 0.125 * d, "b" + d));
        }
        falling.add(PlotPoint.without(PointState.DIVERGED, 1024, "a1024-0"));
        rising.add(PlotPoint.without(PointState.FAILED, 1024, "b1024"));
        return new Plot("depth", "Weights & depth", "two seeds", "Made for tests.", PlotAxis.log("Depth", "layers"),
                PlotAxis.log("Norm", ""),
                List.of(new PointSeries("max", "Max norm", "range of 2 seeds", falling),
                        new ReferenceLine("max-fit", ReferenceLine.slopeText(-1, 0.02), 4, 0.5, 256, 0.0078125, "max"),
                        new PointSeries("rss", "Root sum of squares", "", rising)));
    }

    /** A line with a gap, a band around it and a level. */
    public static Plot loss() {
        return new Plot("loss", "Loss", "", "", PlotAxis.linear("Step", ""), PlotAxis.linear("Loss", "nats"),
                List.of(new LineSeries("l", "Batch loss", Values.of(0, 1, 2, 3, 4),
                        Values.of(4, 3, Double.NaN, 1, 0.5), List.of("t")),
                        new BandSeries("b", "Range", Values.of(0, 1, 2, 3, 4), Values.of(3, 2, 1, 0.5, 0.25),
                                Values.of(5, 4, 3, 2, 1), "l"),
                        ReferenceLine.affine("r", "Chance", 2, 0, 0, 4, "")));
    }

    /** Four by three cells on axes of different scales: one without a value, one below and two above the colours; a line across. */
    public static Plot map() {
        List<MapSeries.MapCell> cells = new ArrayList<>();
        double[] xs = {1, 10, 100, 1000};
        double[] ys = {0, 0.5, 1};
        for (int j = 0; j < 3; j++) {
            for (int i = 0; i < 4; i++) {
                cells.add(new MapSeries.MapCell(xs[i], ys[j], i == 1 && j == 1 ? Double.NaN : -1.5 + 0.75 * i + 0.5 * j, "2 of 2 trials", List.of("t" + i + j)));
            }
        }
        PlotAxis x = PlotAxis.log("Depth", "layers");
        MapSeries map = new MapSeries("m", "Ratio", PlotAxis.linear("log10 of the ratio", "decades").withRange(-1, 1), MapSeries.edges(x.scale(), xs),
                MapSeries.edges(AxisScale.LINEAR, ys), cells);
        return new Plot("map", "A map", "two seeds", "", x.withRange(map.xEdges().get(0), map.xEdges().get(4)), PlotAxis.linear("Scale", "").withRange(-0.25, 1.25),
                List.of(map, new LineSeries("l", "Ratio 1", Values.of(1, 10, 100, 1000), Values.of(1, 0.75, 0.25, 0), List.of("t"))));
    }

    /** Nothing yet, as before the first trial ends. */
    public static Plot empty() {
        return new Plot("empty", "Nothing", "", "", PlotAxis.log("Depth", ""), PlotAxis.linear("y", ""), List.of());
    }
}
