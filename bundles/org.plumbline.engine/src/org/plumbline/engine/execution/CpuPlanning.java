package org.plumbline.engine.execution;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.numerics.arrays.Precision;

/**
 * One network on its way into parts. Layers that need a certain memory get it first; stacks, which can compute states again,
 * share what is left: each its least, the rest in proportion to what they could use.
 */
final class CpuPlanning {
    /** Layers that become one part. */
    private record Item(ImmutableList<Layer> layers, Shape input, boolean served, Optional<StackCandidate> stack) {
        Shape output() {
            return new Sequence(layers).outputShape(input);
        }
    }

    private final Network network;
    private final ExecutionOptions options;
    private final MutableList<Item> items = Lists.mutable.empty();
    private Memory left;

    CpuPlanning(Network network, ExecutionOptions options) {
        this.network = network;
        this.options = options;
    }

    ImmutableList<PlannedPart> parts() {
        collect();
        left = options.limit().minus(between(items));
        ImmutableList<StackCandidate> stacks = items.flatCollect(item -> item.stack().stream().toList()).toImmutable();
        Memory least = sum(stacks.collect(StackCandidate::least));
        left = left.minus(least);
        MutableList<PlannedPart> planned = items.collect(item -> item.stack().isPresent() ? null : run(item));
        Memory most = sum(stacks.collect(StackCandidate::most));
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).stack().isPresent()) {
                StackCandidate stack = items.get(i).stack().get();
                Memory share = stack.least().plus(new Memory(portion(left.heap(), stack.most().heap(), most.heap()),
                        portion(left.direct(), stack.most().direct(), most.direct())));
                planned.set(i, stack.planner().apply(share));
            }
        }
        ImmutableList<PlannedPart> parts = planned.toImmutable();
        return parts.notEmpty() ? parts
                : Lists.immutable.with(GenericPart.plan(network, Lists.immutable.empty(), network.input(), options));
    }

    private static double portion(double rest, double mine, double all) {
        return all == 0 ? 0 : rest * mine / all;
    }

    private static Memory sum(ImmutableList<Memory> all) {
        return all.injectInto(Memory.NONE, Memory::plus);
    }

    private Memory between(MutableList<Item> all) {
        double numbers = all.isEmpty() ? 0 : all.take(all.size() - 1).sumOfDouble(item -> 2.0 * item.output().size());
        return new Memory(numbers * options.capacity() * options.precision().bytes(), 0);
    }

    private void collect() {
        MutableList<Layer> waiting = Lists.mutable.empty();
        boolean waitingServed = false;
        Shape waitingInput = network.input();
        Shape shape = network.input();
        for (Layer layer : Sequence.flat(network.root())) {
            Shape input = shape;
            shape = layer.outputShape(input);
            Optional<StackCandidate> stack = stack(layer, input);
            boolean served = stack.isEmpty() && LayerProgramPart.serves(network, layer, input);
            boolean alone = stack.isPresent() || served && CutRepeat.isCuttable(layer, input);
            if (waiting.notEmpty() && (alone || served != waitingServed)) {
                items.add(new Item(waiting.toImmutable(), waitingInput, waitingServed, Optional.empty()));
                waiting.clear();
            }
            if (alone) {
                items.add(new Item(Lists.immutable.with(layer), input, served, stack));
            } else {
                waitingInput = waiting.isEmpty() ? input : waitingInput;
                waitingServed = served;
                waiting.add(layer);
            }
        }
        if (waiting.notEmpty()) {
            items.add(new Item(waiting.toImmutable(), waitingInput, waitingServed, Optional.empty()));
        }
    }

    private Optional<StackCandidate> stack(Layer layer, Shape input) {
        Optional<StackCandidate> dense = ResidualDensePart.of(layer, input).map(part -> part.candidate(network, layer, input, options));
        return dense.isPresent() || options.precision() != Precision.FLOAT ? dense
                : ConvolutionStackPart.of(layer, input).flatMap(part -> part.candidate(network, layer, input, options));
    }

    /** Layers without a stack among them: one by one with kernels, or by ND4J. */
    private PlannedPart run(Item item) {
        if (!item.served()) {
            return generic(item);
        }
        Layer first = item.layers().getFirst();
        return (CutRepeat.isCuttable(first, item.input()) ? CutRepeat.plan(network, (Repeat) first, item.input(), offered())
                : LayerProgramPart.plan(network, item.layers(), item.input(), offered())).map(this::taken).orElseGet(() -> generic(item));
    }

    private PlannedPart taken(PlannedPart part) {
        left = left.minus(part.states());
        return part;
    }

    private PlannedPart generic(Item item) {
        PlannedPart part = GenericPart.plan(network, item.layers(), item.input(), options);
        if (part.states().total() > left.total()) {
            throw new ShapeException(part.layers() + " at batch " + options.capacity() + " needs " + part.states()
                    + " for what its derivatives keep, more than the limit of " + left);
        }
        return taken(part);
    }

    private ExecutionOptions offered() {
        return new ExecutionOptions(options.capacity(), options.precision(), left, 1);
    }
}
