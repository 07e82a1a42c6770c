package org.plumbline.engine.spi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One training on its way, step by step; the engine may stop it between any two steps, for good or to go on later. */
public interface TrainingRun {

    /**
     * One optimiser step, by {@link TrainingTask#step}.
     *
     * @return whether there is another step to make
     * @throws DivergedException if the loss is not finite
     */
    boolean advance();

    /**
     * @return how it ended
     * @throws IllegalStateException if it has not: {@link #advance} has not returned false
     */
    TrainingOutcome outcome();

    /**
     * Writes all state, so that {@link #restore} continues with the same bits. Network, optimiser and streams of random numbers
     * are the engine's and not part of it.
     */
    void save(DataOutput out) throws IOException;

    /** Takes the state of a training with the same settings and data. To be called before the first step. */
    void restore(DataInput in) throws IOException;
}
