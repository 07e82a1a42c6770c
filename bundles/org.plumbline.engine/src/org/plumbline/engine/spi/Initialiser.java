package org.plumbline.engine.spi;

import java.util.Optional;

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

    /**
     * Asked while planning, for each weight and bias.
     *
     * @return what is impossible for this tensor, and what would be possible; empty if all is well
     */
    default Optional<String> refusal(ParameterTensor tensor, Settings settings) {
        return Optional.empty();
    }

    /**
     * Whether the stream of a tensor is to depend on its name and the seed alone, so that networks of all depths (and of all
     * architectures with a tensor of that name) see the same random numbers; else cells of different depth are independent.
     */
    default boolean coupled(Settings settings) {
        return false;
    }
}
