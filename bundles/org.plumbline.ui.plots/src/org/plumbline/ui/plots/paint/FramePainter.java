package org.plumbline.ui.plots.paint;

import java.util.List;

import org.plumbline.ui.plots.model.AxisScale;
import org.plumbline.ui.plots.model.Tick;

/**
 * Paints what surrounds the data: grid, frame, ticks, labels, title, caption.
 */
final class FramePainter {

    private static final double MAJOR = 5;
    private static final double MINOR = 3;

    private final PlotLayout layout;
    private final Surface surface;
    private final Box frame;

    FramePainter(PlotLayout layout, Surface surface) {
        this.layout = layout;
        this.surface = surface;
        this.frame = layout.frame;
    }

    void paintGrid() {
        paintGrid(false);
        paintGrid(true);
    }

    /** Fine lines help only on logarithmic axes, where they show the decade's progress; they lie below the others. */
    private void paintGrid(boolean major) {
        Stroke stroke = Stroke.solid(major ? Colour.GRID : Colour.FINE_GRID, 1);
        for (Tick tick : layout.xTicks) {
            if (tick.major() == major && (major || layout.x.scale() == AxisScale.LOG)) {
                double x = crisp(layout.x.position(tick.value()));
                surface.line(x, frame.y(), x, frame.bottom(), stroke);
            }
        }
        for (Tick tick : layout.yTicks) {
            if (tick.major() == major && (major || layout.y.scale() == AxisScale.LOG)) {
                double y = crisp(layout.y.position(tick.value()));
                surface.line(frame.x(), y, frame.right(), y, stroke);
            }
        }
    }

    void paintFrame() {
        Stroke stroke = Stroke.solid(Colour.FRAME, 1);
        double left = crisp(frame.x());
        double right = crisp(frame.right());
        double top = crisp(frame.y());
        double bottom = crisp(frame.bottom());
        surface.polyline(new double[] { left, right, right, left, left },
                new double[] { top, top, bottom, bottom, top }, stroke);
        for (Tick tick : layout.xTicks) {
            double x = crisp(layout.x.position(tick.value()));
            surface.line(x, bottom, x, bottom + (tick.major() ? MAJOR : MINOR), stroke);
            surface.text(tick.label(), x, bottom + 9 + TextStyle.TICK.size(), TextStyle.TICK, Anchor.MIDDLE, 0);
        }
        for (Tick tick : layout.yTicks) {
            double y = crisp(layout.y.position(tick.value()));
            surface.line(left, y, left - (tick.major() ? MAJOR : MINOR), y, stroke);
            surface.text(tick.label(), left - 9, y + TextStyle.TICK.middle(), TextStyle.TICK, Anchor.END, 0);
        }
    }

    /** @param axes whether to name the axes too */
    void paintTexts(boolean axes) {
        double y = lines(layout.title, TextStyle.TITLE, PlotLayout.PADDING);
        lines(layout.subtitle, TextStyle.SUBTITLE, y);
        lines(layout.caption, TextStyle.CAPTION, surface.height() - PlotLayout.PADDING
                - layout.caption.size() * TextStyle.CAPTION.lineHeight());
        if (axes) {
            paintAxisLabels();
        }
    }

    private void paintAxisLabels() {
        surface.text(layout.plot.x().text(), frame.x() + frame.width() / 2,
                frame.bottom() + 9 + TextStyle.TICK.lineHeight() + TextStyle.AXIS.lineHeight(), TextStyle.AXIS,
                Anchor.MIDDLE, 0);
        double x = PlotLayout.PADDING + TextStyle.AXIS.size();
        for (String line : layout.yLabel) {
            surface.text(line, x, frame.y() + frame.height() / 2, TextStyle.AXIS, Anchor.MIDDLE, 90);
            x += TextStyle.AXIS.lineHeight();
        }
    }

    private double lines(List<String> lines, TextStyle style, double top) {
        double y = top;
        for (String line : lines) {
            y += style.lineHeight();
            surface.text(line, PlotLayout.PADDING, y - style.lineHeight() + style.size(), style, Anchor.START, 0);
        }
        return y;
    }

    /** Hairlines at the middle of a pixel are sharp on a screen. */
    private static double crisp(double position) {
        return Math.floor(position) + 0.5;
    }
}
