package org.plumbline.ui.core.run;

import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialState;

/**
 * One line of the run monitor.
 *
 * @param trial     what is run
 * @param state     how far it is
 * @param epoch     passes over the data so far
 * @param steps     optimiser steps so far
 * @param loss      last loss that was reported, NaN if none was
 * @param seconds   wall time, NaN until the trial has ended
 * @param message   stop rule, or where it diverged, or why it failed; may be empty
 * @param startedAt {@link System#nanoTime()} when it began, 0 before
 */
public record TrialRow(TrialPlan trial, TrialState state, int epoch, long steps, double loss, double seconds,
        String message, long startedAt) {

    static TrialRow pending(TrialPlan trial) {
        return new TrialRow(trial, TrialState.PENDING, 0, 0, Double.NaN, Double.NaN, "", 0);
    }

    /** @return what one such trial costs in relation to others: the numbers that a step moves */
    double weight() {
        return Math.max(1, trial.parameterCount());
    }
}
