package org.plumbline.engine.execution;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.numerics.arrays.Precision;

/**
 * The kernels of this process. Stacks of equal layers are fused; other layers run on oneDNN's kernels, one by one; those that
 * have none, and all but dense stacks in double precision, as ND4J operations.
 */
final class CpuBackend implements ComputeBackend {

    @Override
    public String id() {
        return "auto";
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public ExecutionPlan plan(Network network, ExecutionOptions options) {
        int slices = Math.min(options.slices(), options.capacity());
        if (slices > 1 && !network.root().separable()) {
            throw new ShapeException("the batch cannot be cut into " + slices + " slices: "
                    + LayerTexts.of(Trees.flat(network.root())) + " has a layer in which examples meet or random numbers are drawn");
        }
        int size = (options.capacity() + slices - 1) / slices;
        Memory left = slices == 1 ? options.limit()
                : options.limit().times(1.0 / slices).minus(ExecutionPlan.sliceArrays(network, options, size));
        ExecutionOptions slice = new ExecutionOptions(size, options.precision(), left, 1);
        return new ExecutionPlan(id(), network, options, new Planning(network, slice).parts(), slices);
    }

    /** One network on its way into parts. */
    private final class Planning {
        private final Network network;
        private final ExecutionOptions options;
        private final MutableList<PlannedPart> parts = Lists.mutable.empty();
        private final MutableList<Layer> waiting = Lists.mutable.empty();
        private boolean waitingServed;
        private Shape waitingInput;

        Planning(Network network, ExecutionOptions options) {
            this.network = network;
            this.options = options;
            waitingInput = network.input();
        }

        ImmutableList<PlannedPart> parts() {
            Shape shape = network.input();
            for (Layer layer : Trees.flat(network.root())) {
                Shape input = shape;
                shape = layer.outputShape(input);
                Optional<PlannedPart> stack = stack(layer, input);
                if (stack.isPresent()) {
                    flush();
                    parts.add(stack.get());
                    waitingInput = shape;
                } else {
                    boolean served = options.precision() == Precision.FLOAT && LayerProgramPart.serves(network, layer, input);
                    if (served != waitingServed) {
                        flush();
                    }
                    waitingServed = served;
                    waiting.add(layer);
                }
            }
            flush();
            if (parts.isEmpty()) {
                parts.add(generic(Lists.immutable.empty(), network.input()));
            }
            return parts.toImmutable();
        }

        private Optional<PlannedPart> stack(Layer layer, Shape input) {
            Optional<ResidualDensePart> dense = ResidualDensePart.of(layer, input);
            if (dense.isPresent()) {
                return Optional.of(dense.get().plan(network, layer, input, remaining()));
            }
            if (options.precision() != Precision.FLOAT) {
                return Optional.empty();
            }
            return ConvolutionStackPart.of(layer, input).flatMap(c -> c.plan(network, layer, input, remaining()));
        }

        private void flush() {
            if (waiting.notEmpty()) {
                ImmutableList<Layer> layers = waiting.toImmutable();
                parts.add((waitingServed ? LayerProgramPart.plan(network, layers, waitingInput, remaining()) : Optional.<PlannedPart>empty())
                        .orElseGet(() -> generic(layers, waitingInput)));
                waiting.clear();
            }
            waitingInput = parts.isEmpty() ? network.input() : parts.getLast().output();
        }

        private PlannedPart generic(ImmutableList<Layer> layers, Shape input) {
            ExecutionOptions left = remaining();
            PlannedPart part = GenericPart.plan(network, layers, input, left);
            if (part.states().total() > left.limit().total()) {
                throw new ShapeException(part.layers() + " at batch " + left.capacity() + " needs " + part.states()
                        + " for what its derivatives keep, more than the limit of " + left.limit());
            }
            return part;
        }

        /** What earlier parts have left of the memory. */
        private ExecutionOptions remaining() {
            Memory used = parts.collect(PlannedPart::states).injectInto(Memory.NONE, Memory::plus);
            return new ExecutionOptions(options.capacity(), options.precision(), options.limit().minus(used), 1);
        }
    }
}
