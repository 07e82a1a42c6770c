package org.plumbline.engine.network;

import java.util.function.BiFunction;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One layer after the other: f_m(... f_1(x)). An empty sequence is the identity. */
public record Sequence(ImmutableList<Layer> layers) implements Layer {

    public static Sequence of(Layer... layers) {
        return new Sequence(Lists.immutable.with(layers));
    }

    /** @return the layers of nested sequences, one after the other; the layer itself if it is no sequence; none for the identity */
    public static ImmutableList<Layer> flat(Layer layer) {
        return layer instanceof Sequence sequence ? sequence.layers().flatCollect(Sequence::flat) : Lists.immutable.with(layer);
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
        return tensors(input, Layer::parameters);
    }

    @Override
    public ImmutableList<ParameterTensor> statistics(Shape input) {
        return tensors(input, Layer::statistics);
    }

    private ImmutableList<ParameterTensor> tensors(Shape input, BiFunction<Layer, Shape, ImmutableList<ParameterTensor>> of) {
        MutableList<ParameterTensor> tensors = Lists.mutable.empty();
        Shape shape = input;
        for (Layer layer : layers) {
            tensors.withAll(of.apply(layer, shape));
            shape = layer.outputShape(shape);
        }
        return tensors.toImmutable();
    }

    @Override
    public Cost cost(Shape input) {
        Cost sum = Cost.NOTHING;
        Shape shape = input;
        for (Layer layer : layers) {
            sum = sum.plus(layer.cost(shape));
            shape = layer.outputShape(shape);
        }
        return sum;
    }

    @Override
    public boolean separable() {
        return layers.allSatisfy(Layer::separable);
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray input, Pass pass) {
        MutableList<Linearisation> parts = Lists.mutable.empty();
        INDArray x = input;
        for (Layer layer : layers) {
            Linearisation part = layer.linearise(parameters, x, pass);
            parts.add(part);
            x = part.output();
        }
        return new Chain(parts, x, (whole, k) -> whole);
    }
}
