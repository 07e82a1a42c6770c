package org.plumbline.ui.plots.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotAxis;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.SamplePlots;

class PdfSurfaceTest {
    private static final String ORIGIN = "{\"identity\": \"a<b & c\"}";

    private static int dark(BufferedImage image, int x0, int x1, int y0, int y1) {
        int dark = 0;
        for (int x = x0; x < x1; x++) {
            for (int y = y0; y < y1; y++) {
                dark += (image.getRGB(x, y) & 0xff) < 128 && (image.getRGB(x, y) >> 8 & 0xff) < 128 ? 1 : 0;
            }
        }
        return dark;
    }

    @Test
    void equalInputGivesEqualBytes() {
        Locale before = Locale.getDefault();
        byte[] first = PlotExport.pdf(SamplePlots.depth(), 700, 420, ORIGIN);
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(PlotExport.pdf(SamplePlots.depth(), 700, 420, ORIGIN)).isEqualTo(first);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(PlotExport.pdf(SamplePlots.depth(), 700, 420, "")).isNotEqualTo(first);
        assertThat(first.length).isLessThan(60_000);
    }

    @Test
    void textIsTextInAnEmbeddedFont() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(PlotExport.pdf(SamplePlots.depth(), 700, 420, ORIGIN))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            assertThat(pdf.getPage(0).getMediaBox().getWidth()).isEqualTo(525);
            assertThat(pdf.getDocumentInformation().getCustomMetadataValue("Plumbline")).isEqualTo(ORIGIN);
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Weights & depth");
            assertThat(new PDFTextStripper().getText(pdf)).contains("Weights & depth", "Max norm", "Depth (layers)", "slope \u22121.000 \u00b1 0.020",
                    "1 point not positive, not shown.");
            PDResources resources = pdf.getPage(0).getResources();
            for (COSName name : resources.getFontNames()) {
                PDFont font = resources.getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
            }
            assertThat(resources.getXObjectNames()).as("no pixels").isEmpty();
        }
    }

    /** What is drawn lies where the image has it: compared by the colours of the series and by the ink of parts of the page. */
    @Test
    void thePageLooksLikeTheImage() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(PlotExport.pdf(SamplePlots.depth(), 700, 420, ""))) {
            // 96 pixels an inch: a pixel for each unit.
            BufferedImage image = new PDFRenderer(pdf).renderImageWithDPI(0, 96);
            assertThat(image.getWidth()).isBetween(699, 701);
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            for (Colour colour : SeriesStyle.PALETTE.subList(0, 2)) {
                int rgb = 0xff000000 | colour.red() << 16 | colour.green() << 8 | colour.blue();
                assertThat(Arrays.stream(pixels).filter(p -> p == rgb).count()).isGreaterThan(50);
            }
            assertThat(dark(image, 14, 160, 10, 34)).as("the title stands upright at the top left").isGreaterThan(100);
            assertThat(dark(image, 300, 700, 10, 34)).isZero();
            assertThat(dark(image, 12, 32, 150, 280)).as("the label of the vertical axis").isGreaterThan(20);
        }
    }

    @Test
    void charactersThatTheFontLacksAreMarked() throws Exception {
        Plot plot = new Plot("p", "\u4e2d\ud83d\ude00 \u03c1 \u2264 \u221e \u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b", "tab\tand\u0007bell", "",
                PlotAxis.linear("\u03b1", ""), PlotAxis.linear("\u2202L/\u2202\u03b4", ""), List.of(new PointSeries("s", "S", "", List.of(PlotPoint.of(0, 1)))));
        try (PDDocument pdf = Loader.loadPDF(PlotExport.pdf(plot, 700, 420, ""))) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("?? \u03c1 \u2264 \u221e").contains("\u03b1", "\u2202L", "\u03b4").contains("0123456789\u2212");
        }
    }

    @Test
    void bandsAreTransparentOverTheGrid() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(PlotExport.pdf(SamplePlots.loss(), 480, 420, ""))) {
            BufferedImage image = new PDFRenderer(pdf).renderImageWithDPI(0, 96);
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            // 0x0072b2 with opacity 56/255 on white.
            assertThat(Arrays.stream(pixels).filter(p -> Math.abs((p >> 16 & 0xff) - 199) < 3 && Math.abs((p >> 8 & 0xff) - 224) < 3
                    && Math.abs((p & 0xff) - 238) < 3).count()).isGreaterThan(500);
        }
    }
}
