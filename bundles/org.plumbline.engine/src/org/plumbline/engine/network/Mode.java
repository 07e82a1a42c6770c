package org.plumbline.engine.network;

/** What a forward pass is for; layers such as batch normalisation and dropout differ. */
public enum Mode {
    /** A step of training: statistics of the batch, which also move the running ones; random masks. */
    TRAINING,
    /** Evaluation of a trained network: running statistics, nothing random, examples independent of each other. */
    EVALUATION
}
