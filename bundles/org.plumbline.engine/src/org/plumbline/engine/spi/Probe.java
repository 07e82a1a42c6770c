package org.plumbline.engine.spi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Observes one trial while it is trained; made by an analysis. Used by the thread that trains. */
public interface Probe {

    /** Where observations go. */
    interface Recorder {
        /**
         * One number.
         *
         * @param quantity name, 1 to 40 characters
         */
        void scalar(String quantity, double value);

        /**
         * One number a layer, kept as float32.
         *
         * @param quantity name, 1 to 40 characters
         * @param values   as many each time. Not modified.
         */
        void layers(String quantity, double[] values);
    }

    /**
     * Asked before every update.
     *
     * @param step number of updates made so far, from 0
     */
    boolean isDue(long step);

    /** Observes; whatever takes time here slows the training down. */
    void observe(TrainingState state, Recorder recorder);

    /** Writes all state, so that {@link #restore} continues with the same numbers; a probe without state has none to write. */
    default void save(DataOutput out) throws IOException {
        // no state
    }

    default void restore(DataInput in) throws IOException {
        // no state
    }
}
