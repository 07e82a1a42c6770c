package org.plumbline.optimisers;

import org.plumbline.engine.spi.TrainingOutcome;

/** The outcome of a training that may still be on its way. */
final class Outcomes {

    private Outcomes() {
    }

    /** @throws IllegalStateException if there is none yet */
    static TrainingOutcome require(TrainingOutcome outcome) {
        if (outcome == null) {
            throw new IllegalStateException("the training has not ended");
        }
        return outcome;
    }
}
