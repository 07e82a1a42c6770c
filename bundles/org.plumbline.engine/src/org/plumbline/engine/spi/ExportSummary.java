package org.plumbline.engine.spi;

import org.eclipse.collections.api.list.ImmutableList;

/**
 * What an export has written.
 *
 * @param place  where it lies now
 * @param trials number of trials exported, those that were there already included
 * @param notes  what a reader must know: what was left out, and why
 */
public record ExportSummary(String place, int trials, ImmutableList<String> notes) {
}
