package org.plumbline.ui.plots.model;

import java.util.List;
import java.util.Objects;

/**
 * A line through vertices; it is interrupted at a vertex that the axes cannot show.
 * <p>Shape: x and y have equal length.</p>
 *
 * @param trials      ids of the trials the line came from
 * @param companionOf id of the series that the line was fitted to or belongs to, or empty
 */
public record LineSeries(String id, String label, Values x, Values y, List<String> trials, String companionOf)
        implements Series {

    /** @throws IllegalArgumentException if the lengths differ; the message names both */
    public LineSeries {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(companionOf, "companionOf");
        trials = List.copyOf(trials);
        if (x.size() != y.size()) {
            throw new IllegalArgumentException(
                    "line " + id + ": expected as many y as x, got " + x.size() + " x and " + y.size() + " y");
        }
    }

    /** A line of its own. */
    public LineSeries(String id, String label, Values x, Values y, List<String> trials) {
        this(id, label, x, y, trials, "");
    }
}
