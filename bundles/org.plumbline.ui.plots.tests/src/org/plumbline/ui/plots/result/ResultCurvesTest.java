package org.plumbline.ui.plots.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.plumbline.ui.plots.result.SampleResults.NORM;
import static org.plumbline.ui.plots.result.SampleResults.STEP;
import static org.plumbline.ui.plots.result.SampleResults.TIME;
import static org.plumbline.ui.plots.result.SampleResults.sampled;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.FitLine;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.ui.plots.model.AxisScale;
import org.plumbline.ui.plots.model.BandSeries;
import org.plumbline.ui.plots.model.LineSeries;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotNotes;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.ReferenceLine;
import org.plumbline.ui.plots.model.Series;
import org.plumbline.ui.plots.paint.PlotExport;

class ResultCurvesTest {

    @Test
    void aFitBelongsToItsCurve() {
        AnalysisResult result = SampleResults.empty("q", SampleResults.TIME, SampleResults.NORM).withCurves(Lists.immutable.with(
                new Curve("a-fit", "L^1", Curve.Style.LINE, SampleResults.sampled(2, t -> 1 + t)),
                new Curve("a", "A", Curve.Style.POINTS, SampleResults.sampled(5, t -> 1 + t)),
                new Curve("b-fit", "of nothing", Curve.Style.LINE, SampleResults.sampled(2, t -> 1 + t))));
        Plot plot = ResultPlots.of("t", Lists.immutable.with(result));
        assertThat(plot.series()).extracting(Series::label).containsExactly("A", "L^1", "of nothing");
        assertThat(plot.series()).extracting(Series::companionOf).containsExactly("", plot.series().getFirst().id(), "");
    }

    private static Plot plot(AnalysisResult... results) {
        return ResultPlots.of("Sample", Lists.immutable.with(results));
    }

    private static <T extends Series> T find(Plot plot, String id, Class<T> type) {
        return type.cast(plot.find(id).orElseThrow(() -> new AssertionError(id + " not among " + plot.series().stream().map(Series::id).toList())));
    }

    @Test
    void everyCurveIsASeriesOfItsStyle() {
        Plot plot = plot(SampleResults.path());
        assertThat(plot.x().scale()).isEqualTo(AxisScale.LINEAR);
        assertThat(find(plot, "limits/path", PointSeries.class).points()).hasSize(9).allMatch(p -> p.hasInterval());
        assertThat(find(plot, "limits/path/rival", LineSeries.class).label()).isEqualTo("linear ODE");
        assertThat(find(plot, "limits/path/rival", LineSeries.class).y().get(49)).isCloseTo(Math.E, within(1e-15));
        BandSeries band = find(plot, "limits/path/prediction-band", BandSeries.class);
        assertThat(band.companionOf()).isEqualTo("limits/path/prediction");
        assertThat(band.high().get(49)).isCloseTo(2.2, within(1e-12));
        assertThat(find(plot, "limits/path/other", PointSeries.class).points()).allMatch(p -> p.hasInterval());
        String svg = PlotExport.svg(plot, 900, 560, "");
        assertThat(svg).contains("neural ODE", "linear ODE", "95 % band", "twice the depth").doesNotContain("NaN", "0/0", "9/9 points");
        assertThat(svg.split("stroke-dasharray", -1).length).as("two lines differ without colour").isGreaterThan(1);
    }

    @Test
    void aPowerLawOnOtherAxesIsBent() {
        ResultAxis linear = new ResultAxis("norm", "", false);
        Estimate other = new Estimate(3e-7, 1e-8, Double.NaN, Double.NaN, 0.95, 1, "", "", Lists.immutable.empty());
        AnalysisResult result = new AnalysisResult("a", "q", "Q", "limit", Optional.of(other), STEP, linear,
                sampled(3, t -> 1 + t), Optional.of(new FitLine(-2, Math.log(5), 1, 100)), Lists.immutable.empty());
        LineSeries line = find(plot(result), "a/q/fit", LineSeries.class);
        assertThat(line.companionOf()).isEqualTo("a/q");
        for (int i = 0; i < line.x().size(); i++) {
            assertThat(line.y().get(i)).isCloseTo(5 / Math.pow(line.x().get(i), 2), within(1e-12));
        }
        assertThat(line.label()).as("the error of an estimate that is no exponent is not that of the exponent").isEqualTo("exponent −2.000");
    }

    @Test
    void resultsWithoutDataSayThatThereIsNothingToShow() {
        for (AnalysisResult result : List.of(SampleResults.conclusionAlone(), SampleResults.empty("q", TIME, NORM),
                SampleResults.empty("q", new ResultAxis("", "", false), new ResultAxis("", "", false)),
                SampleResults.empty("q", TIME, NORM).withCurves(Lists.immutable.with(new Curve("c", "C", Curve.Style.BAND, Lists.immutable.empty()))))) {
            assertThat(result.hasData()).isFalse();
            assertThat(PlotExport.svg(plot(result), 900, 560, "")).contains("No data to show");
            assertThat(PlotExport.png(plot(result), 300, 200, 1, "")).isNotEmpty();
        }
    }

