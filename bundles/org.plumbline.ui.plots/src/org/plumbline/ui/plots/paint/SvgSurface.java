package org.plumbline.ui.plots.paint;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * A surface that writes SVG 1.1: text as text, no external references, and for equal input equal characters on every
 * machine.
 */
public final class SvgSurface implements Surface {

    private static final String FONTS = "Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif";

    private final double width;
    private final double height;
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final String clipName;
    private int clips;

    /**
     * @param id          of the figure: figures with different ids can stand in one page
     * @param title       for readers who do not see the figure
     * @param description for readers who do not see the figure
     * @param metadata    a JSON text that says where the figure comes from; empty for none
     */
    public SvgSurface(double width, double height, String id, String title, String description, String metadata) {
        this.width = width;
        this.height = height;
        clipName = "clip-" + checksum(id) + "-";
        head.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\"")
                .append(attribute("width", width)).append(attribute("height", height)).append(" viewBox=\"0 0 ")
                .append(number(width)).append(' ').append(number(height)).append("\" role=\"img\" font-family=\"")
                .append(FONTS).append("\">\n<title>").append(escape(title)).append("</title>\n<desc>")
                .append(escape(description)).append("</desc>\n");
        if (!metadata.isEmpty()) {
            head.append("<metadata>").append(escape(metadata)).append("</metadata>\n");
        }
    }

    /** The whole document, encoded as UTF-8 when written. */
    public String document() {
        return head + body.toString() + "</svg>\n";
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
        if (xs.length == 2) {
            body.append("<line").append(attribute("x1", xs[0])).append(attribute("y1", ys[0]))
                    .append(attribute("x2", xs[1])).append(attribute("y2", ys[1]));
        } else {
            body.append("<polyline points=\"").append(points(xs, ys)).append("\" fill=\"none\"");
        }
        body.append(attributes(stroke)).append("/>\n");
    }

    @Override
    public void polygon(double[] xs, double[] ys, Colour fill) {
        body.append("<polygon points=\"").append(points(xs, ys)).append('"').append(paint("fill", fill))
                .append("/>\n");
    }

    @Override
    public void disc(double x, double y, double radius, Colour fill) {
        body.append(circle(x, y, radius)).append(paint("fill", fill)).append("/>\n");
    }

    @Override
    public void ring(double x, double y, double radius, Stroke stroke) {
        body.append(circle(x, y, radius)).append(" fill=\"none\"").append(attributes(stroke)).append("/>\n");
    }

    @Override
    public void text(String text, double x, double y, TextStyle style, Anchor anchor, double degrees) {
        if (text.isEmpty()) {
            return;
        }
        body.append("<text").append(attribute("x", x)).append(attribute("y", y))
                .append(attribute("font-size", style.size()));
        if (style.bold()) {
            body.append(" font-weight=\"bold\"");
        }
        if (anchor != Anchor.START) {
            body.append(" text-anchor=\"").append(anchor == Anchor.END ? "end" : "middle").append('"');
        }
        if (degrees != 0) {
            body.append(" transform=\"rotate(").append(number(-degrees)).append(' ').append(number(x)).append(' ')
                    .append(number(y)).append(")\"");
        }
        body.append(paint("fill", style.colour())).append('>').append(escape(text)).append("</text>\n");
    }

    @Override
    public double textWidth(String text, TextStyle style) {
        return FontWidths.of(text, style);
    }

    @Override
    public void clip(Box box) {
        clips++;
        body.append("<clipPath id=\"").append(clipName).append(clips).append("\"><rect").append(attribute("x", box.x()))
                .append(attribute("y", box.y())).append(attribute("width", box.width()))
                .append(attribute("height", box.height())).append("/></clipPath>\n<g clip-path=\"url(#")
                .append(clipName).append(clips).append(")\">\n");
    }

    @Override
    public void unclip() {
        body.append("</g>\n");
    }

    private static String checksum(String id) {
        CRC32 sum = new CRC32();
        sum.update(id.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    private static String circle(double x, double y, double radius) {
        return "<circle" + attribute("cx", x) + attribute("cy", y) + attribute("r", radius);
    }

    private static String points(double[] xs, double[] ys) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            text.append(i == 0 ? "" : " ").append(number(xs[i])).append(',').append(number(ys[i]));
        }
        return text.toString();
    }

    private static String attributes(Stroke stroke) {
        String dashes = stroke.dash() == Dash.SOLID ? ""
                : " stroke-dasharray=\"" + Arrays.stream(stroke.dash().lengths()).mapToObj(SvgSurface::number)
                        .collect(Collectors.joining(" ")) + "\"";
        return paint("stroke", stroke.colour()) + attribute("stroke-width", stroke.width()) + dashes
                + " stroke-linejoin=\"round\"";
    }

    private static String paint(String property, Colour colour) {
        String hex = Integer.toHexString(1 << 24 | colour.red() << 16 | colour.green() << 8 | colour.blue());
        String opacity = colour.alpha() == 255 ? "" : attribute(property + "-opacity", colour.alpha() / 255.0);
        return " " + property + "=\"#" + hex.substring(1) + "\"" + opacity;
    }

    private static String attribute(String name, double value) {
        return " " + name + "=\"" + number(value) + "\"";
    }

    /** At most two decimals; a hundredth of a unit is finer than print. */
    private static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Escapes markup; characters that XML 1.0 forbids become the replacement character. */
    private static String escape(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
            case '&' -> result.append("&amp;");
            case '<' -> result.append("&lt;");
            case '>' -> result.append("&gt;");
            default -> {
                boolean allowed = c == '\t' || c == '\n' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd
                        || c >= 0x10000;
                result.appendCodePoint(allowed ? c : 0xfffd);
            }
            }
        });
        return result.toString();
    }
}
