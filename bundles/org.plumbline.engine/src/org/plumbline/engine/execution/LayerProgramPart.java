package org.plumbline.engine.execution;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.nd4j.BackendException;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.dnn.LayerProgram;

/** Plans layers one by one: in single precision on oneDNN's kernels, with layouts kept between them, in double on ours. */
final class LayerProgramPart {
    /** Repeats are written out, and making a program takes time that grows with the square: longer ones are cut. */
    static final int MOST_LAYERS = 1500;

    private LayerProgramPart() {
    }

    /** @return whether there are kernels for a layer at this input; for those of a repeat, if it can be cut */
    static boolean serves(Network network, Layer layer, Shape input) {
        Layer least = CutRepeat.isCuttable(layer, input) ? new Repeat(1, ((Repeat) layer).body(), false) : layer;
        return Trees.count(least) <= MOST_LAYERS
                && LayerGraphs.translate(network, Lists.immutable.with(least), input, Mode.TRAINING).isPresent();
    }

    /**
     * @return the part; empty if oneDNN cannot be used in this process
     * @throws ShapeException if the states do not fit into the limit
     */
    static Optional<PlannedPart> plan(Network network, ImmutableList<Layer> layers, Shape input, ExecutionOptions options) {
        LayerGraphs.Translation training = LayerGraphs.translate(network, layers, input, Mode.TRAINING).orElseThrow();
        int capacity = options.capacity();
        LayerProgram.Plan plan;
        try {
            plan = PreparedProgram.plan(options.precision(), training.graph(), capacity,
                    PreparedProgram.room(options.precision(), options.limit()));
        } catch (IllegalStateException | BackendException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new ShapeException(LayerTexts.of(layers) + " does not fit: " + e.getMessage());
        }
        Layer root = new Sequence(layers);
        int parameters = (int) root.parameters(input).sumOfInt(tensor -> tensor.shape().size());
        return Optional.of(new PlannedPart(LayerTexts.of(layers), input, root.outputShape(input), parameters,
                path(options.precision(), plan), root.cost(input), PreparedProgram.memory(options.precision(), plan.memoryBytes()),
                (statistics, noise) -> new LayerProgramExecution(network, layers, input, plan, statistics)));
    }

    private static String path(Precision precision, LayerProgram.Plan plan) {
        return PreparedProgram.path(precision) + ", layouts kept" + (plan.pieces() == 1 ? ""
                : ", in " + plan.pieces() + " pieces, all but the last computed twice");
    }
}
