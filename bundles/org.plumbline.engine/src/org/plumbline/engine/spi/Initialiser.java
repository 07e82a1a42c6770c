package org.plumbline.engine.spi;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;

/** Contribution: the law of the weights and biases before training. Stateless. */
public interface Initialiser {

    /**
     * Fills one tensor. Called for weights and biases; initial values of residual scales belong to their layer.
     *
     * @param tensor   what to fill; {@code stackLength()} is the depth L
     * @param settings typed parameters
     * @param stream   random numbers for this tensor only
     * @param values   the flat parameters. Modified from offset on, tensor.shape().size() values.
     * @param offset   first index
     */
    void initialise(ParameterTensor tensor, Settings settings, RandomStream stream, RealArray values, int offset);
}
