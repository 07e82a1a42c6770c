package org.plumbline.numerics.dnn;

import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.float64.DoubleElements;

/** A function of each entry whose derivative comes from its value. */
final class DoubleActivateCode extends DoubleCode {

    private final Activation function;

    DoubleActivateCode(DoublePasses passes, int node, Activation function) {
        super(passes, node);
        this.function = function;
    }

    private static void copy(double[] from, int count, double[] to) {
        if (from != to) {
            System.arraycopy(from, 0, to, 0, count);
        }
    }

    @Override
    void forward(double[] p) {
        copy(value(source(0)), count(node), value(node));
        DoubleElements.apply(function, value(node), count(node));
    }

    @Override
    void backward(double[] p, double[] gradients) {
        DoubleElements.derive(function, value(node), gradient(node), count(node));
        if (!passes.structure.inPlace[node] && passes.isWanted(source(0))) {
            DoubleElements.add(gradient(node), count(node), passes.begins(source(0)), gradient(source(0)));
        }
    }

    @Override
    void tangent(double[] p, double[] direction) {
        copy(change(source(0)), count(node), change(node));
        DoubleElements.derive(function, value(node), change(node), count(node));
    }
}
