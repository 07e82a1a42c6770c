package org.plumbline.ui.plots.paint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.plumbline.ui.plots.model.LineSeries;
import org.plumbline.ui.plots.model.MapSeries;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.ReferenceLine;
import org.plumbline.ui.plots.model.Series;

/**
 * Colour, marker and dashes of a series. The colours can be told apart with every common colour deficiency; the shapes and
 * dashes differ too, so that the figure survives in grey.
 * Source: M. Okabe, K. Ito, Color Universal Design (2008), without yellow, which is too pale on white.
 */
record SeriesStyle(Colour colour, Marker marker, Dash dash) {

    static final List<Colour> PALETTE = List.of(Colour.rgb(0x0072b2), Colour.rgb(0xd55e00), Colour.rgb(0x009e73),
            Colour.rgb(0xcc79a7), Colour.rgb(0xe69f00), Colour.rgb(0x56b4e9), Colour.rgb(0x000000));

    private static final List<Marker> MARKERS = List.of(Marker.CIRCLE, Marker.SQUARE, Marker.TRIANGLE, Marker.DIAMOND,
            Marker.DOWN_TRIANGLE, Marker.PENTAGON);
    private static final List<Dash> DASHES = List.of(Dash.SOLID, Dash.LONG, Dash.DASH_DOT, Dash.DOTTED);

    /** The styles by series id: in order of appearance, a companion like its owner, a free reference line grey. */
    static Map<String, SeriesStyle> of(Plot plot) {
        Map<String, SeriesStyle> styles = new LinkedHashMap<>();
        int next = 0;
        int lines = 0;
        for (Series series : plot.series()) {
            if (series.companionOf().isEmpty() && !(series instanceof MapSeries)) {
                boolean reference = series instanceof ReferenceLine;
                styles.put(series.id(), reference ? new SeriesStyle(Colour.SECONDARY_TEXT, Marker.CIRCLE, Dash.DASHED)
                        : new SeriesStyle(PALETTE.get(next % PALETTE.size()), MARKERS.get(next % MARKERS.size()),
                                DASHES.get(lines % DASHES.size())));
                next += reference ? 0 : 1;
                lines += series instanceof LineSeries ? 1 : 0;
            }
        }
        for (Series series : plot.series()) {
            if (!series.companionOf().isEmpty()) {
                SeriesStyle owner = styles.get(series.companionOf());
                styles.put(series.id(), new SeriesStyle(owner.colour, owner.marker, Dash.DASHED));
            }
        }
        return styles;
    }
}
