package org.plumbline.engine.execution;

import java.util.Optional;
import java.util.OptionalDouble;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Convolution;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.nd4j.BackendException;
import org.plumbline.numerics.dnn.ConvolutionPadding;
import org.plumbline.numerics.dnn.ConvolutionPlan;
import org.plumbline.numerics.dnn.ConvolutionShape;
import org.plumbline.numerics.dnn.ConvolutionSlices;
import org.plumbline.numerics.kernels.Activation;

/**
 * Recognises stacks of convolutions that keep the shape, repeat(convolution, activation) or
 * repeat(residual(convolution, activation; identity)), and plans oneDNN's kernels for them.
 */
record ConvolutionStackPart(ConvolutionShape shape, Convolution convolution) {

    /** @return the stack that the layer is, if it is one that the kernels take */
    static Optional<ConvolutionStackPart> of(Layer layer, Shape input) {
        if (!(layer instanceof Repeat repeat) || repeat.tied() || input.rank() != 3) {
            return Optional.empty();
        }
        Layer body = Trees.unwrapped(repeat.body());
        OptionalDouble added = OptionalDouble.empty();
        if (body instanceof Residual residual) {
            BranchScale scale = residual.scale();
            if (!Sequence.flat(residual.skip()).isEmpty() || scale.mode() != BranchScale.Mode.CONSTANT || scale.constant() == 0) {
                return Optional.empty();
            }
            added = OptionalDouble.of(scale.constant());
            body = residual.branch();
        }
        ImmutableList<Layer> layers = Sequence.flat(body);
        if (layers.isEmpty() || layers.size() > 2 || !(layers.get(0) instanceof Convolution convolution)
                || !keepsShape(convolution, input)) {
            return Optional.empty();
        }
        Optional<Activation> activation = layers.size() == 1 ? Optional.of(Activation.IDENTITY) : fused(layers.get(1));
        OptionalDouble scale = added;
        return activation.map(sigma -> new ConvolutionStackPart(new ConvolutionShape(repeat.count(), input.extent(0),
                input.extent(1), input.extent(2), convolution.size(),
                convolution.circular() ? ConvolutionPadding.CIRCULAR : ConvolutionPadding.ZERO, sigma, convolution.hasBias(), scale),
                convolution));
    }

    private static boolean keepsShape(Convolution c, Shape input) {
        return c.axes() == 2 && c.outputs() == input.extent(0) && c.stride() == 1 && c.size() % 2 == 1
                && c.padding() == c.size() / 2
                && (!c.circular() || c.padding() <= Math.min(input.extent(1), input.extent(2)));
    }

    private static Optional<Activation> fused(Layer layer) {
        if (!(layer instanceof ActivationLayer sigma)) {
            return Optional.empty();
        }
        return switch (sigma.function()) {
            case TANH -> Optional.of(Activation.TANH);
            case RELU -> Optional.of(Activation.RELU);
            case IDENTITY -> Optional.of(Activation.IDENTITY);
            case LEAKY_RELU -> sigma.slope() == ActivationLayer.LEAKY_SLOPE ? Optional.of(Activation.LEAKY_RELU) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** @return the stack with the bounds of its memory; empty if oneDNN cannot be used in this process */
    Optional<StackCandidate> candidate(Network network, Layer layer, Shape input, ExecutionOptions options) {
        try {
            long[] bounds = ConvolutionPlan.bounds(shape, options.capacity());
            return Optional.of(new StackCandidate(new Memory(0, bounds[0]), new Memory(0, bounds[1]),
                    share -> plan(network, layer, input, options.capacity(), share)));
        } catch (IllegalArgumentException e) {
            throw new ShapeException(e.getMessage());
        } catch (IllegalStateException | BackendException e) {
            return Optional.empty();
        }
    }

    /** @throws ShapeException if the states do not fit into the limit; names the largest depth that would */
    private PlannedPart plan(Network network, Layer layer, Shape input, int capacity, Memory limit) {
        ParameterLayout layout = network.layout();
        ConvolutionSlices slices = new ConvolutionSlices(layout.slot(convolution.kernel()).offset(),
                convolution.hasBias() ? layout.slot(convolution.bias()).offset() : 0);
        try {
            ConvolutionPlan plan = ConvolutionPlan.of(shape, capacity, (long) limit.direct());
            return new PlannedPart(LayerTexts.of(Lists.immutable.with(layer)), input, input,
                    shape.weightCount() + shape.biasCount(), path(plan), layer.cost(input), new Memory(0, plan.nativeBytes()),
                    (statistics, noise) -> new ConvolutionStackExecution(plan, slices));
        } catch (IllegalArgumentException e) {
            throw new ShapeException(e.getMessage());
        }
    }

    private static String path(ConvolutionPlan plan) {
        return "convolution stack on oneDNN (" + String.join(", ", plan.kernels()) + ")"
                + (plan.recomputedLayers() == 0 ? "" : ", " + plan.recomputedLayers() + (plan.group() == 1 ? " layers computed twice"
                        : " layers computed again, some of them twice"));
    }
}
