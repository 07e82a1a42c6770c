package org.plumbline.ui.plots.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.plumbline.ui.plots.model.AxisScale;
import org.plumbline.ui.plots.model.MapSeries;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotAxis;
import org.plumbline.ui.plots.model.PlotDescription;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.Range;
import org.plumbline.ui.plots.model.SamplePlots;
import org.plumbline.ui.plots.model.Series;

class PlotPainterTest {

    private static PlotLayout layout(Plot plot) {
        return new PlotLayout(plot, new SvgSurface(900, 560, "", "", "", ""));
    }

    @RepeatedTest(20)
    void equalRatiosAreEqualLengthsOnALogAxis() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        double min = Math.pow(10, random.nextDouble(-9, 3));
        AxisMap map = new AxisMap(AxisScale.LOG, new Range(min, min * 1e6), 100, 700);
        assertThat(map.position(min)).isCloseTo(100, within(1e-9));
        double factor = random.nextDouble(1, 1000);
        double at = min * random.nextDouble(1, 1000);
        // Six decades over 600 units: a factor f is 100 log10 f long.
        assertThat(map.position(at * factor) - map.position(at)).isCloseTo(100 * Math.log10(factor), within(1e-6));
    }

    @Test
    void whatALogAxisCannotHoldLiesBelowIt() {
        AxisMap map = new AxisMap(AxisScale.LOG, new Range(1, 10), 500, 100);
        assertThat(map.position(0)).isGreaterThan(500).isEqualTo(map.position(-3)).isLessThan(1e5);
        assertThat(new AxisMap(AxisScale.LINEAR, new Range(0, 1), 0, 100).position(1e300)).isLessThan(1e5);
    }

    @Test
    void everyMarkerIsHitWhereItIsDrawn() {
        Plot plot = SamplePlots.depth();
        PlotLayout layout = layout(plot);
        Series max = plot.find("max").orElseThrow();
        for (int i = 0; i < 5; i++) {
            double[] place = layout.place(max, i);
            assertThat(PlotHit.at(layout, place[0] + 2, place[1] - 2, 6)).contains(new PlotHit(max, i));
        }
        assertThat(layout.place(max, 4)[1]).as("a diverged trial stands above the frame").isLessThan(layout.frame().y());
        assertThat(PlotHit.at(layout, layout.place(max, 1)[0], layout.place(max, 1)[1], 6).orElseThrow().trials()).containsExactly("a16-0", "a16-1");
        assertThat(PlotHit.at(layout, layout.frame().x() + 1, layout.frame().bottom() - 1, 6)).isEmpty();
    }

    @Test
    void everyCellIsHitAndSaysWhatItIs() {
        Plot plot = SamplePlots.map();
        PlotLayout layout = layout(plot);
        MapSeries map = plot.map().orElseThrow();
        for (int i = 0; i < 12; i++) {
            Box cell = layout.cell(map, i);
            assertThat(PlotHit.at(layout, cell.x() + 3, cell.bottom() - 3, 2)).contains(new PlotHit(map, i));
            assertThat(cell.contains(layout.place(map, i)[0], layout.place(map, i)[1])).isTrue();
            assertThat(PlotHit.visible(layout, map, i)).isTrue();
        }
        assertThat(PlotHit.at(layout, layout.frame().x() - 2, layout.frame().y() + 30, 1)).isEmpty();
        double[] line = layout.place(plot.find("l").orElseThrow(), 2);
        assertThat(PlotHit.at(layout, line[0], line[1], 4).orElseThrow().series().id()).as("what lies on the map wins").isEqualTo("l");
        assertThat(new PlotHit(map, 7).trials()).containsExactly("t31");
        assertThat(PlotDescription.of(plot, map, 7)).isEqualTo("Ratio\nDepth = 1000 layers\nScale = 0.5\nlog10 of the ratio = 1.25 decades\n2 of 2 trials");
        assertThat(PlotDescription.of(plot, map, 5)).contains("log10 of the ratio: none");
        assertThat(PlotDescription.of(plot)).contains("Ratio: map of 4 by 3 cells, −1 to 1");
    }

    @Test
    void pointsThatAreNotShownAreNotHit() {
        Plot plot = SamplePlots.depth();
        assertThat(PlotHit.visible(layout(plot), plot.find("rss").orElseThrow(), 0)).isFalse();
    }

    @Test
    void theLegendStandsOutsideTheFrame() {
        PlotLayout layout = layout(SamplePlots.depth());
        assertThat(layout.legendX).isGreaterThan(layout.frame().right());
        assertThat(layout.legendX + layout.legend.width()).isLessThanOrEqualTo(900);
        PlotLayout narrow = new PlotLayout(SamplePlots.depth(), new SvgSurface(400, 560, "", "", "", ""));
        assertThat(narrow.legendY).isGreaterThan(narrow.frame().bottom() + 40);
    }

    /** A view in the corner of the window: the data keep half of the height. */
    @Test
    void aLowSurfaceSparesHeightForTheData() {
        Plot plot = new Plot("p", "A title", "of an experiment", "A caption that is longer than its share. ".repeat(12),
                PlotAxis.linear("x", ""), PlotAxis.linear("y", ""), SamplePlots.depth().series());
        PlotLayout layout = new PlotLayout(plot, new SvgSurface(500, 330, "", "", "", ""));
        assertThat(layout.legendX).isGreaterThan(layout.frame().right());
        assertThat(layout.frame().height()).isGreaterThan(330 / 2.5);
        assertThat(layout.caption.getLast()).endsWith("\u2026");
        assertThat(new PlotLayout(plot, new SvgSurface(900, 560, "", "", "", "")).caption.getLast()).endsWith("seeds.");
    }

    @Test
    void aNarrowFigureKeepsTheColoursBesideTheMap() {
        PlotLayout layout = new PlotLayout(SamplePlots.map(), new SvgSurface(420, 420, "", "", "", ""));
        assertThat(layout.frame().height()).isGreaterThan(200);
        assertThat(layout.frame().width()).isGreaterThan(150);
    }

    @Test
    void theColoursEndAboveTheCaptionOfALowFigure() {
        PlotLayout layout = new PlotLayout(SamplePlots.map(), new SvgSurface(500, 330, "", "", "", ""));
        assertThat(layout.missingHeight()).isZero();
    }

    @Test
    void aLongLegendMakesAFigureHigher() {
        List<Series> series = java.util.stream.IntStream.range(0, 40).<Series>mapToObj(i -> new PointSeries("s" + i, "Series " + i, "", List.of(PlotPoint.of(i, i, "t")))).toList();
        Plot plot = new Plot("p", "P", "", "A caption of the figure", PlotAxis.linear("x", ""), PlotAxis.linear("y", ""), series);
        double height = PlotExport.height(plot);
        assertThat(height).isGreaterThan(PlotExport.HEIGHT);
        PlotLayout layout = new PlotLayout(plot, new SvgSurface(PlotExport.WIDTH, height, "", "", "", ""));
        assertThat(layout.legendY + layout.legend.height()).isLessThan(height - TextStyle.CAPTION.lineHeight());
        assertThat(layout.missingHeight()).isZero();
        assertThat(PlotExport.height(SamplePlots.depth())).isEqualTo(PlotExport.HEIGHT);
    }

    @Test
    void textReadsOnWhiteAndSeriesDiffer() {
        assertThat(Colour.TEXT.contrast(Colour.WHITE)).isGreaterThan(4.5);
        assertThat(Colour.SECONDARY_TEXT.contrast(Colour.WHITE)).isGreaterThan(4.5);
        assertThat(Colour.rgb(0).contrast(Colour.WHITE)).isCloseTo(21, within(1e-9));
        List<Series> series = java.util.stream.IntStream.range(0, 42).<Series>mapToObj(i -> new PointSeries("s" + i, "S", "", List.of(PlotPoint.of(i, i)))).toList();
        Plot plot = new Plot("p", "P", "", "", PlotAxis.linear("x", ""), PlotAxis.linear("y", ""), series);
        assertThat(SeriesStyle.of(plot).values()).hasSize(42).doesNotHaveDuplicates();
    }

    @Test
    void aTinySurfaceIsPaintedToo() {
        assertThat(PlotExport.png(SamplePlots.depth(), 30, 20, 1, "")).isNotEmpty();
        assertThat(PlotExport.svg(SamplePlots.empty(), 300, 200, "")).contains("No data to show");
    }
}
