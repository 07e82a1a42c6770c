package org.plumbline.numerics.kernels;

/** The stack in plain double loops, written from its formula alone: values, gradients by hand, directional derivatives. */
final class ReferenceResidualDense {

    /** Half the distance of the points of a central difference, in units of the direction. */
    static final double STEP = 1e-5;

    private final ResidualDenseShape shape;
    private final ParameterSlices at;
    private final int d;

    ReferenceResidualDense(ResidualDenseShape shape, ParameterSlices at) {
        this.shape = shape;
        this.at = at;
        this.d = shape.width();
    }

    double[] forward(double[] p, double[] x) {
        return states(p, x)[shape.depth()];
    }

    /** Change of y in a direction of p and x, by a central difference. */
    double[] differences(double[] p, double[] x, double[] dp, double[] dx) {
        double[] above = forward(moved(p, STEP, dp), moved(x, STEP, dx));
        double[] below = forward(moved(p, -STEP, dp), moved(x, -STEP, dx));
        for (int i = 0; i < above.length; i++) {
            above[i] = (above[i] - below[i]) / (2 * STEP);
        }
        return above;
    }

    private static double[] moved(double[] from, double step, double[] direction) {
        double[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += step * direction[i];
        }
        return to;
    }

    /** All h_k for rows x. */
    double[][] states(double[] p, double[] x) {
        double[][] h = new double[shape.depth() + 1][];
        h[0] = x.clone();
        for (int k = 0; k < shape.depth(); k++) {
            double[] z = preActivation(p, k, h[k]);
            h[k + 1] = h[k].clone();
            for (int i = 0; i < z.length; i++) {
                h[k + 1][i] += scale(p, k) * sigma(z[i]);
            }
        }
        return h;
    }

    /** Gradient of sum(gy * y) by the parameters; by x into dx. */
    double[] backward(double[] p, double[] x, double[] gy, double[] dx) {
        double[][] h = states(p, x);
        double[] gradient = new double[p.length];
        double[] g = gy.clone();
        for (int k = shape.depth() - 1; k >= 0; k--) {
            double[] z = preActivation(p, k, h[k]);
            double[] back = g.clone();
            for (int row = 0; row < z.length; row += d) {
                for (int j = 0; j < d; j++) {
                    double dz = g[row + j] * scale(p, k) * slope(z[row + j]);
                    for (int i = 0; i < d; i++) {
                        gradient[a(k, i, j)] += h[k][row + i] * dz;
                        back[row + i] += dz * p[a(k, i, j)];
                    }
                    if (shape.bias()) {
                        gradient[at.offsetB() + k * d + j] += dz;
                    }
                    addScaleGradient(p, k, g[row + j] * sigma(z[row + j]), gradient);
                }
            }
            g = back;
        }
        System.arraycopy(g, 0, dx, 0, g.length);
        return gradient;
    }

    /** Smallest distance of a pre-activation from a kink of sigma; infinite without kinks. */
    double distanceToKink(double[] p, double[] x) {
        double[][] h = states(p, x);
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < shape.depth(); k++) {
            for (double z : preActivation(p, k, h[k])) {
                least = Math.min(least, switch (shape.activation()) {
                    case TANH, IDENTITY -> Double.POSITIVE_INFINITY;
                    case RELU, LEAKY_RELU -> Math.abs(z);
                    case HARD_TANH -> Math.abs(Math.abs(z) - 1);
                });
            }
        }
        return least;
    }

    private void addScaleGradient(double[] p, int k, double term, double[] gradient) {
        switch (shape.scale().kind()) {
            case SHARED -> gradient[at.offsetDelta()] += Math.signum(p[at.offsetDelta()]) * term;
            case PER_LAYER -> gradient[at.offsetDelta() + k] += term;
            case CONSTANT -> { }
        }
    }

    double[] preActivation(double[] p, int k, double[] h) {
        double[] z = new double[h.length];
        for (int row = 0; row < h.length; row += d) {
            for (int j = 0; j < d; j++) {
                double sum = shape.bias() ? p[at.offsetB() + k * d + j] : 0;
                for (int i = 0; i < d; i++) {
                    sum += h[row + i] * p[a(k, i, j)];
                }
                z[row + j] = sum;
            }
        }
        return z;
    }

    private int a(int k, int i, int j) {
        return at.offsetA() + (k * d + i) * d + j;
    }

    private double scale(double[] p, int k) {
        return switch (shape.scale().kind()) {
            case CONSTANT -> shape.scale().constant();
            case SHARED -> Math.abs(p[at.offsetDelta()]);
            case PER_LAYER -> p[at.offsetDelta() + k];
        };
    }

    private double sigma(double z) {
        return switch (shape.activation()) {
            case TANH -> Math.tanh(z);
            case RELU -> Math.max(z, 0);
            case IDENTITY -> z;
            case LEAKY_RELU -> z > 0 ? z : Activation.LEAKY_SLOPE * (double) z;
            case HARD_TANH -> Math.max(-1, Math.min(1, z));
        };
    }

    private double slope(double z) {
        return switch (shape.activation()) {
            case TANH -> 1 - Math.tanh(z) * Math.tanh(z);
            case RELU -> z > 0 ? 1 : 0;
            case IDENTITY -> 1;
            case LEAKY_RELU -> z > 0 ? 1 : Activation.LEAKY_SLOPE;
            case HARD_TANH -> Math.abs(z) < 1 ? 1 : 0;
        };
    }
}
