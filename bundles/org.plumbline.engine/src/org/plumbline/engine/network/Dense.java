package org.plumbline.engine.network;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An affine map of row vectors: z = x A + b.
 * <p>
 * Shape: x [n, in], A [in, out], b [out], z [n, out].
 * </p>
 *
 * @param outputs number of outputs, at least 1
 * @param weight  name of A
 * @param bias    name of b; empty: no bias
 */
public record Dense(int outputs, String weight, String bias) implements Layer {

    public Dense {
        if (outputs < 1) {
            throw new ShapeException("dense '" + weight + "': the number of outputs must be at least 1, got " + outputs);
        }
    }

    @Override
    public String kind() {
        return "dense";
    }

    public boolean hasBias() {
        return !bias.isEmpty();
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() != 1) {
            throw new ShapeException("dense '" + weight + "': expected a vector as input, got shape " + input);
        }
        return Shape.of(outputs);
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        int inputs = input.extent(0);
        ParameterTensor a = ParameterTensor.weight(weight, Shape.of(inputs, outputs), inputs, outputs);
        return hasBias() ? Lists.immutable.with(a, ParameterTensor.bias(bias, Shape.of(outputs), inputs, outputs))
                : Lists.immutable.with(a);
    }

    @Override
    public Cost cost(Shape input) {
        return new Cost(2.0 * input.size() * outputs + (hasBias() ? outputs : 0), outputs);
    }

    @Override
    public boolean separable() {
        return true;
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray x, Pass pass) {
        INDArray a = parameters.get(weight);
        INDArray z = x.mmul(a);
        INDArray output = hasBias() ? z.addiRowVector(parameters.get(bias)) : z;
        return new Linearisation() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray vjp(INDArray g, LayerParameters gradient) {
                gradient.add(weight, x.transpose().mmul(g));
                if (hasBias()) {
                    gradient.add(bias, g.sum(0));
                }
                return g.mmul(a.transpose());
            }

            @Override
            public INDArray jvp(INDArray dx, LayerParameters tangent) {
                INDArray dz = dx.mmul(a).addi(x.mmul(tangent.get(weight)));
                return hasBias() ? dz.addiRowVector(tangent.get(bias)) : dz;
            }
        };
    }
}
