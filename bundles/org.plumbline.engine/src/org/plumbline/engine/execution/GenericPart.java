package org.plumbline.engine.execution;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Cost;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;

/** Plans layers for the generic path: ND4J operations, one after the other. */
final class GenericPart {

    private GenericPart() {
    }

    /** @param input shape of one example before the layers */
    static PlannedPart plan(Network network, ImmutableList<Layer> layers, Shape input, ExecutionOptions options) {
        Layer root = layers.size() == 1 ? layers.getFirst() : new Sequence(layers);
        Cost cost = root.cost(input);
        Shape output = root.outputShape(input);
        double retained = Double.isNaN(cost.retained()) ? 0 : cost.retained();
        int parameters = (int) root.parameters(input).sumOfInt(tensor -> tensor.shape().size());
        return new PlannedPart(LayerTexts.of(layers), input, output, parameters, "ND4J operations, layer by layer", cost,
                new Memory(0, retained * options.capacity() * options.precision().bytes()),
                (statistics, noise) -> new GenericExecution(network, root, input, statistics, noise));
    }
}
