package org.plumbline.engine.network;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A differentiable map from a batch of inputs to a batch of outputs, with named parameters. Immutable and free of
 * parameter values, so that one tree describes a network whatever executes it.
 * <p>
 * A plug-in implements this with plain {@code INDArray} operations; it then works beside the built-in layers, for which
 * the engine has faster ways to do the same.
 * </p>
 */
public interface Layer {

    /**
     * @param input shape of one example
     * @return shape of one output
     * @throws ShapeException if this layer cannot take such an input
     */
    Shape outputShape(Shape input);

    /**
     * @param input shape of one example
     * @return its parameters, in the order in which they are stored; names are unique in the whole network
     */
    ImmutableList<ParameterTensor> parameters(Shape input);

    /**
     * @param input shape of one example
     * @return numbers that forward passes move and training does not, such as running means; names are unique among them
     */
    default ImmutableList<ParameterTensor> statistics(Shape input) {
        return Lists.immutable.empty();
    }

    /**
     * @param input shape of one example
     * @return what one example costs; {@link Cost#UNKNOWN} if the layer does not say
     */
    default Cost cost(Shape input) {
        return Cost.UNKNOWN;
    }

    /**
     * @return whether the outputs of a part of a batch are those of the part alone, bit for bit but for the order of sums: no
     *         statistics of the batch, no random numbers. False unless the layer says so.
     */
    default boolean separable() {
        return false;
    }

    /**
     * Evaluates the layer at a point and keeps what its derivatives there need.
     *
     * @param parameters values of {@link #parameters}. Not modified.
     * @param input      a batch, [n, input shape], float32 or float64 as the parameters are; the results have the same
     *                   type. Not modified, and not to be modified while the result is used.
     * @param pass       what the evaluation is for. Its statistics are moved if it is for training.
     * @return output and both derivative products at this point; statistics count as constants
     */
    Linearisation linearise(LayerParameters parameters, INDArray input, Pass pass);

    /** @return one word for messages and plans, e.g. {@code dense} */
    String kind();
}
