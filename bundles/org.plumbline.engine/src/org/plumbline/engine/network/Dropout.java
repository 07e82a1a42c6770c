package org.plumbline.engine.network;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Entries set to zero at random while training.
 * <p>Training: y_i = m_i x_i / (1 - p), m_i = 1 with probability 1 - p, else 0, independent for each entry of each example.
 * Evaluation: y = x.</p>
 * Shape: x and y [n, ...]. Source: Srivastava et al., JMLR 15 (2014), in the scaled form. Pinned by DropoutTest.
 *
 * @param rate p, in [0, 1)
 */
public record Dropout(double rate) implements Layer {

    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new ShapeException("dropout: the rate must lie in [0, 1), got " + rate);
        }
    }

    @Override
    public String kind() {
        return "dropout";
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
    public Cost cost(Shape input) {
        return new Cost(input.size(), 2.0 * input.size());
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray x, Pass pass) {
        if (!pass.training() || rate == 0) {
            return new ActivationLayer.Pointwise(x, null);
        }
        double[] mask = new double[Math.toIntExact(x.length())];
        for (int e = 0; e < mask.length; e++) {
            mask[e] = pass.noise().uniform() < rate ? 0 : 1 / (1 - rate);
        }
        INDArray factor = Entries.array(mask, x, x.shape());
        return new ActivationLayer.Pointwise(x.mul(factor), factor);
    }
}