    @Test
    void curvesAloneAreShown() {
        AnalysisResult result = SampleResults.empty("q", TIME, NORM)
                .withCurves(Lists.immutable.with(new Curve("c", "C", Curve.Style.BAND, sampled(5, t -> 1 + t))));
        assertThat(result.hasData()).isTrue();
        assertThat(PlotExport.svg(plot(result), 900, 560, "")).doesNotContain("No data to show");
    }

    @Test
    void whatALogarithmicAxisCannotShowIsCounted() {
        AnalysisResult result = SampleResults.withPoints(SampleResults.empty("q", STEP, NORM), sampled(5, t -> t - 0.5)).withCurves(Lists.immutable.with(
                new Curve("l", "L", Curve.Style.LINE, sampled(4, t -> 1 + t)), new Curve("b", "B", Curve.Style.BAND, sampled(3, t -> 1 + t))));
        // x = 0 of the points, the line and the band; y <= 0 at two more points.
        assertThat(PlotNotes.of(plot(result))).contains("5 points not positive, not shown");
        assertThat(PlotExport.svg(plot(result), 900, 560, "")).contains("5 points not positive, not shown.");
    }

    @Test
    void anotherHorizontalAxisIsNotMixedIn() {
        AnalysisResult step = SampleResults.withPoints(SampleResults.empty("loss", STEP, NORM), sampled(5, t -> 1 + t));
        Plot plot = plot(SampleResults.path(), step);
        assertThat(plot.series()).noneMatch(s -> s.id().startsWith("limits/loss"));
        assertThat(plot.caption()).isEqualTo("Not in this figure, since they have another horizontal axis or are maps: loss of the path (step).");
        assertThat(plot(step, SampleResults.path()).series()).extracting(Series::id).containsExactly("limits/loss");
    }

    @Test
    void severalResultsNameTheirCurves() {
        Plot plot = plot(SampleResults.path(), SampleResults.path());
        assertThat(plot.series()).extracting(Series::id).doesNotHaveDuplicates().contains("limits/path#2", "limits/path/rival#2");
        assertThat(find(plot, "limits/path/rival", LineSeries.class).label()).isEqualTo("path of the path: linear ODE");
        assertThat(find(plot, "limits/path/prediction-band#2", BandSeries.class).companionOf()).isEqualTo("limits/path/prediction#2");
        assertThat(plot.y().text()).isEqualTo("norm");
    }

    @Test
    void manyPointsAreALine() {
        ImmutableList<ResultPoint> dense = sampled(500, t -> 1 + t).collect(p -> new ResultPoint(p.x(), p.value(), p.low(), p.high(), 2, 2, Lists.immutable.with("a", "b")));
        Plot plot = plot(SampleResults.withPoints(SampleResults.empty("q", TIME, NORM), dense));
        assertThat(find(plot, "limits/q", LineSeries.class).trials()).containsExactly("a", "b");
        assertThat(find(plot, "limits/q-band", BandSeries.class).companionOf()).isEqualTo("limits/q");
        ImmutableList<ResultPoint> diverged = dense.newWith(new ResultPoint(2, Double.NaN, Double.NaN, Double.NaN, 0, 1, Lists.immutable.empty()));
        assertThat(plot(SampleResults.withPoints(SampleResults.empty("q", TIME, NORM), diverged)).series().get(0))
                .as("a diverged trial stays visible").isInstanceOf(PointSeries.class);
    }

    /** Whatever numbers a result holds, there is a figure, and it holds no word that is not a number. */
    @RepeatedTest(50)
    void anyNumbersGiveAFigure() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        double[] odd = {0, -0.0, 1, -1, 1e300, -1e300, 1e-300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE};
        List<Curve> curves = new ArrayList<>();
        for (int c = 0; c < 4; c++) {
            List<ResultPoint> points = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                int n = random.nextInt(3);
                points.add(new ResultPoint(odd[random.nextInt(odd.length)], odd[random.nextInt(odd.length)], odd[random.nextInt(odd.length)],
                        odd[random.nextInt(odd.length)], n, n + random.nextInt(2), Lists.immutable.empty()));
            }
            curves.add(new Curve(random.nextBoolean() ? "a" : "a-band", "L", Curve.Style.values()[random.nextInt(3)], Lists.immutable.withAll(points)));
        }
        AnalysisResult result = SampleResults.withPoints(SampleResults.empty("q", new ResultAxis("x", "", random.nextBoolean()),
                new ResultAxis("y", "", random.nextBoolean())), curves.get(0).points()).withCurves(Lists.immutable.withAll(curves));
        String svg = PlotExport.svg(plot(result), 700, 420, "");
        assertThat(svg).doesNotContain("NaN", "Infinity");
        assertThat(PlotExport.csv(plot(result))).isNotEmpty();
        assertThat(PlotExport.pdf(plot(result), 700, 420, "")).isNotEmpty();
        assertThat(PlotExport.png(plot(result), 200, 100, 1, "")).isNotEmpty();
    }

    @Test
    void linesOfAStraightLawStayReferences() {
        AnalysisResult result = new AnalysisResult("a", "q", "Q", "exponent", Optional.empty(), STEP, NORM, Lists.immutable.empty(),
                Optional.of(new FitLine(-2, 0, 1, 100)), Lists.immutable.empty());
        assertThat(find(plot(result), "a/q/fit", ReferenceLine.class).companionOf()).as("without points it stands alone").isEmpty();
    }
}
