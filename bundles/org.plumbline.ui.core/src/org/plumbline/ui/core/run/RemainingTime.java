package org.plumbline.ui.core.run;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.TrialState;

/**
 * How long a run will still take.
 * <p>(c W - r) / workers, where c is the mean of seconds per weight over the trials that have ended, W the weight of those
 * that have not, r the seconds that running ones have had.</p>
 */
final class RemainingTime {
    private static final double NANOS = 1e9;

    private RemainingTime() {
    }

    /**
     * @param rows    all trials
     * @param now     {@link System#nanoTime()}
     * @param workers number of trials at the same time
     * @return seconds, at least 0; empty as long as no trial has ended
     */
    static Optional<Double> seconds(ImmutableList<TrialRow> rows, long now, int workers) {
        ImmutableList<TrialRow> ended = rows.select(r -> r.state().isFinal() && r.seconds() > 0);
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        double cost = ended.sumOfDouble(TrialRow::seconds) / ended.sumOfDouble(TrialRow::weight);
        double open = rows.reject(r -> r.state().isFinal()).sumOfDouble(TrialRow::weight);
        double had = rows.select(r -> r.state() == TrialState.RUNNING).sumOfDouble(r -> (now - r.startedAt()) / NANOS);
        return Optional.of(Math.max(0, cost * open - had) / workers);
    }
}
