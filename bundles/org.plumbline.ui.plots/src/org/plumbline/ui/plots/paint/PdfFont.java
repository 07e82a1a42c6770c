package org.plumbline.ui.plots.paint;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The font of a PDF document, of which it holds the letters that are used: Liberation Sans, as PDFBox brings it. */
final class PdfFont {

    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String UNKNOWN = "?";
    /** The font has only some of them, so all are made from its digits. */
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";
    private static final String BASES = "0123456789−";
    private static final double RAISED_SIZE = 0.66;
    private static final double RISE = 0.36;

    private final PDFont font;
    private final Map<Integer, String> glyphs = new HashMap<>();

    PdfFont(PDDocument document) throws IOException {
        try (InputStream in = PDFont.class.getResourceAsStream(FILE)) {
            font = PDType0Font.load(document, in, true);
        }
    }

    /** Writes one line of text where the text position of the page is. */
    void show(String text, TextStyle style, PDPageContentStream page) throws IOException {
        for (Run run : runs(text)) {
            page.setFont(font, (float) (run.raised ? RAISED_SIZE * style.size() : style.size()));
            page.setTextRise((float) (run.raised ? RISE * style.size() : 0));
            page.showText(run.text);
        }
    }

    /** In units of the surface. */
    double width(String text, TextStyle style) throws IOException {
        double sum = 0;
        for (Run run : runs(text)) {
            sum += font.getStringWidth(run.text) * (run.raised ? RAISED_SIZE : 1);
        }
        return sum / 1000 * style.size();
    }

    /** A part of a text, on its line or raised above it. */
    private record Run(String text, boolean raised) {
    }

    private List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean raised = false;
        for (int c : text.codePoints().toArray()) {
            int place = SUPERSCRIPTS.indexOf(c);
            if (place >= 0 != raised && !part.isEmpty()) {
                runs.add(new Run(part.toString(), raised));
                part.setLength(0);
            }
            raised = place >= 0;
            part.append(glyph(raised ? BASES.charAt(place) : c));
        }
        runs.add(new Run(part.toString(), raised));
        return runs;
    }

    /** What the font lacks becomes a question mark. */
    private String glyph(int codePoint) {
        return glyphs.computeIfAbsent(codePoint, code -> {
            String glyph = Character.toString(code);
            try {
                font.encode(glyph);
                return glyph;
            } catch (IllegalArgumentException | IOException missing) {
                return UNKNOWN;
            }
        });
    }
}
