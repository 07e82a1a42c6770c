package org.plumbline.engine.network;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One layer after the other: f_m(... f_1(x)). An empty sequence is the identity. */
public record Sequence(ImmutableList<Layer> layers) implements Layer {

    public static Sequence of(Layer... layers) {
        return new Sequence(Lists.immutable.with(layers));
    }

    @Override
    public String kind() {
        return "sequence";
    }

    @Override
    public Shape outputShape(Shape input) {
        Shape shape = input;
        for (Layer layer : layers) {
            shape = layer.outputShape(shape);
        }
        return shape;
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        MutableList<ParameterTensor> tensors = Lists.mutable.empty();
        Shape shape = input;
        for (Layer layer : layers) {
            tensors.withAll(layer.parameters(shape));
            shape = layer.outputShape(shape);
        }
        return tensors.toImmutable();
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray input) {
        MutableList<Linearisation> parts = Lists.mutable.empty();
        INDArray x = input;
        for (Layer layer : layers) {
            Linearisation part = layer.linearise(parameters, x);
            parts.add(part);
            x = part.output();
        }
        return new Chain(parts, x, (whole, k) -> whole);
    }
}
