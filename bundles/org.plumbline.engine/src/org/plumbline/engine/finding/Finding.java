package org.plumbline.engine.finding;

import org.eclipse.collections.api.list.ImmutableList;

/**
 * One statement about one place of an experiment; the same in the workbench and on the command line.
 *
 * @param severity how much it matters
 * @param element  the id of the component, or a path such as {@code optimiser.lr}; empty for the whole experiment
 * @param text     what was found and what would be right, in one line
 */
public record Finding(Severity severity, String element, String text) {

    public static Finding error(String element, String text) {
        return new Finding(Severity.ERROR, element, text);
    }

    public static Finding warning(String element, String text) {
        return new Finding(Severity.WARNING, element, text);
    }

    public static boolean blocks(ImmutableList<Finding> findings) {
        return findings.anySatisfy(f -> f.severity() == Severity.ERROR);
    }

    @Override
    public String toString() {
        String where = element.isEmpty() ? "" : element + ": ";
        return severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + where + text;
    }
}
