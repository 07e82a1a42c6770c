package org.plumbline.engine.trial;

/** What is wanted of a trial; asked between two steps. */
public enum TrialRequest {
    GO_ON,
    /** Keep the state and stop, to go on later with the same bits. */
    PAUSE,
    /** Stop for good. */
    CANCEL
}
