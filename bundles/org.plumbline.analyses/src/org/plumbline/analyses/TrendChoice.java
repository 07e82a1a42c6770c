package org.plumbline.analyses;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.result.TrialRecord;

/**
 * Which depths make the trend, and how it is looked at.
 *
 * @param beta     exponent of the trend, W ~ L^(-beta)
 * @param cells    T, number of cells of [0, 1]
 * @param smallest smallest depth that takes part
 * @param average  number of depths averaged
 * @param leaveOut number of the largest depths that the average leaves out
 * @param row      of the entry shown; the index of a vector
 * @param column   of the entry shown
 */
record TrendChoice(double beta, int cells, int smallest, int average, int leaveOut, int row, int column) {
    /** Place of the depth whose paths are shown, counted from the largest; that of the paper. */
    private static final int SHOWN = 7;

    static TrendChoice of(Settings settings) {
        return new TrendChoice(settings.real("beta"), settings.integer("cells"), settings.integer("from"), settings.integer("average"),
                settings.integer("leaveOut"), settings.integer("row"), settings.integer("column"));
    }

    /** @return smallest depth that takes part: one with a layer a cell */
    int from() {
        return Math.max(smallest, cells);
    }

    /** @return what would be enough; empty if these are enough depths */
    Optional<String> missing(int depths) {
        return depths >= average + leaveOut ? Optional.empty()
                : Optional.of("no trend: it is averaged over " + average + " depths that leave out the " + leaveOut + " largest, which needs "
                        + (average + leaveOut) + " depths of at least " + from() + " layers, there are " + depths);
    }

    /** @param deep those of one seed, by depth */
    <T> ImmutableList<T> averaged(ImmutableList<T> deep) {
        int end = deep.size() - leaveOut;
        return deep.subList(end - average, end).toImmutable();
    }

    TrialRecord shown(ImmutableList<TrialRecord> deep) {
        return deep.get(Math.max(0, deep.size() - SHOWN));
    }

    /** @param shape of a stacked tensor, the layer axis first */
    int entry(Shape shape) {
        int rows = shape.rank() > 1 ? shape.extent(1) : 1;
        int columns = shape.rank() > 2 ? shape.extent(2) : 1;
        return Math.min(row, rows - 1) * columns + Math.min(column, columns - 1);
    }

    String text() {
        return "trend: " + cells + " cells, beta " + beta + ", mean over " + average + " depths from " + from() + " layers on, the "
                + leaveOut + " largest left out";
    }
}
