package org.plumbline.numerics.dnn;

import org.plumbline.numerics.kernels.float64.DoubleChannels;
import org.plumbline.numerics.kernels.float64.DoubleElements;

/** kept + s branch. */
final class DoubleAddCode extends DoubleCode {

    private final LayerNode.Add add;

    DoubleAddCode(DoublePasses passes, int node, LayerNode.Add add) {
        super(passes, node);
        this.add = add;
    }

    @Override
    void slices(SliceConsumer to) {
        if (add.isTrainable()) {
            to.accept(add.offset(), 1);
        }
    }

    private double scale(double[] p) {
        return switch (add.scale().kind()) {
            case CONSTANT -> add.scale().constant();
            case SHARED -> Math.abs(p[add.offset()]);
            case PER_LAYER -> p[add.offset()];
        };
    }

    /** The derivative of s by delta. */
    private double slope(double[] p) {
        return switch (add.scale().kind()) {
            case CONSTANT -> 0;
            case SHARED -> Math.signum(p[add.offset()]);
            case PER_LAYER -> 1;
        };
    }

    @Override
    void forward(double[] p) {
        DoubleElements.combine(value(source(0)), scale(p), value(source(1)), count(node), value(node));
    }

    @Override
    void backward(double[] p, double[] gradients) {
        double[] g = gradient(node);
        int count = count(node);
        if (passes.isWanted(source(0))) {
            DoubleElements.add(g, count, passes.begins(source(0)), gradient(source(0)));
        }
        if (passes.isWanted(source(1))) {
            double[] to = gradient(source(1));
            if (passes.begins(source(1))) {
                DoubleElements.scale(g, scale(p), count, to);
            } else {
                DoubleElements.combine(to, scale(p), g, count, to);
            }
        }
        if (add.isTrainable()) {
            int width = DoubleStructure.pitch(add.shape());
            double[] sums = new double[width];
            DoubleChannels.centredProducts(g, value(source(1)), new double[width], count / width, width, sums);
            double sum = 0;
            for (int c = 0; c < add.shape().channels(); c++) {
                sum += sums[c];
            }
            gradients[add.offset()] += slope(p) * sum;
        }
    }

    @Override
    void tangent(double[] p, double[] direction) {
        double[] dy = change(node);
        DoubleElements.combine(change(source(0)), scale(p), change(source(1)), count(node), dy);
        if (add.isTrainable() && direction != null) {
            DoubleElements.combine(dy, slope(p) * direction[add.offset()], value(source(1)), count(node), dy);
        }
    }
}
