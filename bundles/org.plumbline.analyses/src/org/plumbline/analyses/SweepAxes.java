package org.plumbline.analyses;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.map.sorted.ImmutableSortedMap;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.TrialRecord;

/**
 * Over what the trials of a sweep are shown: over their depth if it varies; else over the numeric axis with the most values, the first
 * by name among equals; over their depth also if there is none. What else varies tells curves apart.
 *
 * @param x   axis of the figures
 * @param key path of that axis; empty for the depth
 */
record SweepAxes(ResultAxis x, String key) {
    static SweepAxes of(ImmutableList<TrialRecord> trials) {
        if (trials.collectInt(TrialRecord::depth).distinct().size() < 2) {
            Optional<NumericAxis> widest = NumericAxis.varying(trials).getFirstOptional();
            if (widest.isPresent()) {
                return new SweepAxes(widest.get().axis(), widest.get().key());
            }
        }
        return new SweepAxes(DepthSeries.DEPTH, "");
    }

    /** @return whether x is the depth */
    boolean isDepth() {
        return key.isEmpty();
    }

    /** @return where the trial stands */
    double at(TrialRecord trial) {
        return isDepth() ? trial.depth() : NumericAxis.number(trial.cell().get(key)).orElseThrow();
    }

    /**
     * One curve.
     *
     * @param name   what its trials have in common, e.g. {@code architecture.beta=0.5}; empty if there is but one curve
     * @param number the value of the one axis that tells the curves apart, if there is one and it is numeric
     * @param trials that have ended
     */
    record Line(String name, Optional<Double> number, ImmutableList<TrialRecord> trials) {
    }

    /** @return the trials that have ended, by curve; sorted by number if all curves have one, else by name */
    ImmutableList<Line> lines(ImmutableList<TrialRecord> trials) {
        ImmutableList<TrialRecord> ended = trials.select(trial -> trial.state().isFinal());
        SortedMap<String, ImmutableList<TrialRecord>> groups = new TreeMap<>();
        ended.collect(this::others).distinct().forEach(cell -> groups.put(text(cell), ended.select(trial -> others(trial).equals(cell))));
        ImmutableList<Line> lines = Lists.immutable.withAll(groups.entrySet()).collect(group -> {
            ImmutableSortedMap<String, String> cell = others(group.getValue().getFirst());
            return new Line(groups.size() == 1 ? "" : group.getKey(), cell.size() == 1 ? NumericAxis.number(cell.valuesView().getFirst()) : Optional.empty(),
                    group.getValue());
        });
        return lines.allSatisfy(line -> line.number().isPresent()) ? lines.toSortedListBy(line -> line.number().get()).toImmutable() : lines;
    }

    /** @return path of the one axis that tells curves apart; empty if there is none or more than one */
    Optional<String> other(ImmutableList<TrialRecord> trials) {
        ImmutableList<String> keys = trials.flatCollect(trial -> others(trial).keysView()).distinct();
        return keys.size() == 1 ? Optional.of(keys.getOnly()) : Optional.empty();
    }

    private ImmutableSortedMap<String, String> others(TrialRecord trial) {
        return trial.cell().reject((path, value) -> path.equals(key) || path.equals("depth") || path.endsWith(".depth"));
    }

    private static String text(ImmutableSortedMap<String, String> cell) {
        return cell.keyValuesView().collect(pair -> pair.getOne() + "=" + pair.getTwo()).makeString(" ");
    }
}
