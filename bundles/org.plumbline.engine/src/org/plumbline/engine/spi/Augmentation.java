package org.plumbline.engine.spi;

import org.plumbline.numerics.random.RandomStream;

/** How training examples are changed at random each time that a step uses them. Safe for all threads. */
public interface Augmentation {

    /**
     * Changes one input; its target stays.
     *
     * @param inputs a batch, [n, input size]. Modified in [from, from + input size).
     * @param from   first number of the example
     * @param stream random numbers of the trial for this purpose alone; its position is part of a checkpoint. Advanced.
     */
    void apply(float[] inputs, int from, RandomStream stream);
}
