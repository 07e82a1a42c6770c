package org.plumbline.engine.network;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A body applied count times. With free weights each copy has its own parameters, stored as one stacked tensor
 * [count, ...] per name; with tied weights all copies use the same.
 *
 * @param count number of copies, at least 1
 * @param body  keeps the shape of its input
 * @param tied  whether all copies share their parameters
 */
public record Repeat(int count, Layer body, boolean tied) implements Layer {

    public Repeat {
        if (count < 1) {
            throw new ShapeException("repeat: count must be at least 1, got " + count);
        }
    }

    @Override
    public String kind() {
        return "repeat";
    }

    @Override
    public Shape outputShape(Shape input) {
        Shape output = body.outputShape(input);
        if (count > 1 && !output.equals(input)) {
            throw new ShapeException("repeat of " + body.kind() + ": the output " + output
                    + " must have the shape of the input " + input);
        }
        return output;
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        ImmutableList<ParameterTensor> one = body.parameters(input);
        return tied ? one : one.collect(tensor -> tensor.repeated(count));
    }

    /** Also copies that share their weights see different data. */
    @Override
    public ImmutableList<ParameterTensor> statistics(Shape input) {
        return body.statistics(input).collect(tensor -> tensor.repeated(count));
    }

    @Override
    public Cost cost(Shape input) {
        return body.cost(input).times(count);
    }

    @Override
    public boolean separable() {
        return body.separable();
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray input, Pass pass) {
        MutableList<Linearisation> parts = Lists.mutable.empty();
        INDArray x = input;
        for (int k = 0; k < count; k++) {
            Linearisation part = body.linearise(window(parameters, k), x, pass.copy(k));
            parts.add(part);
            x = part.output();
        }
        return new Chain(parts, x, this::window);
    }

    private LayerParameters window(LayerParameters whole, int k) {
        return tied ? whole : whole.copy(k);
    }
}
