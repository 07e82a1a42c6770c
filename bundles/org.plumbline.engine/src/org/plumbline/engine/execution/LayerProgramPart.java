package org.plumbline.engine.execution;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.nd4j.BackendException;
import org.plumbline.numerics.dnn.LayerProgram;

/** Plans layers one by one on oneDNN's kernels, with layouts kept between them. */
final class LayerProgramPart {
    /** Repeats are written out: more copies than this belong into a stack. */
    private static final int MOST_LAYERS = 4000;

    private LayerProgramPart() {
    }

    /** @return whether there are kernels for a layer at this input */
    static boolean serves(Network network, Layer layer, Shape input) {
        return Trees.count(layer) <= MOST_LAYERS
                && LayerGraphs.translate(network, Lists.immutable.with(layer), input, Mode.TRAINING).isPresent();
    }

    /**
     * @return the part; empty if oneDNN cannot be used in this process
     * @throws ShapeException if the states do not fit into the limit
     */
    static Optional<PlannedPart> plan(Network network, ImmutableList<Layer> layers, Shape input, ExecutionOptions options) {
        LayerGraphs.Translation training = LayerGraphs.translate(network, layers, input, Mode.TRAINING).orElseThrow();
        int capacity = options.capacity();
        double bytes;
        try {
            bytes = LayerProgram.memoryBytes(training.graph(), capacity);
        } catch (IllegalStateException | BackendException e) {
            return Optional.empty();
        }
        Layer root = new Sequence(layers);
        if (bytes > options.limit().direct()) {
            throw new ShapeException(LayerTexts.of(layers) + " at batch " + capacity + " needs " + Memory.text(bytes)
                    + " of native memory, more than the limit of " + Memory.text(options.limit().direct()));
        }
        int parameters = (int) root.parameters(input).sumOfInt(tensor -> tensor.shape().size());
        return Optional.of(new PlannedPart(LayerTexts.of(layers), input, root.outputShape(input), parameters,
                "layer by layer on oneDNN, layouts kept", root.cost(input), new Memory(0, bytes),
                (statistics, noise) -> new LayerProgramExecution(network, layers, input, capacity, statistics)));
    }
}
