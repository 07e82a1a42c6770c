package org.plumbline.analyses;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.list.primitive.ImmutableDoubleList;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.result.TrialRecord;

/**
 * A number that the trials of a sweep differ in.
 *
 * @param key    path of the axis in the sweep
 * @param axis   of figures
 * @param values the different ones, ascending
 * @param at     where a trial stands
 */
record NumericAxis(String key, ResultAxis axis, ImmutableDoubleList values, ToDoubleFunction<TrialRecord> at) {
    private static final double WIDE = 100;

    /** @return the axis; empty if a trial has none such, or one that is not a finite number */
    static Optional<NumericAxis> of(ImmutableList<TrialRecord> trials, String key) {
        if (trials.isEmpty() || !trials.allSatisfy(trial -> number(trial.cell().get(key)).isPresent())) {
            return Optional.empty();
        }
        ToDoubleFunction<TrialRecord> at = trial -> number(trial.cell().get(key)).orElseThrow();
        ImmutableDoubleList values = distinct(trials, at);
        boolean wide = values.getFirst() > 0 && values.getLast() / values.getFirst() >= WIDE;
        return Optional.of(new NumericAxis(key, new ResultAxis(key, "", wide), values, at));
    }

    static NumericAxis depth(ImmutableList<TrialRecord> trials) {
        return new NumericAxis("depth", DepthSeries.DEPTH, distinct(trials, TrialRecord::depth), TrialRecord::depth);
    }

    private static ImmutableDoubleList distinct(ImmutableList<TrialRecord> trials, ToDoubleFunction<TrialRecord> at) {
        return DoubleLists.immutable.with(trials.castToList().stream().mapToDouble(at).distinct().sorted().toArray());
    }

    /** @return all axes along which the numbers of the trials differ, those with more values first, by name among equals */
    static ImmutableList<NumericAxis> varying(ImmutableList<TrialRecord> trials) {
        return keys(trials).collect(key -> of(trials, key)).select(Optional::isPresent).collect(Optional::get)
                .select(axis -> axis.values().size() > 1).toSortedListBy(axis -> -axis.values().size()).toImmutable();
    }

    /** @return paths of all axes of the sweep, sorted */
    static ImmutableList<String> keys(ImmutableList<TrialRecord> trials) {
        return trials.flatCollect(trial -> trial.cell().keysView()).distinct().toSortedList().toImmutable();
    }

    /** @return the number that a text is, if it is a finite one */
    static Optional<Double> number(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What the trials of one cell say together. */
    interface CellValue {
        /** @param trials that have ended, sorted by id, at least one */
        ResultMap.Cell of(ImmutableList<TrialRecord> trials);
    }

    /** @return a map with this axis as x; a cell without trials has no value */
    ResultMap map(NumericAxis y, ImmutableList<TrialRecord> trials, ResultAxis value, Optional<ResultMap.Range> range, CellValue cell) {
        double[] xs = values.toArray();
        double[] ys = y.values.toArray();
        MutableList<MutableList<TrialRecord>> places = Lists.mutable.withNValues(xs.length * ys.length, Lists.mutable::empty);
        trials.toSortedListBy(TrialRecord::id).forEach(trial -> places.get(Arrays.binarySearch(ys, y.at.applyAsDouble(trial)) * xs.length
                + Arrays.binarySearch(xs, at.applyAsDouble(trial))).add(trial));
        return new ResultMap(values, y.values, value, range, places.collect(here -> here.isEmpty()
                ? new ResultMap.Cell(Double.NaN, 0, 0, Lists.immutable.empty()) : cell.of(here.toImmutable())).toImmutable());
    }
}
