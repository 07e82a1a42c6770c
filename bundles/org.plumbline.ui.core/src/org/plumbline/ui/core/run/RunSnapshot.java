package org.plumbline.ui.core.run;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialState;

/**
 * A run as it is at one moment.
 *
 * @param phase     whether it runs, and how it ended
 * @param rows      all trials in the order of the plan
 * @param finished  number of trials that have ended
 * @param results   of the analyses, over the trials that have ended
 * @param elapsed   seconds since it was started or taken up here; NaN for a stored run that nobody runs
 * @param remaining seconds that it will probably still take
 * @param message   why it could not go on; empty otherwise
 */
public record RunSnapshot(Phase phase, ImmutableList<TrialRow> rows, int finished, ImmutableList<AnalysisResult> results,
        double elapsed, Optional<Double> remaining, String message) {

    /** Whether a run runs, and how it ended. */
    public enum Phase {
        RUNNING("running"), STOPPING("stopping"), DONE("done"), STOPPED("stopped"), FAILED("failed");

        private final String text;

        Phase(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** @return whether it has stopped before its end */
    public boolean resumable() {
        return phase == Phase.STOPPED || phase == Phase.FAILED
                || phase == Phase.DONE && rows.anySatisfy(row -> row.state() == TrialState.FAILED || row.state() == TrialState.CANCELLED);
    }

    public boolean active() {
        return phase == Phase.RUNNING || phase == Phase.STOPPING;
    }
}
