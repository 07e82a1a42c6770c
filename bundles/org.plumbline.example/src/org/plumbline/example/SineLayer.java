package org.plumbline.example;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.LayerParameters;
import org.plumbline.engine.network.Linearisation;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.Pass;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;

/**
 * A layer with trainable frequencies, in plain array operations.
 * <p>y = sin(x * w), coordinate by coordinate.</p>
 * Shape: x and y [n, d], w [d]. Source: definition. Pinned by ExampleTest.
 *
 * @param weight name of w
 */
public record SineLayer(String weight) implements Layer {

    @Override
    public String kind() {
        return "sine";
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() != 1) {
            throw new ShapeException("sine '" + weight + "': expected a vector as input, got shape " + input);
        }
        return input;
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        return Lists.immutable.with(ParameterTensor.weight(weight, input, 1, 1));
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray x, Pass pass) {
        INDArray w = parameters.get(weight);
        INDArray z = x.mulRowVector(w);
        INDArray y = Transforms.sin(z, true);
        INDArray slope = Transforms.cos(z, true);
        return new Linearisation() {
            @Override
            public INDArray output() {
                return y;
            }

            @Override
            public INDArray vjp(INDArray g, LayerParameters gradient) {
                INDArray gz = g.mul(slope);
                gradient.add(weight, gz.mul(x).sum(0));
                return gz.muliRowVector(w);
            }

            @Override
            public INDArray jvp(INDArray dx, LayerParameters tangent) {
                return dx.mulRowVector(w).addi(x.mulRowVector(tangent.get(weight))).muli(slope);
            }
        };
    }
}
