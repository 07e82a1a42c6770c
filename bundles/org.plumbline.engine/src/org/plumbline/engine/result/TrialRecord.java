package org.plumbline.engine.result;

import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.primitive.ImmutableDoubleList;
import org.eclipse.collections.api.map.sorted.ImmutableSortedMap;
import org.plumbline.engine.plan.TrialPlan;

/**
 * What is known of a trial that has ended; all that analyses may use.
 *
 * @param id           content identity
 * @param cell         axis path to value, in canonical text, e.g. {@code architecture.depth -> 8}
 * @param seed         its seed
 * @param depth        number of layers along the depth
 * @param state        how it ended
 * @param message      stop rule, or where it diverged, or why it failed
 * @param finalLoss    NaN unless DONE
 * @param steps        optimiser steps
 * @param epochs       passes over the data
 * @param seconds      wall time of the trial
 * @param epochLosses  loss per epoch
 * @param measurements quantity to value, by analyses: {@code scaling/maxNorm(A) -> 0.31}
 */
public record TrialRecord(String id, ImmutableSortedMap<String, String> cell, long seed, int depth, TrialState state,
        String message, double finalLoss, long steps, int epochs, double seconds, ImmutableDoubleList epochLosses,
        ImmutableSortedMap<String, Double> measurements) {

    /** @return the same, in a sweep whose axes are others */
    public TrialRecord in(ImmutableSortedMap<String, String> otherCell) {
        return new TrialRecord(id, otherCell, seed, depth, state, message, finalLoss, steps, epochs, seconds, epochLosses, measurements);
    }

    /** @return the record of a trial of which nothing is known but how it ended */
    public static TrialRecord of(TrialPlan plan, TrialState state, String message) {
        return new TrialRecord(plan.id(), plan.cell(), plan.seed(), plan.depth(), state, message, Double.NaN, 0, 0,
                Double.NaN, DoubleLists.immutable.empty(), SortedMaps.immutable.empty());
    }
}
