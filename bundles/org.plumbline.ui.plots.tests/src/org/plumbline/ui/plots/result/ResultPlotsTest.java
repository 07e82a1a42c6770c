package org.plumbline.ui.plots.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.FitLine;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.ui.plots.model.AxisScale;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.PointState;
import org.plumbline.ui.plots.model.ReferenceLine;

class ResultPlotsTest {
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
