package org.plumbline.ui.plots.paint;

import java.util.Arrays;
import java.util.List;

import org.plumbline.ui.plots.model.AxisTicks;
import org.plumbline.ui.plots.model.MapSeries;
import org.plumbline.ui.plots.model.Range;
import org.plumbline.ui.plots.model.Tick;

/**
 * The key to the colours of a map: a bar with ticks, below what it shows. An end that values lie beyond is pointed; a box shows how cells
 * without a value look, if there are any.
 */
record ColourBar(MapSeries map, double[] parts, List<String> label, List<Tick> ticks, double width, double length) {
    private static final double THICKNESS = 18;
    private static final double LENGTH = 190;
    /** On a low surface the bar is this part of its height. */
    private static final double LOW_SHARE = 0.3;
    private static final double SHORTEST = 60;
    private static final double POINT = 9;
    private static final double GAP = 6;
    /** Steps of the bar: more than the eye can tell apart over its length. */
    private static final int STEPS = 95;
    private static final String NO_VALUE = "no value";

    static ColourBar of(MapSeries map, double maximumWidth, Surface surface) {
        List<String> label = TextWrap.lines(map.value().text(), TextStyle.LEGEND, Math.max(60, maximumWidth), surface);
        List<Tick> ticks = AxisTicks.of(map.value().scale(), map.colours(), 6);
        double width = THICKNESS + GAP + ticks.stream().mapToDouble(tick -> surface.textWidth(tick.label(), TextStyle.TICK)).max().orElse(0);
        for (String line : label) {
            width = Math.max(width, surface.textWidth(line, TextStyle.LEGEND));
        }
        return new ColourBar(map, map.parts(), label, ticks, Math.max(width, THICKNESS + GAP + surface.textWidth(NO_VALUE, TextStyle.LEGEND)),
                surface.height() < PlotLayout.LOW ? Math.max(SHORTEST, LOW_SHARE * surface.height()) : LENGTH);
    }

    double height() {
        return label.size() * TextStyle.LEGEND.lineHeight() + GAP + POINT + length + POINT + (missing() ? GAP + THICKNESS : 0);
    }

    private boolean missing() {
        return Arrays.stream(parts).anyMatch(Double::isNaN);
    }

    void paint(Surface surface, double left, double top) {
        double y = top;
        for (String line : label) {
            y += TextStyle.LEGEND.lineHeight();
            surface.text(line, left, y - TextStyle.LEGEND.lineHeight() / 2 + TextStyle.LEGEND.middle(), TextStyle.LEGEND, Anchor.START, 0);
        }
        double high = y + GAP + POINT;
        double low = high + length;
        double right = left + THICKNESS;
        for (int i = 0; i < STEPS; i++) {
            double upper = low - length * (i + 1) / STEPS;
            // Down to the low end, so that neighbours leave no seam between them.
            surface.rectangle(new Box(left, upper, THICKNESS, length / STEPS + (i == 0 ? 0 : 0.5)), ColourMap.at((i + 0.5) / STEPS));
        }
        if (Arrays.stream(parts).anyMatch(part -> part > 1)) {
            surface.polygon(new double[] {left, right, left + THICKNESS / 2}, new double[] {high, high, high - POINT}, ColourMap.at(1));
        }
        if (Arrays.stream(parts).anyMatch(part -> part < 0)) {
            surface.polygon(new double[] {left, right, left + THICKNESS / 2}, new double[] {low, low, low + POINT}, ColourMap.at(0));
        }
        Stroke stroke = Stroke.solid(Colour.FRAME, 1);
        surface.polyline(new double[] {left, right, right, left, left}, new double[] {high, high, low, low, high}, stroke);
        Range range = map.colours();
        AxisMap axis = new AxisMap(map.value().scale(), range, low, high);
        for (Tick tick : ticks) {
            double at = axis.position(tick.value());
            surface.line(right, at, right + (tick.major() ? 4 : 2), at, stroke);
            surface.text(tick.label(), right + GAP, at + TextStyle.TICK.middle(), TextStyle.TICK, Anchor.START, 0);
        }
        if (missing()) {
            Box box = new Box(left, low + POINT + GAP, THICKNESS, THICKNESS);
            hatch(surface, box);
            surface.text(NO_VALUE, right + GAP, box.y() + THICKNESS / 2 + TextStyle.LEGEND.middle(), TextStyle.LEGEND, Anchor.START, 0);
        }
    }

    /** How a cell without a value looks. */
    static void hatch(Surface surface, Box box) {
        surface.rectangle(box, ColourMap.MISSING);
        surface.line(box.x(), box.bottom(), box.right(), box.y(), Stroke.solid(Colour.SECONDARY_TEXT, 1));
    }
}
