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

    /** Nothing yet, as before the first trial ends. */
    public static Plot empty() {
        return new Plot("empty", "Nothing", "", "", PlotAxis.log("Depth", ""), PlotAxis.linear("y", ""), List.of());
    }
}
