package org.plumbline.engine.result;

/**
 * An axis of a series.
 *
 * @param label what it shows
 * @param unit  unit, or empty
 * @param log   whether it is meant to be read on a logarithmic scale
 */
public record ResultAxis(String label, String unit, boolean log) {
}
