package org.plumbline.ui.plots.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;

class PlotModelTest {

    private static Plot plot(PlotAxis y, Series... series) {
        return new Plot("p", "P", "", "", PlotAxis.linear("x", ""), y, List.of(series));
    }

    @Test
    void automaticRangesHoldBarsAndFivePerCentMore() {
        Plot log = plot(PlotAxis.log("y", ""), new PointSeries("s", "S", "", List.of(PlotPoint.of(0, 1, 0.1, 1), PlotPoint.of(10, 10))));
        // Two decades, from 0.1 to 10, and a tenth of a decade at each end.
        assertThat(log.yRange().min()).isCloseTo(Math.pow(10, -1.1), within(1e-12));
        assertThat(log.yRange().max()).isCloseTo(Math.pow(10, 1.1), within(1e-12));
        assertThat(log.xRange()).isEqualTo(new Range(-0.5, 10.5));
    }

    @Test
    void aSingleValueGetsAFactorOfTwoEachWay() {
        Range range = plot(PlotAxis.log("y", ""), new PointSeries("s", "S", "", List.of(PlotPoint.of(1, 8)))).yRange();
        assertThat(range.min()).isCloseTo(4, within(1e-12));
        assertThat(range.max()).isCloseTo(16, within(1e-12));
    }

    @Test
    void extremeValuesStillHaveARange() {
        Plot plot = plot(PlotAxis.linear("y", ""), new PointSeries("s", "S", "", List.of(PlotPoint.of(1, -Double.MAX_VALUE), PlotPoint.of(2, Double.MAX_VALUE))));
        assertThat(plot.yRange()).isEqualTo(new Range(-Double.MAX_VALUE, Double.MAX_VALUE));
        assertThat(AxisTicks.of(AxisScale.LINEAR, plot.yRange(), 5)).isNotEmpty();
    }

    @Test
    void hiddenPointsAreNamedAndCounted() {
        assertThat(PlotNotes.of(SamplePlots.depth())).containsExactly("Bars: range of 2 seeds", "1 point not positive, not shown");
        assertThat(PlotNotes.of(SamplePlots.loss())).containsExactly("1 point not finite, not shown");
        Plot cut = plot(PlotAxis.log("y", "").withRange(1, 10), new PointSeries("s", "S", "sd", List.of(PlotPoint.of(0, 2, -1, 5), PlotPoint.of(1, 20), PlotPoint.of(2, 0), PlotPoint.of(3, -1))));
        assertThat(PlotNotes.of(cut)).containsExactly("Bars: sd", "2 points not positive, not shown", "1 point outside the axis range, not shown", "1 interval cut at the frame");
    }

    @Test
    void trialsWithoutValueCountAgainstTheTotal() {
        // 4 depths with 2 trials each and one diverged; 4 trials and one failed.
        assertThat(PlotNotes.count((PointSeries) SamplePlots.depth().find("max").orElseThrow())).isEqualTo("8/9 trials");
        assertThat(PlotNotes.count((PointSeries) SamplePlots.depth().find("rss").orElseThrow())).isEqualTo("4/5 trials");
        assertThat(PlotNotes.count(new PointSeries("s", "S", "", List.of(PlotPoint.of(1, 1), PlotPoint.without(PointState.FAILED, 2))))).isEqualTo("1/2 points");
        assertThat(PlotNotes.count(new PointSeries("s", "S", "", List.of(PlotPoint.of(1, 1, "a", "b"), PlotPoint.without(PointState.DIVERGED, 2), PlotPoint.without(PointState.DIVERGED, 2))))).as("one that is not named is one").isEqualTo("2/4 trials");
        assertThat(PlotNotes.count(new PointSeries("s", "S", "", List.of(PlotPoint.of(1, 1))))).isEmpty();
    }

    @Test
    void slopesCarryTwoDigitsOfTheirError() {
        assertThat(ReferenceLine.slopeText(-0.7004, 0.0213)).isEqualTo("slope −0.700 ± 0.021");
        assertThat(ReferenceLine.slopeText(0.29, 0.5)).isEqualTo("slope +0.29 ± 0.50");
        assertThat(ReferenceLine.slopeText(12.3, 45)).isEqualTo("slope +12 ± 45");
        assertThat(ReferenceLine.slopeText(-0.16, Double.NaN)).isEqualTo("slope −0.160");
        assertThat(ReferenceLine.slopeText(Double.NaN, Double.NaN)).isEqualTo("slope not a number");
    }

    @Test
    void powerLawPassesThroughItsEnds() {
        ReferenceLine line = ReferenceLine.powerLaw("f", "F", 3, -0.5, 4, 100, "");
        assertThat(line.y0()).isCloseTo(1.5, within(1e-15));
        assertThat(line.y1()).isCloseTo(0.3, within(1e-15));
    }

    @Test
    void numbersReadWellInEveryMagnitude() {
        assertThat(NumberLabels.value(0.0123456)).isEqualTo("0.01235");
        assertThat(NumberLabels.value(-1300)).isEqualTo("−1300");
        assertThat(NumberLabels.value(1.5e-9)).isEqualTo("1.5·10⁻⁹");
        assertThat(NumberLabels.value(1e12)).isEqualTo("10¹²");
        assertThat(NumberLabels.value(0)).isEqualTo("0");
        assertThat(NumberLabels.value(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
    }

    @Test
    void pointsAreDescribedWithTheirInterval() {
        Plot plot = SamplePlots.depth();
        Series max = plot.find("max").orElseThrow();
        assertThat(PlotDescription.of(plot, max, 0)).isEqualTo("Max norm\nDepth = 4 layers\nNorm = 0.5 ± 0.125\n2 trials");
        assertThat(PlotDescription.of(plot, max, 4)).isEqualTo("Max norm\nDepth = 1024 layers\ndiverged\ntrial a1024-0");
        assertThat(PlotDescription.of(plot)).startsWith("Weights & depth. Norm against Depth (layers), both axes logarithmic. Max norm: 5 points, 8/9 trials.");
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> new Range(2, Double.NaN)).hasMessage("axis range: expected finite min < max, got [2.0, NaN]");
        assertThatThrownBy(() -> PlotAxis.log("Depth", "").withRange(0, 1)).hasMessageContaining("axis Depth").hasMessageContaining("0.0");
        assertThatThrownBy(() -> PlotPoint.of(1, 2, 3, 1)).hasMessageContaining("[3.0, 1.0]");
        assertThatThrownBy(() -> new LineSeries("l", "L", Values.of(1), Values.of(), List.of())).hasMessageContaining("1 x and 0 y");
        Series s = new LineSeries("l", "L", Values.of(), Values.of(), List.of());
        assertThatThrownBy(() -> plot(PlotAxis.linear("y", ""), s, s)).hasMessageContaining("two series have the id l");
        assertThatThrownBy(() -> plot(PlotAxis.linear("y", ""), ReferenceLine.affine("f", "F", 0, 1, 0, 1, "gone"))).hasMessageContaining("unknown series gone");
    }
}
