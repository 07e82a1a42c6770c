package org.plumbline.ui.plots.model;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A figure: two axes and the series drawn against them. Immutable, and free of any toolkit.
 *
 * @param id       stable name, used for files
 * @param title    the headline
 * @param subtitle what was varied and held, in one line; may be empty
 * @param caption  remarks that stand below the figure; may be empty
 * @param series   in drawing and legend order
 */
public record Plot(String id, String title, String subtitle, String caption, PlotAxis x, PlotAxis y,
        List<Series> series) {

    /** @throws IllegalArgumentException if two series share an id, or a companion names no series of its own */
    public Plot {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(subtitle, "subtitle");
        Objects.requireNonNull(caption, "caption");
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(y, "y");
        series = List.copyOf(series);
        Set<String> ids = new HashSet<>();
        Set<String> owners = new HashSet<>();
        for (Series each : series) {
            if (!ids.add(each.id())) {
                throw new IllegalArgumentException("plot " + id + ": two series have the id " + each.id());
            }
            if (each.companionOf().isEmpty()) {
                owners.add(each.id());
            }
        }
        if (series.stream().filter(MapSeries.class::isInstance).count() > 1) {
            throw new IllegalArgumentException("plot " + id + ": more than one map, which would cover each other");
        }
        for (Series each : series) {
            if (!each.companionOf().isEmpty() && !owners.contains(each.companionOf())) {
                throw new IllegalArgumentException("plot " + id + ", series " + each.id()
                        + ": companion of an unknown series " + each.companionOf());
            }
        }
    }

    /** The map under the other series, if there is one. */
    public Optional<MapSeries> map() {
        return series.stream().filter(MapSeries.class::isInstance).map(MapSeries.class::cast).findFirst();
    }

    /** The series with this id. */
    public Optional<Series> find(String seriesId) {
        return series.stream().filter(each -> each.id().equals(seriesId)).findFirst();
    }

    /** The axes as shown: fixed ranges, or ranges that hold all the data with a margin. */
    public Range xRange() {
        return x.fixed().orElseGet(() -> DataRange.of(this, true));
    }

    /** @see #xRange() */
    public Range yRange() {
        return y.fixed().orElseGet(() -> DataRange.of(this, false));
    }
}
