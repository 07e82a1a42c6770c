package org.plumbline.ui.plots.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.FitLine;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.ui.plots.model.AxisScale;
import org.plumbline.ui.plots.model.MapSeries;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.PointState;
import org.plumbline.ui.plots.model.Range;
import org.plumbline.ui.plots.model.ReferenceLine;
import org.plumbline.ui.plots.model.Values;

class ResultPlotsTest {

    private static AnalysisResult map(ResultAxis x) {
        return new AnalysisResult("a", "map", "accuracy", "", Optional.empty(), x, new ResultAxis("beta", "", false), Lists.immutable.empty(),
                Optional.empty(), Lists.immutable.empty()).withMap(new ResultMap(DoubleLists.immutable.with(1, 100), DoubleLists.immutable.with(0.25, 0.5, 1.25),
                        new ResultAxis("accuracy", "", false), Optional.empty(), Lists.immutable.with(0.5, 0.25, 0.125, 1.0, Double.NaN, 0.75)
                                .collect(v -> new ResultMap.Cell(v, 1, 2, Lists.immutable.with("t" + v)))));
    }

    /** Cells meet half way: on the logarithmic axis 1, 100 at 10; on the linear one 0.25, 0.5, 1.25 at 0.375 and 0.875. */
    @Test
    void aMapFillsTheFrameAndStandsAlone() {
        Plot plot = ResultPlots.of("title", Lists.immutable.with(map(new ResultAxis("depth", "layers", true)), result("q", Optional.empty())));
        MapSeries map = plot.map().orElseThrow();
        assertThat(plot.series()).hasSize(1);
        assertThat(plot.caption()).contains("Not in this figure");
        assertThat(plot.title()).isEqualTo("accuracy against depth and beta");
        assertThat(map.xEdges().get(1)).isCloseTo(10, within(1e-9));
        assertThat(map.yEdges()).isEqualTo(Values.of(0.125, 0.375, 0.875, 1.625));
        assertThat(plot.xRange().min()).isCloseTo(0.1, within(1e-12));
        assertThat(plot.yRange().max()).isEqualTo(1.625);
        assertThat(map.colours()).as("from the least to the largest").isEqualTo(new Range(0.125, 1));
        assertThat(map.parts()[0]).isCloseTo(0.375 / 0.875, within(1e-12));
        assertThat(map.parts()[4]).isNaN();
        assertThat(map.cells().get(3).count()).isEqualTo("1 of 2 trials");
        assertThat(map.cells().get(3).x()).isEqualTo(100);
        assertThat(map.cells().get(3).y()).isEqualTo(0.5);
    }

    @Test
    void aMapOfOneCellHasAPlace() {
        assertThat(MapSeries.edges(AxisScale.LINEAR, 0)).isEqualTo(Values.of(-0.5, 0.5));
        assertThat(MapSeries.edges(AxisScale.LINEAR, -4)).isEqualTo(Values.of(-6, -2));
        assertThat(MapSeries.edges(AxisScale.LOG, 10).get(1)).isCloseTo(10 * Math.sqrt(10), within(1e-9));
    }
    private final AnalysisResult norm = result("maxNorm(A)", Optional.of(new FitLine(-0.5, Math.log(2), 4, 16)));

    private static AnalysisResult result(String quantity, Optional<FitLine> fit) {
        ImmutableList<ResultPoint> points = Lists.immutable.with(
                new ResultPoint(4, 1.0, 0.9, 1.1, 2, 2, Lists.immutable.with("a", "b")),
                new ResultPoint(8, 0.7, 0.7, 0.7, 1, 3, Lists.immutable.with("c")),
                new ResultPoint(16, Double.NaN, Double.NaN, Double.NaN, 0, 2, Lists.immutable.empty()));
        Estimate estimate = new Estimate(-0.5, 0.01, -0.53, -0.47, 0.95, 3, "", "least squares", Lists.immutable.with("a", "b", "c"));
        return new AnalysisResult("scaling", quantity, "norm of " + quantity, "exponent in depth", Optional.of(estimate),
                new ResultAxis("depth", "layers", true), new ResultAxis("norm", "", true), points, fit,
                Lists.immutable.with("4 trials diverged"));
    }

    @Test
    void nothingThatWasRunDisappears() {
        Plot plot = ResultPlots.of("Sample", Lists.immutable.with(norm));
        PointSeries points = (PointSeries) plot.series().get(0);
        assertThat(points.points()).filteredOn(p -> p.state() == PointState.DONE).extracting(PlotPoint::x)
                .containsExactly(4.0, 8.0);
        assertThat(points.points()).filteredOn(p -> p.state() == PointState.DIVERGED).extracting(PlotPoint::x)
                .containsExactly(8.0, 8.0, 16.0, 16.0);
        assertThat(points.points().get(0).trials()).containsExactly("a", "b");
        assertThat(points.points().get(0).low()).isEqualTo(0.9);
        assertThat(points.points().get(1).hasInterval()).as("one seed has no spread").isFalse();
        assertThat(plot.caption()).isEqualTo("4 trials diverged.");
    }

    @Test
    void theFittedLineIsThePowerLawOfTheResult() {
        Plot plot = ResultPlots.of("Sample", Lists.immutable.with(norm));
        ReferenceLine line = (ReferenceLine) plot.series().get(1);
        // 2 x^(-1/2) at 4 and at 16.
        assertThat(line.y0()).isEqualTo(1.0, within(1e-12));
        assertThat(line.y1()).isEqualTo(0.5, within(1e-12));
        assertThat(line.label()).contains("0.01");
        assertThat(plot.x().scale()).isEqualTo(AxisScale.LOG);
        assertThat(plot.x().text()).isEqualTo("depth (layers)");
    }

    @Test
    void severalQuantitiesShareAPlot() {
        Plot plot = ResultPlots.of("Sample", Lists.immutable.with(norm, result("maxNorm(b)", Optional.empty())));
        assertThat(plot.series()).hasSize(3);
        assertThat(plot.title()).isEqualTo("2 quantities against depth");
        assertThat(plot.caption()).as("each note once").isEqualTo("4 trials diverged.");
    }
}
