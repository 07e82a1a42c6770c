package org.plumbline.numerics.dnn;

import java.util.OptionalInt;

import org.plumbline.numerics.kernels.float64.DoubleChannels;

/** A batch normalisation. */
final class DoubleNormaliseCode extends DoubleCode {

    private final NormalisationStep step;
    private final int channels;
    private final int width;
    private final double[] mean;
    private final double[] variance;
    /** 1 / sqrt(variance + epsilon). */
    private final double[] inverse;
    /** gamma times that. */
    private final double[] factor;

    DoubleNormaliseCode(DoublePasses passes, int node, NormalisationStep step) {
        super(passes, node);
        this.step = step;
        channels = shape(node).channels();
        width = DoubleStructure.pitch(shape(node));
        mean = new double[width];
        variance = new double[width];
        inverse = new double[width];
        factor = new double[width];
    }

    @Override
    void slices(SliceConsumer to) {
        step.gamma().ifPresent(at -> to.accept(at, channels));
        step.beta().ifPresent(at -> to.accept(at, channels));
    }

    /** Copies the statistics of the last forward pass. */
    void statistics(double[] toMean, double[] toVariance) {
        System.arraycopy(mean, 0, toMean, 0, channels);
        System.arraycopy(variance, 0, toVariance, 0, channels);
    }

    private double[] padded(double[] from, OptionalInt offset) {
        double[] to = new double[width];
        offset.ifPresent(at -> System.arraycopy(from, at, to, 0, channels));
        return to;
    }

    private int pixels() {
        return count(node) / width;
    }

    @Override
    void forward(double[] p) {
        double[] x = value(source(0));
        if (step.isGiven()) {
            System.arraycopy(p, step.mean().getAsInt(), mean, 0, channels);
            System.arraycopy(p, step.variance().getAsInt(), variance, 0, channels);
        } else {
            DoubleChannels.sums(x, pixels(), width, mean);
            divide(mean);
            DoubleChannels.centredSquares(x, mean, pixels(), width, variance);
            divide(variance);
        }
        for (int c = 0; c < width; c++) {
            inverse[c] = 1 / Math.sqrt(variance[c] + step.epsilon());
            factor[c] = c >= channels ? 0 : step.gamma().isPresent() ? p[step.gamma().getAsInt() + c] * inverse[c] : inverse[c];
        }
        DoubleChannels.normalise(x, mean, factor, padded(p, step.beta()), pixels(), width, value(node));
    }

    private void divide(double[] sums) {
        for (int c = 0; c < width; c++) {
            sums[c] /= pixels();
        }
    }

    @Override
    void backward(double[] p, double[] gradients) {
        double[] g = gradient(node);
        double[] x = value(source(0));
        double[] byX = new double[width];
        double[] shift = new double[width];
        DoubleChannels.sums(g, pixels(), width, shift);
        DoubleChannels.centredProducts(g, x, mean, pixels(), width, byX);
        for (int c = 0; c < channels; c++) {
            if (step.gamma().isPresent()) {
                gradients[step.gamma().getAsInt() + c] += byX[c] * inverse[c];
            }
            if (step.beta().isPresent()) {
                gradients[step.beta().getAsInt() + c] += shift[c];
            }
        }
        if (passes.isWanted(source(0))) {
            project(byX, shift);
            DoubleChannels.combine(g, factor, x, mean, byX, shift, pixels(), width, !passes.begins(source(0)), gradient(source(0)));
        }
    }

    /** From the sums of an array times x - mean, and of the array, to the numbers that take out what the statistics take out. */
    private void project(double[] byX, double[] shift) {
        for (int c = 0; c < width; c++) {
            byX[c] = step.isGiven() ? 0 : -factor[c] * inverse[c] * inverse[c] * byX[c] / pixels();
            shift[c] = step.isGiven() ? 0 : -factor[c] * shift[c] / pixels();
        }
    }

    @Override
    void tangent(double[] p, double[] direction) {
        double[] dx = change(source(0));
        double[] x = value(source(0));
        double[] byX = new double[width];
        double[] shift = new double[width];
        DoubleChannels.sums(dx, pixels(), width, shift);
        DoubleChannels.centredProducts(dx, x, mean, pixels(), width, byX);
        project(byX, shift);
        if (direction != null) {
            for (int c = 0; c < channels; c++) {
                byX[c] += step.gamma().isPresent() ? direction[step.gamma().getAsInt() + c] * inverse[c] : 0;
                shift[c] += step.beta().isPresent() ? direction[step.beta().getAsInt() + c] : 0;
            }
        }
        DoubleChannels.combine(dx, factor, x, mean, byX, shift, pixels(), width, false, change(node));
    }
}
