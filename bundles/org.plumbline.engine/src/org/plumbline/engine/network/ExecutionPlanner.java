package org.plumbline.engine.network;

import java.util.Arrays;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;
import org.plumbline.numerics.kernels.ResidualDenseShape;

/** Decides how a network is executed. What it knows a faster way for is fused; all else runs layer by layer. */
public final class ExecutionPlanner {

    private ExecutionPlanner() {
    }

    /**
     * Makes a network ready to run.
     *
     * @param network  any tree
     * @param capacity the most examples of one call, at least 1
     * @param generic  whether to run layer by layer even where there is a faster way
     * @return an execution that belongs to the caller and to one thread
     * @throws ShapeException if the network with batches of this size does not fit into memory that Java can address
     */
    public static NetworkExecution plan(Network network, int capacity, boolean generic) {
        Optional<Stack> stack = generic ? Optional.empty() : stack(network);
        if (stack.isEmpty()) {
            return new GenericExecution(network);
        }
        try {
            return new FusedResidualExecution(network, stack.get(), capacity);
        } catch (IllegalArgumentException e) {
            throw new ShapeException(e.getMessage());
        }
    }

    /** A stack of residual dense layers as recognised in a tree, with the names of its parameters. */
    record Stack(ResidualDenseShape shape, Dense dense, BranchScale scale) {
    }

    /** @return the tree as repeat(residual(dense, activation; identity)), if it is one that the kernel takes */
    private static Optional<Stack> stack(Network network) {
        if (!(unwrapped(network.root()) instanceof Repeat repeat) || repeat.tied()
                || !(unwrapped(repeat.body()) instanceof Residual residual) || !flat(residual.skip()).isEmpty()) {
            return Optional.empty();
        }
        ImmutableList<Layer> branch = flat(residual.branch());
        boolean affine = branch.size() == 1;
        if (!affine && branch.size() != 2 || !(branch.get(0) instanceof Dense dense)
                || !fits(dense, network.input()) || !scaleFits(residual.scale())) {
            return Optional.empty();
        }
        if (affine) {
            return Optional.of(stack(repeat, residual, dense, Activation.IDENTITY));
        }
        return branch.get(1) instanceof ActivationLayer layer
                ? fused(layer).map(activation -> stack(repeat, residual, dense, activation))
                : Optional.empty();
    }

    /** The kernel has its functions under the same names; of the leaky ReLU, the one with the usual slope. */
    private static Optional<Activation> fused(ActivationLayer layer) {
        return layer.slope() != ActivationLayer.LEAKY_SLOPE ? Optional.empty()
                : Arrays.stream(Activation.values()).filter(a -> a.name().equals(layer.function().name())).findAny();
    }

    private static Stack stack(Repeat repeat, Residual residual, Dense dense, Activation activation) {
        LayerScale scale = switch (residual.scale().mode()) {
            case CONSTANT -> LayerScale.constant((float) residual.scale().constant());
            case SHARED -> LayerScale.shared();
            case PER_LAYER -> LayerScale.perLayer();
        };
        ResidualDenseShape shape = new ResidualDenseShape(repeat.count(), dense.outputs(),
                activation, scale, dense.hasBias());
        return new Stack(shape, dense, residual.scale());
    }

    private static boolean fits(Dense dense, Shape input) {
        return input.rank() == 1 && input.extent(0) == dense.outputs() && dense.outputs() <= ResidualDenseShape.MAX_WIDTH;
    }

    /** One delta for all layers or one for each: only then is the tensor laid out as the kernel wants it. */
    private static boolean scaleFits(BranchScale scale) {
        return switch (scale.mode()) {
            case CONSTANT -> true;
            case SHARED -> scale.tensor().orElseThrow().shared();
            case PER_LAYER -> !scale.tensor().orElseThrow().shared();
        };
    }

    private static Layer unwrapped(Layer layer) {
        ImmutableList<Layer> parts = flat(layer);
        return parts.size() == 1 ? parts.get(0) : layer;
    }

    /** @return the layers of nested sequences, one after the other; empty for the identity */
    private static ImmutableList<Layer> flat(Layer layer) {
        return layer instanceof Sequence sequence ? sequence.layers().flatCollect(ExecutionPlanner::flat)
                : Lists.immutable.with(layer);
    }
}
