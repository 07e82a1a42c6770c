package org.plumbline.engine.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.plumbline.engine.trial.TrialRequest;

/** Lets another thread stop a run or some of its trials: running trials end between two steps, no other is started. */
public final class RunControl {
    private final Map<String, TrialRequest> trials = new ConcurrentHashMap<>();
    private volatile TrialRequest all = TrialRequest.GO_ON;

    /** Stops the run; running trials keep their state, so that the run can go on later as if nothing had been. */
    public void pause() {
        if (all == TrialRequest.GO_ON) {
            all = TrialRequest.PAUSE;
        }
    }

    /** Stops the run; running trials end as cancelled. */
    public void cancel() {
        all = TrialRequest.CANCEL;
    }

    /** @param request for one trial; the others go on */
    public void request(String trial, TrialRequest request) {
        trials.put(trial, request);
    }

    /** @return whether the whole run is to stop */
    public boolean isStopping() {
        return all != TrialRequest.GO_ON;
    }

    /** @return whether the whole run was cancelled */
    public boolean isCancelled() {
        return all == TrialRequest.CANCEL;
    }

    /** @return what is wanted of a trial: the stronger of what is wanted of the run and of it */
    TrialRequest request(String trial) {
        TrialRequest own = trials.getOrDefault(trial, TrialRequest.GO_ON);
        return own.compareTo(all) > 0 ? own : all;
    }
}
