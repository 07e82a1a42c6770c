package org.plumbline.ui.plots.paint;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/**
 * A surface that writes one page of PDF: lines and text, no pixels, the font embedded, and for equal input equal bytes with the
 * same Java, whose zlib compresses them. Close it when the document is done.
 */
public final class PdfSurface implements Surface, AutoCloseable {

    /** A unit of a surface is 1/96 inch, one of PDF 1/72. */
    private static final float SCALE = 0.75f;
    /** The key of the document's information under which its origin is kept. */
    private static final String ORIGIN = "Plumbline";
    /** Bold text is the regular font with an outline of this part of its size. */
    private static final double BOLD = 0.035;
    /** Length of the handles of four Bezier curves that make a circle of radius 1: 4/3 (sqrt 2 - 1). */
    private static final double KAPPA = 0.5522847498307936;

    private final double width;
    private final double height;
    private final PDDocument document = new PDDocument();
    private final PdfFont font;
    private final PDPageContentStream page;
    private int alpha = 255;

    /**
     * @param title       for readers who do not see the figure
     * @param description for readers who do not see the figure
     * @param metadata    a JSON text that says where the figure comes from; empty for none
     */
    public PdfSurface(double width, double height, String title, String description, String metadata) {
        this.width = width;
        this.height = height;
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(title);
        information.setSubject(description);
        information.setCreator("Plumbline");
        if (!metadata.isEmpty()) {
            information.setCustomMetadataValue(ORIGIN, metadata);
        }
        // Else the time of day becomes part of the file.
        document.setDocumentId(1L);
        PDPage only = new PDPage(new PDRectangle((float) width * SCALE, (float) height * SCALE));
        document.addPage(only);
        try {
            font = new PdfFont(document);
            page = new PDPageContentStream(document, only);
            page.transform(new Matrix(SCALE, 0, 0, -SCALE, 0, (float) height * SCALE));
            page.setLineJoinStyle(1);
        } catch (IOException e) {
            throw new UncheckedIOException("PDF in memory: " + e.getMessage(), e);
        }
    }

    /** Ends the page; nothing can be painted any more. */
    public byte[] document() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(() -> {
            page.close();
            document.save(bytes);
        });
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        write(document::close);
    }

    @Override
    public double width() {
        return width;
    }

    @Override
    public double height() {
        return height;
    }

    @Override
    public void polyline(double[] xs, double[] ys, Stroke stroke) {
        write(() -> {
            use(stroke);
            path(xs, ys);
            page.stroke();
        });
    }

    @Override
    public void polygon(double[] xs, double[] ys, Colour fill) {
        write(() -> {
            use(fill);
            path(xs, ys);
            page.closePath();
            page.fill();
        });
    }

    @Override
    public void disc(double x, double y, double radius, Colour fill) {
        write(() -> {
            use(fill);
            circle(x, y, radius);
            page.fill();
        });
    }

    @Override
    public void ring(double x, double y, double radius, Stroke stroke) {
        write(() -> {
            use(stroke);
            circle(x, y, radius);
            page.stroke();
        });
    }

    @Override
    public void text(String text, double x, double y, TextStyle style, Anchor anchor, double degrees) {
        if (text.isEmpty()) {
            return;
        }
        double shift = switch (anchor) {
        case START -> 0;
        case MIDDLE -> textWidth(text, style) / 2;
        case END -> textWidth(text, style);
        };
        write(() -> {
            use(style.colour());
            page.setStrokingColor(color(style.colour()));
            page.setLineWidth((float) (BOLD * style.size()));
            page.setLineDashPattern(new float[0], 0);
            page.beginText();
            page.setRenderingMode(style.bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
            double cos = Math.cos(Math.toRadians(degrees));
            double sin = Math.sin(Math.toRadians(degrees));
            page.setTextMatrix(new Matrix((float) cos, (float) -sin, (float) -sin, (float) -cos, (float) (x - shift * cos),
                    (float) (y + shift * sin)));
            font.show(text, style, page);
            page.endText();
        });
    }

    @Override
    public double textWidth(String text, TextStyle style) {
        try {
            return font.width(text, style);
        } catch (IOException e) {
            throw new UncheckedIOException("PDF in memory: " + e.getMessage(), e);
        }
    }

    @Override
    public void clip(Box box) {
        write(() -> {
            page.saveGraphicsState();
            page.addRect((float) box.x(), (float) box.y(), (float) box.width(), (float) box.height());
            page.clip();
        });
    }

    @Override
    public void unclip() {
        write(page::restoreGraphicsState);
        alpha = 255;
    }

    private void use(Stroke stroke) throws IOException {
        opacity(stroke.colour());
        page.setStrokingColor(color(stroke.colour()));
        page.setLineWidth((float) stroke.width());
        double[] lengths = stroke.dash().lengths();
        float[] dashes = new float[lengths.length];
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = (float) lengths[i];
        }
        page.setLineDashPattern(dashes, 0);
    }

    private void use(Colour fill) throws IOException {
        opacity(fill);
        page.setNonStrokingColor(color(fill));
    }

    private void opacity(Colour colour) throws IOException {
        if (colour.alpha() != alpha) {
            alpha = colour.alpha();
            PDExtendedGraphicsState state = new PDExtendedGraphicsState();
            state.setNonStrokingAlphaConstant(alpha / 255f);
            state.setStrokingAlphaConstant(alpha / 255f);
            page.setGraphicsStateParameters(state);
        }
    }

    private static Color color(Colour colour) {
        return new Color(colour.red(), colour.green(), colour.blue());
    }

    private void path(double[] xs, double[] ys) throws IOException {
        page.moveTo((float) xs[0], (float) ys[0]);
        for (int i = 1; i < xs.length; i++) {
            page.lineTo((float) xs[i], (float) ys[i]);
        }
    }

    private void circle(double x, double y, double r) throws IOException {
        double k = KAPPA * r;
        page.moveTo((float) (x + r), (float) y);
        curve(x + r, y + k, x + k, y + r, x, y + r);
        curve(x - k, y + r, x - r, y + k, x - r, y);
        curve(x - r, y - k, x - k, y - r, x, y - r);
        curve(x + k, y - r, x + r, y - k, x + r, y);
        page.closePath();
    }

    private void curve(double x1, double y1, double x2, double y2, double x3, double y3) throws IOException {
        page.curveTo((float) x1, (float) y1, (float) x2, (float) y2, (float) x3, (float) y3);
    }

    /** A step of painting; the bytes stay in memory, so that it does not fail. */
    private interface Step {
        void run() throws IOException;
    }

    private static void write(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException("PDF in memory: " + e.getMessage(), e);
        }
    }
}
