package org.plumbline.ui.plots.model;

/**
 * A mark on an axis.
 *
 * @param value in the unit of the axis
 * @param label the text of a major tick; empty for a minor one
 */
public record Tick(double value, String label) {

    public boolean major() {
        return !label.isEmpty();
    }
}
