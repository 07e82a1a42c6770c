package org.plumbline.ui.plots.model;

import java.util.Objects;

/**
 * A filled band between a lower and an upper curve.
 * <p>Shape: x, low and high have equal length.</p>
 *
 * @param companionOf id of the line or points the band surrounds, or empty
 */
public record BandSeries(String id, String label, Values x, Values low, Values high, String companionOf)
        implements Series {

    /** @throws IllegalArgumentException if the lengths differ or low &gt; high somewhere; the message says where */
    public BandSeries {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(companionOf, "companionOf");
        if (x.size() != low.size() || x.size() != high.size()) {
            throw new IllegalArgumentException("band " + id + ": expected equal lengths, got " + x.size() + " x, "
                    + low.size() + " low and " + high.size() + " high");
        }
        for (int i = 0; i < x.size(); i++) {
            if (low.get(i) > high.get(i)) {
                throw new IllegalArgumentException("band " + id + ", point " + i + ": expected low <= high, got ["
                        + low.get(i) + ", " + high.get(i) + "]");
            }
        }
    }
}
