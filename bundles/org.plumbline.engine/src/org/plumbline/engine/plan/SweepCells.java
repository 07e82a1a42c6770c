package org.plumbline.engine.plan;

import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;

/**
 * The cells of a sweep: the product of the axes, or their values side by side. Seeds are an axis that is always
 * multiplied, since a replicate of every cell is what it is for.
 */
final class SweepCells {

    /** An axis as the plan sees it: a path such as {@code architecture.depth}, and values in canonical text. */
    record PlanAxis(String path, ImmutableList<String> values) {
    }

    private SweepCells() {
    }

    /** @return path to value for each cell, the last axis varying fastest; one empty cell if there are no axes */
    static ImmutableList<SortedMap<String, String>> expand(ImmutableList<PlanAxis> axes, boolean zip) {
        return zip ? zipped(axes) : product(axes);
    }

    private static ImmutableList<SortedMap<String, String>> product(ImmutableList<PlanAxis> axes) {
        MutableList<SortedMap<String, String>> cells = Lists.mutable.with(new TreeMap<>());
        for (PlanAxis axis : axes) {
            cells = cells.flatCollect(cell -> axis.values().collect(value -> with(cell, axis.path(), value)));
        }
        return cells.toImmutable();
    }

    private static ImmutableList<SortedMap<String, String>> zipped(ImmutableList<PlanAxis> axes) {
        int length = axes.isEmpty() ? 1 : axes.collectInt(axis -> axis.values().size()).min();
        MutableList<SortedMap<String, String>> cells = Lists.mutable.empty();
        for (int i = 0; i < length; i++) {
            SortedMap<String, String> cell = new TreeMap<>();
            for (PlanAxis axis : axes) {
                cell.put(axis.path(), axis.values().get(i));
            }
            cells.add(cell);
        }
        return cells.toImmutable();
    }

    private static SortedMap<String, String> with(SortedMap<String, String> cell, String path, String value) {
        SortedMap<String, String> more = new TreeMap<>(cell);
        more.put(path, value);
        return more;
    }
}
