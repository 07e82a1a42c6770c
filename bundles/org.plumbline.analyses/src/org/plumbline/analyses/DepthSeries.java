package org.plumbline.analyses;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.block.function.Function;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.multimap.list.ImmutableListMultimap;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

/** What series over depth have in common: one point for each depth, over the trials that are DONE. */
final class DepthSeries {
    static final ResultAxis DEPTH = new ResultAxis("depth", "layers", true);

    private DepthSeries() {
    }

    /** The value of one trial at its depth. */
    record DepthValue(TrialRecord trial, double value) {
        int depth() {
            return trial.depth();
        }
    }

    /** @return the cell without its depth, e.g. {@code optimiser.lr=0.1}; empty for a sweep over depth and seeds */
    static String furtherCell(TrialRecord trial) {
        return trial.cell().keyValuesView().reject(pair -> pair.getOne().equals("depth") || pair.getOne().endsWith(".depth"))
                .collect(pair -> pair.getOne() + "=" + pair.getTwo()).makeString(" ");
    }

    /**
     * Trials that differ in more than depth and seed are not mixed: each further cell has results of its own.
     *
     * @return the trials that have ended, by further cell; by the empty text if there is but one
     */
    static SortedMap<String, ImmutableList<TrialRecord>> groups(ImmutableList<TrialRecord> trials) {
        SortedMap<String, ImmutableList<TrialRecord>> groups = new TreeMap<>();
        trials.select(trial -> trial.state().isFinal()).groupBy(DepthSeries::furtherCell)
                .forEachKeyMultiValues((cell, group) -> groups.put(cell, Lists.immutable.withAll(group)));
        return groups.size() == 1 ? new TreeMap<>(Map.of("", groups.get(groups.firstKey()))) : groups;
    }

    /** @return the trials of each seed in their order, by seed */
    static SortedMap<Long, ImmutableList<TrialRecord>> bySeed(ImmutableList<TrialRecord> trials) {
        return bySeed(trials, trial -> trial);
    }

    /** @return what is of trials, for each seed in its order, by seed: one pass, since there may be as many seeds as trials */
    static <T> SortedMap<Long, ImmutableList<T>> bySeed(ImmutableList<T> all, Function<T, TrialRecord> trial) {
        SortedMap<Long, ImmutableList<T>> seeds = new TreeMap<>();
        all.groupBy(one -> trial.valueOf(one).seed()).forEachKeyMultiValues((seed, own) -> seeds.put(seed, Lists.immutable.withAll(own)));
        return seeds;
    }

    /** @return what trials that are DONE have measured, those that have it */
    static ImmutableList<DepthValue> values(ImmutableList<TrialRecord> group, String measurement) {
        return group.select(trial -> trial.state() == TrialState.DONE && trial.measurements().containsKey(measurement))
                .collect(trial -> new DepthValue(trial, trial.measurements().get(measurement)));
    }

    /** @return which trials count, and how many do not */
    static String policy(ImmutableList<TrialRecord> group) {
        int done = group.count(trial -> trial.state() == TrialState.DONE);
        MutableList<String> left = Lists.mutable.empty();
        for (TrialState state : new TrialState[] {TrialState.DIVERGED, TrialState.FAILED, TrialState.CANCELLED}) {
            int count = group.count(trial -> trial.state() == state);
            if (count > 0) {
                left.add(count + " " + state.name().toLowerCase(Locale.ROOT));
            }
        }
        return "policy exclude: DONE trials only, " + done + " of " + group.size() + " used"
                + (left.isEmpty() ? "" : ", left out: " + left.makeString(", "));
    }

    /** @return mean, least and greatest of the values at each depth; of depths without a value, none */
    static ImmutableList<ResultPoint> points(ImmutableList<TrialRecord> group, ImmutableList<DepthValue> values) {
        MutableList<ResultPoint> points = Lists.mutable.empty();
        ImmutableListMultimap<Integer, TrialRecord> ended = group.groupBy(TrialRecord::depth);
        ImmutableListMultimap<Integer, DepthValue> counted = values.groupBy(DepthValue::depth);
        for (int depth : ended.keySet().toSortedList()) {
            ImmutableList<DepthValue> here = counted.get(depth);
            double[] numbers = here.collectDouble(DepthValue::value).toSortedArray();
            int n = numbers.length;
            points.add(new ResultPoint(depth, n == 0 ? Double.NaN : Arrays.stream(numbers).sum() / n,
                    n == 0 ? Double.NaN : numbers[0], n == 0 ? Double.NaN : numbers[n - 1], n,
                    ended.get(depth).size(), here.collect(value -> value.trial().id())));
        }
        return points.toImmutable();
    }
}
