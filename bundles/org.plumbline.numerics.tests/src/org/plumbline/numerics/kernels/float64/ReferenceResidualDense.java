package org.plumbline.numerics.kernels.float64;

import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.ParameterSlices;
import org.plumbline.numerics.kernels.ResidualDenseShape;

/** The stack in plain loops in twice double precision, from its formula alone, rounded to double at the end. */
final class ReferenceResidualDense {

    /** Half the distance of the points of a central difference, in units of the direction: errors are about 1e-20. */
    static final double STEP = 1e-10;

    private final ResidualDenseShape shape;
    private final ParameterSlices at;
    private final int d;

    ReferenceResidualDense(ResidualDenseShape shape, ParameterSlices at) {
        this.shape = shape;
        this.at = at;
        this.d = shape.width();
    }

    double[] forward(double[] p, double[] x) {
        return Twofold.rounded(states(Twofold.of(p), Twofold.of(x))[shape.depth()]);
    }

    /** All h_k for rows x. */
    double[][] states(double[] p, double[] x) {
        Twofold[][] h = states(Twofold.of(p), Twofold.of(x));
        double[][] out = new double[h.length][];
        for (int k = 0; k < out.length; k++) {
            out[k] = Twofold.rounded(h[k]);
        }
        return out;
    }

    /** Change of y in a direction of p and x, by a central difference. */
    double[] differences(double[] p, double[] x, double[] dp, double[] dx) {
        Twofold[] above = states(moved(p, STEP, dp), moved(x, STEP, dx))[shape.depth()];
        Twofold[] below = states(moved(p, -STEP, dp), moved(x, -STEP, dx))[shape.depth()];
        double[] out = new double[above.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = above[i].minus(below[i]).over(Twofold.of(2 * STEP)).high();
        }
        return out;
    }

    private static Twofold[] moved(double[] from, double step, double[] direction) {
        Twofold[] to = Twofold.of(from);
        for (int i = 0; i < to.length; i++) {
            to[i] = to[i].plus(Twofold.of(step).times(Twofold.of(direction[i])));
        }
        return to;
    }

    private Twofold[][] states(Twofold[] p, Twofold[] x) {
        Twofold[][] h = new Twofold[shape.depth() + 1][];
        h[0] = x.clone();
        for (int k = 0; k < shape.depth(); k++) {
            Twofold[] z = preActivation(p, k, h[k]);
            h[k + 1] = h[k].clone();
            for (int i = 0; i < z.length; i++) {
                h[k + 1][i] = h[k + 1][i].plus(scale(p, k).times(sigma(z[i])));
            }
        }
        return h;
    }

    /** Gradient of sum(gy * y) by the parameters; by x into dx. */
    double[] backward(double[] parameters, double[] x, double[] gy, double[] dx) {
        Twofold[] p = Twofold.of(parameters);
        Twofold[][] h = states(p, Twofold.of(x));
        Twofold[] gradient = Twofold.of(new double[p.length]);
        Twofold[] g = Twofold.of(gy);
        for (int k = shape.depth() - 1; k >= 0; k--) {
            Twofold[] z = preActivation(p, k, h[k]);
            Twofold[] back = g.clone();
            for (int row = 0; row < z.length; row += d) {
                for (int j = 0; j < d; j++) {
                    Twofold dz = g[row + j].times(scale(p, k)).times(slope(z[row + j]));
                    for (int i = 0; i < d; i++) {
                        add(gradient, a(k, i, j), h[k][row + i].times(dz));
                        add(back, row + i, dz.times(p[a(k, i, j)]));
                    }
                    if (shape.bias()) {
                        add(gradient, at.offsetB() + k * d + j, dz);
                    }
                    addScaleGradient(p, k, g[row + j].times(sigma(z[row + j])), gradient);
                }
            }
            g = back;
        }
        System.arraycopy(Twofold.rounded(g), 0, dx, 0, g.length);
        return Twofold.rounded(gradient);
    }

    /** Smallest distance of a pre-activation from a kink of sigma; infinite without kinks. */
    double distanceToKink(double[] p, double[] x) {
        Twofold[][] h = states(Twofold.of(p), Twofold.of(x));
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < shape.depth(); k++) {
            for (Twofold z : preActivation(Twofold.of(p), k, h[k])) {
                least = Math.min(least, switch (shape.activation()) {
                    case TANH, IDENTITY -> Double.POSITIVE_INFINITY;
                    case RELU, LEAKY_RELU -> Math.abs(z.high());
                    case HARD_TANH -> Math.abs(Math.abs(z.high()) - 1);
                });
            }
        }
        return least;
    }

    private void addScaleGradient(Twofold[] p, int k, Twofold term, Twofold[] gradient) {
        int place = at.offsetDelta();
        switch (shape.scale().kind()) {
            case SHARED -> add(gradient, place, p[place].high() < 0 ? term.negated() : term);
            case PER_LAYER -> add(gradient, place + k, term);
            case CONSTANT -> { }
        }
    }

    private static void add(Twofold[] sums, int i, Twofold term) {
        sums[i] = sums[i].plus(term);
    }

    private Twofold[] preActivation(Twofold[] p, int k, Twofold[] h) {
        Twofold[] z = new Twofold[h.length];
        for (int row = 0; row < h.length; row += d) {
            for (int j = 0; j < d; j++) {
                Twofold sum = shape.bias() ? p[at.offsetB() + k * d + j] : Twofold.ZERO;
                for (int i = 0; i < d; i++) {
                    sum = sum.plus(h[row + i].times(p[a(k, i, j)]));
                }
                z[row + j] = sum;
            }
        }
        return z;
    }

    private int a(int k, int i, int j) {
        return at.offsetA() + (k * d + i) * d + j;
    }

    private Twofold scale(Twofold[] p, int k) {
        return switch (shape.scale().kind()) {
            case CONSTANT -> Twofold.of(shape.scale().constant());
            case SHARED -> p[at.offsetDelta()].magnitude();
            case PER_LAYER -> p[at.offsetDelta() + k];
        };
    }

    private Twofold sigma(Twofold z) {
        return switch (shape.activation()) {
            case TANH -> z.tanh();
            case RELU -> z.high() > 0 ? z : Twofold.ZERO;
            case IDENTITY -> z;
            case LEAKY_RELU -> z.high() > 0 ? z : z.times(Twofold.of(Activation.LEAKY_SLOPE));
            case HARD_TANH -> Math.abs(z.high()) < 1 ? z : Twofold.of(Math.signum(z.high()));
        };
    }

    private Twofold slope(Twofold z) {
        return switch (shape.activation()) {
            case TANH -> Twofold.ONE.minus(sigma(z).times(sigma(z)));
            case RELU -> z.high() > 0 ? Twofold.ONE : Twofold.ZERO;
            case IDENTITY -> Twofold.ONE;
            case LEAKY_RELU -> z.high() > 0 ? Twofold.ONE : Twofold.of(Activation.LEAKY_SLOPE);
            case HARD_TANH -> Math.abs(z.high()) < 1 ? Twofold.ONE : Twofold.ZERO;
        };
    }
}
