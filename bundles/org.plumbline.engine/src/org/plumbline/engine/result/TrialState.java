package org.plumbline.engine.result;

/** The states of a trial; those from DONE on are final. */
public enum TrialState {
    PENDING, RUNNING, PAUSED, DONE, DIVERGED, FAILED, CANCELLED;

    public boolean isFinal() {
        return ordinal() >= DONE.ordinal();
    }
}
