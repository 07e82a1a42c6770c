package org.plumbline.engine.network;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A function applied to each coordinate: y = sigma(x).
 *
 * @param function sigma
 */
public record ActivationLayer(Function function) implements Layer {

    /** The functions built in. Derivative of ReLU at 0: 0. */
    public enum Function {
        TANH, RELU, IDENTITY
    }

    @Override
    public String kind() {
        return function.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        return Lists.immutable.empty();
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray x) {
        INDArray y = switch (function) {
            case TANH -> Transforms.tanh(x, true);
            case RELU -> Transforms.relu(x, true);
            case IDENTITY -> x;
        };
        INDArray slope = switch (function) {
            case TANH -> y.mul(y).rsubi(1);
            case RELU -> x.gt(0).castTo(x.dataType());
            case IDENTITY -> null;
        };
        return new Linearisation() {
            @Override
            public INDArray output() {
                return y;
            }

            @Override
            public INDArray vjp(INDArray g, LayerParameters gradient) {
                return slope == null ? g : g.mul(slope);
            }

            @Override
            public INDArray jvp(INDArray dx, LayerParameters tangent) {
                return slope == null ? dx : dx.mul(slope);
            }
        };
    }
}
