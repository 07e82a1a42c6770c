package org.plumbline.ui.plots.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A surface that paints into an image in memory, without a display. Close it when the image is done.
 */
public final class ImageSurface implements Surface, AutoCloseable {

    private final double width;
    private final double height;
    private final BufferedImage image;
    private final Graphics2D graphics;

    /**
     * @param scale pixels for each unit, positive
     * @throws IllegalArgumentException if the image would have no pixels, or more than 2^28
     */
    public ImageSurface(double width, double height, double scale) {
        double pixels = Math.ceil(width * scale) * Math.ceil(height * scale);
        if (!(width > 0 && height > 0 && scale > 0 && pixels <= 1 << 28)) {
            throw new IllegalArgumentException("image: expected a positive size of at most 2^28 pixels, got " + width
                    + " x " + height + " at scale " + scale);
        }
        this.width = width;
        this.height = height;
        image = new BufferedImage((int) Math.ceil(width * scale), (int) Math.ceil(height * scale),
                BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(scale, scale);
    }

    public BufferedImage image() {
        return image;
    }

    @Override
    public void close() {
        graphics.dispose();
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
        use(stroke);
        graphics.draw(path(xs, ys));
    }

    @Override
    public void polygon(double[] xs, double[] ys, Colour fill) {
        graphics.setColor(color(fill));
        Path2D path = path(xs, ys);
        path.closePath();
        graphics.fill(path);
    }

    @Override
    public void disc(double x, double y, double radius, Colour fill) {
        graphics.setColor(color(fill));
        graphics.fill(circle(x, y, radius));
    }

    @Override
    public void ring(double x, double y, double radius, Stroke stroke) {
        use(stroke);
        graphics.draw(circle(x, y, radius));
    }

    @Override
    public void text(String text, double x, double y, TextStyle style, Anchor anchor, double degrees) {
        double shift = switch (anchor) {
        case START -> 0;
        case MIDDLE -> textWidth(text, style) / 2;
        case END -> textWidth(text, style);
        };
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(-Math.toRadians(degrees));
        graphics.setColor(color(style.colour()));
        graphics.setFont(font(style));
        graphics.drawString(text, (float) -shift, 0);
        graphics.setTransform(before);
    }

    @Override
    public double textWidth(String text, TextStyle style) {
        return font(style).getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
    }

    @Override
    public void clip(Box box) {
        graphics.setClip(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
    }

    @Override
    public void unclip() {
        graphics.setClip(null);
    }

    private void use(Stroke stroke) {
        double[] lengths = stroke.dash().lengths();
        float[] dashes = lengths.length == 0 ? null : new float[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            dashes[i] = (float) lengths[i];
        }
        graphics.setStroke(new BasicStroke((float) stroke.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10,
                dashes, 0));
        graphics.setColor(color(stroke.colour()));
    }

    private static Font font(TextStyle style) {
        return new Font(Font.SANS_SERIF, style.bold() ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) style.size());
    }

    private static Color color(Colour colour) {
        return new Color(colour.red(), colour.green(), colour.blue(), colour.alpha());
    }

    private static Ellipse2D circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Path2D path(double[] xs, double[] ys) {
        Path2D path = new Path2D.Double();
        path.moveTo(xs[0], ys[0]);
        for (int i = 1; i < xs.length; i++) {
            path.lineTo(xs[i], ys[i]);
        }
        return path;
    }
}
