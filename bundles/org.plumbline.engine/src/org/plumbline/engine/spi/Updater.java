package org.plumbline.engine.spi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.plumbline.numerics.arrays.RealArray;

/** The state of an optimiser during one trial. */
public interface Updater {

    /**
     * One step.
     *
     * @param parameters moved; in the precision that the updater was made for. Modified.
     * @param gradient   of the loss at the parameters, same length and precision. Not modified.
     */
    void step(RealArray parameters, RealArray gradient);

    /** Writes all state, so that {@link #restore} continues with the same bits. */
    void save(DataOutput out) throws IOException;

    void restore(DataInput in) throws IOException;
}
