package org.plumbline.ui.plots.model;

/**
 * Something drawn against the two axes of a {@link Plot}.
 */
public sealed interface Series permits PointSeries, LineSeries, BandSeries, ReferenceLine, MapSeries {

    /** Unique within the plot. */
    String id();

    /** What the legend says. */
    String label();

    /**
     * The id of the series this one belongs to: it then has that series' colour and stands below it in the legend.
     *
     * @return the id, or the empty string for a series of its own
     */
    default String companionOf() {
        return "";
    }
}
