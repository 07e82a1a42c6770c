package org.plumbline.ui.plots.paint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.ui.plots.model.MapSeries;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotAxis;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.SamplePlots;
import org.w3c.dom.Document;

class PlotExportTest {

    private static final String ORIGIN = "{\"identity\": \"a<b & c\"}";

    @TempDir
    Path folder;

    @Test
    void svgIsTheStoredOneInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : List.of(Locale.ROOT, Locale.GERMANY, Locale.forLanguageTag("ar-EG-u-nu-arab"))) {
                Locale.setDefault(locale);
                assertGolden("depth.svg", PlotExport.svg(SamplePlots.depth(), 700, 420, ORIGIN));
                assertGolden("loss.svg", PlotExport.svg(SamplePlots.loss(), 480, 420, ""));
                assertGolden("map.svg", PlotExport.svg(SamplePlots.map(), 700, 420, ""));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    /** On a mismatch the new text is kept in the temporary folder of the machine, to be looked at. */
    private static void assertGolden(String name, String actual) throws IOException {
        try (InputStream in = PlotExportTest.class.getResourceAsStream(name)) {
            String expected = in == null ? "" : new String(in.readAllBytes(), UTF_8);
            if (!expected.equals(actual)) {
                Path written = Path.of(System.getProperty("java.io.tmpdir"), "plumbline-golden-" + name);
                Files.writeString(written, actual);
                assertThat(actual).as("new text in " + written).isEqualTo(expected);
            }
        }
    }

    @Test
    void svgIsWellFormedAndCarriesItsOrigin() throws Exception {
        String svg = PlotExport.svg(SamplePlots.depth(), 700, 420, ORIGIN);
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
        assertThat(document.getElementsByTagName("metadata").item(0).getTextContent()).isEqualTo(ORIGIN);
        assertThat(document.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Weights & depth");
        assertThat(svg.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http", "href", "NaN", "Infinity");
    }

    @Test
    void svgStaysWellFormedWithForbiddenCharacters() throws Exception {
        Plot plot = new Plot("p", "bell \u0007 <script>", "", "", PlotAxis.linear("x", ""), PlotAxis.linear("y", ""), List.of());
        String svg = PlotExport.svg(plot, 300, 200, "");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
        assertThat(svg).doesNotContain("<script>");
    }

    @Test
    void pngHasTheSizeTheSeriesColoursAndItsOrigin() throws IOException {
        byte[] png = PlotExport.png(SamplePlots.depth(), 700, 420, 2, ORIGIN);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(1400);
        assertThat(image.getHeight()).isEqualTo(840);
        int[] pixels = image.getRGB(0, 0, 1400, 840, null, 0, 1400);
        for (Colour colour : SeriesStyle.PALETTE.subList(0, 2)) {
            int rgb = 0xff000000 | colour.red() << 16 | colour.green() << 8 | colour.blue();
            assertThat(java.util.Arrays.stream(pixels).filter(p -> p == rgb).count()).isGreaterThan(100);
        }
        assertThat(new String(png, UTF_8)).contains(ORIGIN);
        assertThatThrownBy(() -> PlotExport.png(SamplePlots.depth(), 0, 420, 2, "")).hasMessageContaining("0.0 x 420.0");
    }

    @Test
    void csvHoldsEveryPointAndReadsBackExactly() {
        List<String> lines = PlotExport.csv(SamplePlots.depth()).lines().toList();
        // Header, 5 + 5 points, 2 ends of the fit.
        assertThat(lines).hasSize(13);
        assertThat(lines.get(0)).isEqualTo("series,label,kind,index,Depth (layers),Norm,low,high,state,shown,group,trials");
        assertThat(lines.get(1)).isEqualTo("max,Max norm,point,0,4.0,0.5,0.375,0.625,done,shown,,a4-0 a4-1");
        assertThat(lines.get(5)).isEqualTo("max,Max norm,point,4,1024.0,,,,diverged,at the frame,,a1024-0");
        assertThat(lines.get(8)).isEqualTo("rss,Root sum of squares,point,0,4.0,0.0,,,done,not positive,,b4");
        assertThat(PlotExport.csv(SamplePlots.loss()).lines()).hasSize(1 + 5 + 5 + 2);
    }

    /** A map has a third number: its column comes last, and rows of other series leave it empty. */
    @Test
    void csvHoldsEveryCell() {
        List<String> lines = PlotExport.csv(SamplePlots.map()).lines().toList();
        assertThat(lines).hasSize(1 + 12 + 4);
        assertThat(lines.get(0)).endsWith(",shown,group,trials,log10 of the ratio (decades)");
        assertThat(lines.get(1)).isEqualTo("m,Ratio,cell,0,1.0,0.0,,,2 of 2 trials,shown,,t00,-1.5");
        assertThat(lines.get(6)).isEqualTo("m,Ratio,cell,5,10.0,0.5,,,2 of 2 trials,shown,,t11,");
        assertThat(lines.get(13)).isEqualTo("l,Ratio 1,line,0,1.0,1.0,,,,shown,,t,");
    }

    /** Each cell in its colour, on every surface that has pixels or paths. */
    @Test
    void cellsHaveTheColoursOfTheirValues() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(PlotExport.png(SamplePlots.map(), 700, 420, 1, "")));
        PlotLayout layout = new PlotLayout(SamplePlots.map(), new SvgSurface(700, 420, "", "", "", ""));
        MapSeries map = SamplePlots.map().map().orElseThrow();
        String svg = PlotExport.svg(SamplePlots.map(), 700, 420, "");
        for (int i = 0; i < 12; i++) {
            if (i != 5) {
                Colour colour = ColourMap.at(map.parts()[i]);
                int rgb = colour.red() << 16 | colour.green() << 8 | colour.blue();
                assertThat(svg).contains(String.format(Locale.ROOT, "fill=\"#%06x\"", rgb));
                // Near a corner, where the line does not pass; fonts of the machine move the frame a little.
                Box cell = layout.cell(map, i);
                assertThat(image.getRGB((int) (cell.right() - 12), (int) (cell.bottom() - 12)) & 0xffffff).as("cell " + i).isEqualTo(rgb);
            }
        }
        assertThat(svg).contains("no value", "1 cell without a value that has a colour, hatched", "3 cells lie beyond the colours");
        assertThat(PlotExport.pdf(SamplePlots.map(), 700, 420, "")).isNotEmpty();
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        Plot plot = new Plot("p", "P", "", "", PlotAxis.linear("x, \"scaled\"", ""), PlotAxis.linear("y", ""),
                List.of(new PointSeries("s", "a\nb", "", List.of(PlotPoint.of(0.1, 1e-300)))));
        assertThat(PlotExport.csv(plot)).isEqualTo("series,label,kind,index,\"x, \"\"scaled\"\"\",y,low,high,state,shown,group,trials\r\n"
                + "s,\"a\nb\",point,0,0.1,1.0E-300,,,done,shown,,\r\n");
    }

    @Test
    void savesByNameAndLeavesNothingHalfWritten() throws IOException {
        for (String name : List.of("a.svg", "a.pdf", "a.PNG", "a.csv")) {
            PlotExport.save(SamplePlots.loss(), folder.resolve(name), ORIGIN);
        }
        assertThatThrownBy(() -> PlotExport.save(SamplePlots.loss(), folder.resolve("a.bmp"), "")).hasMessageContaining("a.bmp: expected a name ending with .svg");
        assertThatThrownBy(() -> PlotExport.save(SamplePlots.loss(), folder.resolve("no/a.svg"), "")).isInstanceOf(IOException.class);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("a.svg", "a.pdf", "a.PNG", "a.csv");
        }
    }
}
