package org.plumbline.numerics.dnn;

import org.plumbline.numerics.special.ErrorFunction;

/** A smooth function of each entry; its derivative comes from the input. */
final class DoubleSmoothCode extends DoubleCode {

    private static final double ROOT_PI = Math.sqrt(Math.PI);
    private static final double PER_ROOT_2_PI = 1 / Math.sqrt(2 * Math.PI);
    private final SmoothFunction function;

    DoubleSmoothCode(DoublePasses passes, int node, SmoothFunction function) {
        super(passes, node);
        this.function = function;
    }

    private double value(double z) {
        return switch (function) {
            case GELU -> z * ErrorFunction.normal(z);
            case SILU -> z / (1 + Math.exp(-z));
            case SOFTPLUS -> Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
            case ERF -> ErrorFunction.erf(z);
            case UNIT_ERF -> ErrorFunction.erf(ROOT_PI / 2 * z);
        };
    }

    private double slope(double z) {
        return switch (function) {
            case GELU -> ErrorFunction.normal(z) + z * PER_ROOT_2_PI * Math.exp(-z * z / 2);
            case SILU -> {
                double s = 1 / (1 + Math.exp(-z));
                yield s * (1 + z * (1 - s));
            }
            case SOFTPLUS -> 1 / (1 + Math.exp(-z));
            case ERF -> 2 / ROOT_PI * Math.exp(-z * z);
            case UNIT_ERF -> Math.exp(-Math.PI / 4 * z * z);
        };
    }

    @Override
    void forward(double[] p) {
        double[] z = value(source(0));
        double[] y = value(node);
        for (int i = 0; i < count(node); i++) {
            y[i] = value(z[i]);
        }
    }

    @Override
    void backward(double[] p, double[] gradients) {
        if (!passes.isWanted(source(0))) {
            return;
        }
        double[] z = value(source(0));
        double[] g = gradient(node);
        double[] to = gradient(source(0));
        boolean overwrite = passes.begins(source(0));
        for (int i = 0; i < count(node); i++) {
            to[i] = (overwrite ? 0 : to[i]) + g[i] * slope(z[i]);
        }
    }

    @Override
    void tangent(double[] p, double[] direction) {
        double[] z = value(source(0));
        double[] dz = change(source(0));
        double[] dy = change(node);
        for (int i = 0; i < count(node); i++) {
            dy[i] = dz[i] * slope(z[i]);
        }
    }
}
