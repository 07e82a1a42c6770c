package org.plumbline.engine.network;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The entries of each example as a vector, row-major. Shape: x [n, ...], y [n, size]. */
public record Flatten() implements Layer {

    @Override
    public String kind() {
        return "flatten";
    }

    @Override
    public Shape outputShape(Shape input) {
        return Shape.of(input.size());
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        return Lists.immutable.empty();
    }

    @Override
    public Cost cost(Shape input) {
        return Cost.NOTHING;
    }

    @Override
    public boolean separable() {
        return true;
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray x, Pass pass) {
        long[] shape = x.shape();
        return new Linearisation() {
            @Override
            public INDArray output() {
                return flat(x);
            }

            @Override
            public INDArray vjp(INDArray g, LayerParameters gradient) {
                return g.dup('c').reshape(shape);
            }

            @Override
            public INDArray jvp(INDArray dx, LayerParameters tangent) {
                return flat(dx);
            }
        };
    }

    private static INDArray flat(INDArray x) {
        return x.dup('c').reshape(x.size(0), x.length() / x.size(0));
    }
}
