package org.plumbline.engine.execution;

import java.util.Arrays;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;
import org.plumbline.numerics.kernels.ParameterSlices;
import org.plumbline.numerics.kernels.ResidualDenseShape;
import org.plumbline.numerics.kernels.StateStorage;
import org.plumbline.numerics.kernels.float64.DoubleStateStorage;

/** Recognises stacks of residual dense layers, repeat(residual(dense, activation; identity)), and plans the kernel for them. */
record ResidualDensePart(ResidualDenseShape shape, Dense dense, BranchScale scale) {

    /** @return the stack that the layer is, if it is one that the kernel takes */
    static Optional<ResidualDensePart> of(Layer layer, Shape input) {
        if (!(layer instanceof Repeat repeat) || repeat.tied()
                || !(Trees.unwrapped(repeat.body()) instanceof Residual residual) || !Sequence.flat(residual.skip()).isEmpty()) {
            return Optional.empty();
        }
        ImmutableList<Layer> branch = Sequence.flat(residual.branch());
        boolean affine = branch.size() == 1;
        if (!affine && branch.size() != 2 || !(branch.get(0) instanceof Dense dense)
                || !fits(dense, input) || !scaleFits(residual.scale())) {
            return Optional.empty();
        }
        if (affine) {
            return Optional.of(stack(repeat, residual, dense, Activation.IDENTITY));
        }
        return branch.get(1) instanceof ActivationLayer sigma
                ? fused(sigma).map(activation -> stack(repeat, residual, dense, activation))
                : Optional.empty();
    }

    /** The kernel has its functions under the same names; of the leaky ReLU, the one with the usual slope. */
    private static Optional<Activation> fused(ActivationLayer layer) {
        return layer.slope() != ActivationLayer.LEAKY_SLOPE ? Optional.empty()
                : Arrays.stream(Activation.values()).filter(a -> a.name().equals(layer.function().name())).findAny();
    }

    private static ResidualDensePart stack(Repeat repeat, Residual residual, Dense dense, Activation activation) {
        LayerScale scale = switch (residual.scale().mode()) {
            case CONSTANT -> LayerScale.constant(residual.scale().constant());
            case SHARED -> LayerScale.shared();
            case PER_LAYER -> LayerScale.perLayer();
        };
        return new ResidualDensePart(new ResidualDenseShape(repeat.count(), dense.outputs(), activation, scale, dense.hasBias()),
                dense, residual.scale());
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

    /** @return the stack with the bounds of its memory */
    StackCandidate candidate(Network network, Layer layer, Shape input, ExecutionOptions options) {
        int batch = options.capacity();
        boolean single = options.precision() == Precision.FLOAT;
        long least = single ? StateStorage.checkpoints(shape).bytes(shape, batch) : DoubleStateStorage.checkpoints(shape).bytes(shape, batch);
        long most = single ? StateStorage.all(shape, batch).bytes(shape, batch) : DoubleStateStorage.all(shape, batch).bytes(shape, batch);
        return new StackCandidate(new Memory(Math.min(least, most), 0), new Memory(most, 0), share -> plan(network, layer, input,
                new ExecutionOptions(batch, options.precision(), share, 1)));
    }

    /** @throws ShapeException if the states do not fit into the limit; names the largest depth that would */
    private PlannedPart plan(Network network, Layer layer, Shape input, ExecutionOptions options) {
        ParameterLayout layout = network.layout();
        int bias = dense.hasBias() ? layout.slot(dense.bias()).offset() : 0;
        int delta = scale.tensor().map(tensor -> layout.slot(tensor.name()).offset()).orElse(0);
        ParameterSlices slices = new ParameterSlices(layout.slot(dense.weight()).offset(), bias, delta);
        int batch = options.capacity();
        long limit = (long) options.limit().heap();
        String layers = LayerTexts.of(Lists.immutable.with(layer));
        try {
            if (options.precision() == Precision.FLOAT) {
                StateStorage storage = StateStorage.within(shape, batch, limit);
                return new PlannedPart(layers, input, input, shape.parameterCount(),
                        path(storage.allActivations(), storage.segment()), layer.cost(input),
                        new Memory(storage.bytes(shape, batch), 0),
                        (statistics, noise) -> new FloatResidualExecution(shape, slices, batch, storage));
            }
            DoubleStateStorage storage = DoubleStateStorage.within(shape, batch, limit);
            return new PlannedPart(layers, input, input, shape.parameterCount(),
                    path(storage.allActivations(), storage.segment()), layer.cost(input),
                    new Memory(storage.bytes(shape, batch), 0),
                    (statistics, noise) -> new DoubleResidualExecution(shape, slices, batch, storage));
        } catch (IllegalArgumentException e) {
            throw new ShapeException(e.getMessage());
        }
    }

    private static String path(boolean all, int segment) {
        return "fused residual dense kernel" + (all ? "" : ", activations computed twice, in segments of " + segment + " layers");
    }
}
