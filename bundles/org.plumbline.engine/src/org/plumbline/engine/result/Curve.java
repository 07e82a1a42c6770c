package org.plumbline.engine.result;

import org.eclipse.collections.api.list.ImmutableList;

/**
 * A further series in the figure of a result: a rival law, a prediction, a band, a second measurement.
 *
 * @param id     unique in the result, e.g. {@code prediction}; a band {@code X-band} or a line
 *               {@code X-fit} belongs to the curve X and takes its colour
 * @param label  its name for people
 * @param style  how it is meant to be drawn
 * @param points sorted by x, on the axes of the result
 */
public record Curve(String id, String label, Style style, ImmutableList<ResultPoint> points) {

    /** How a curve is drawn. */
    public enum Style {
        /** A line through the values. */
        LINE,
        /** Markers, with the range of each. */
        POINTS,
        /** The area between low and high. */
        BAND
    }
}
