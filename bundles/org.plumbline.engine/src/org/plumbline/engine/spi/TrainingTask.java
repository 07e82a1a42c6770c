package org.plumbline.engine.spi;

import org.plumbline.numerics.random.RandomStream;

/** What a training procedure works on. Used by one thread. */
public interface TrainingTask {

    DataSet data();

    /**
     * One optimiser step on a batch: forward, loss, backward, update.
     *
     * @param inputs  [n, input size]. Not modified.
     * @param targets [n, target size]. Not modified.
     * @return the loss before the update
     * @throws DivergedException if the loss or the network's output is not finite
     */
    double step(float[] inputs, float[] targets, int n);

    /** @return random numbers for the order of examples */
    RandomStream shuffle();

    /** Reports the end of an epoch. */
    void epochDone(int epoch, double loss);
}
