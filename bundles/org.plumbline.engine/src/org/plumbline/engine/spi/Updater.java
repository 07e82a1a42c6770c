package org.plumbline.engine.spi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The state of an optimiser during one trial. */
public interface Updater {

    /**
     * One step.
     *
     * @param parameters moved. Modified.
     * @param gradient   of the loss at the parameters, same length. Not modified.
     */
    void step(float[] parameters, float[] gradient);

    /** Writes all state, so that {@link #restore} continues with the same bits. */
    void save(DataOutput out) throws IOException;

    void restore(DataInput in) throws IOException;
}
