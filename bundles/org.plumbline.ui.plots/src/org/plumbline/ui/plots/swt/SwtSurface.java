package org.plumbline.ui.plots.swt;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.FontMetrics;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.Transform;
import org.plumbline.ui.plots.paint.Anchor;
import org.plumbline.ui.plots.paint.Box;
import org.plumbline.ui.plots.paint.Colour;
import org.plumbline.ui.plots.paint.Dash;
import org.plumbline.ui.plots.paint.Stroke;
import org.plumbline.ui.plots.paint.Surface;
import org.plumbline.ui.plots.paint.TextStyle;

/**
 * A surface on an SWT graphics context, which it does not own. Closing it frees its fonts only.
 */
public final class SwtSurface implements Surface, AutoCloseable {

    private static final int DRAW_TEXT = SWT.DRAW_TRANSPARENT;
    private static final double POINTS_PER_INCH = 72;


    private final GC gc;
    private final double width;
    private final double height;
    private final Map<TextStyle, Font> fonts = new HashMap<>();

    public SwtSurface(GC gc, double width, double height) {
        this.gc = gc;
        this.width = width;
        this.height = height;
        gc.setAdvanced(true);
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
    }

    @Override
    public void close() {
        fonts.values().forEach(Font::dispose);
        fonts.clear();
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
        Path path = path(xs, ys);
        gc.drawPath(path);
        path.dispose();
        gc.setAlpha(255);
    }

    @Override
    public void polygon(double[] xs, double[] ys, Colour fill) {
        Path path = path(xs, ys);
        path.close();
        fill(path, fill);
    }

    @Override
    public void disc(double x, double y, double radius, Colour fill) {
        fill(circle(x, y, radius), fill);
    }

    @Override
    public void ring(double x, double y, double radius, Stroke stroke) {
        use(stroke);
        Path path = circle(x, y, radius);
        gc.drawPath(path);
        path.dispose();
        gc.setAlpha(255);
    }

    @Override
    public void text(String text, double x, double y, TextStyle style, Anchor anchor, double degrees) {
        gc.setFont(font(style));
        gc.setForeground(color(style.colour()));
        FontMetrics metrics = gc.getFontMetrics();
        double shift = switch (anchor) {
        case START -> 0;
        case MIDDLE -> textWidth(text, style) / 2;
        case END -> textWidth(text, style);
        };
        double up = metrics.getAscent() + metrics.getLeading();
        if (degrees == 0) {
            gc.drawText(text, (int) Math.round(x - shift), (int) Math.round(y - up), DRAW_TEXT);
            return;
        }
        Transform before = new Transform(gc.getDevice());
        Transform turned = new Transform(gc.getDevice());
        gc.getTransform(before);
        gc.getTransform(turned);
        turned.translate((float) x, (float) y);
        turned.rotate((float) -degrees);
        gc.setTransform(turned);
        gc.drawText(text, (int) Math.round(-shift), (int) Math.round(-up), DRAW_TEXT);
        gc.setTransform(before);
        turned.dispose();
        before.dispose();
    }

    @Override
    public double textWidth(String text, TextStyle style) {
        gc.setFont(font(style));
        return gc.textExtent(text, DRAW_TEXT).x;
    }

    @Override
    public void clip(Box box) {
        gc.setClipping((int) Math.floor(box.x()), (int) Math.floor(box.y()), (int) Math.ceil(box.width()) + 1,
                (int) Math.ceil(box.height()) + 1);
    }

    @Override
    public void unclip() {
        gc.setClipping((Rectangle) null);
    }

    private void fill(Path path, Colour colour) {
        gc.setBackground(color(colour));
        gc.setAlpha(colour.alpha());
        gc.fillPath(path);
        gc.setAlpha(255);
        path.dispose();
    }

    private void use(Stroke stroke) {
        gc.setForeground(color(stroke.colour()));
        gc.setAlpha(stroke.colour().alpha());
        gc.setLineAttributes(new LineAttributes((float) stroke.width(), SWT.CAP_FLAT,
                SWT.JOIN_ROUND, stroke.dash() == Dash.SOLID ? SWT.LINE_SOLID : SWT.LINE_CUSTOM,
                dashes(stroke.dash()), 0, 10));
    }

    private static float[] dashes(Dash dash) {
        double[] lengths = dash.lengths();
        float[] dashes = new float[lengths.length];
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = (float) lengths[i];
        }
        return dashes.length == 0 ? null : dashes;
    }

    /** SWT measures fonts in points; a unit of a surface is a pixel at the device's resolution. */
    private Font font(TextStyle style) {
        return fonts.computeIfAbsent(style, key -> {
            Device device = gc.getDevice();
            FontData[] data = device.getSystemFont().getFontData();
            for (FontData each : data) {
                each.setHeight((int) Math.round(key.size() * POINTS_PER_INCH / device.getDPI().y));
                each.setStyle(key.bold() ? SWT.BOLD : SWT.NORMAL);
            }
            return new Font(device, data);
        });
    }

    private static Color color(Colour colour) {
        return new Color(colour.red(), colour.green(), colour.blue());
    }

    private Path circle(double x, double y, double radius) {
        Path path = new Path(gc.getDevice());
        path.addArc((float) (x - radius), (float) (y - radius), (float) (2 * radius), (float) (2 * radius), 0, 360);
        return path;
    }

    private Path path(double[] xs, double[] ys) {
        Path path = new Path(gc.getDevice());
        path.moveTo((float) xs[0], (float) ys[0]);
        for (int i = 1; i < xs.length; i++) {
            path.lineTo((float) xs[i], (float) ys[i]);
        }
        return path;
    }
}
