package org.plumbline.theory.limits;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The limit of a residual network h_{k+1} = h_k + delta sigma(A_k h_k + b_k) whose weights have a continuous limit.
 * <p>Neural ODE (delta ~ 1/L, A_k = Abar(k/L)): dH/dt = sigma(Abar_t H + bbar_t). Alternative ODE (delta ~ L^-alpha, A_k ~
 * L^-(1-alpha), 0 < alpha < 1): dH/dt = s1 (Abar_t H + bbar_t), linear in H. With a scale cbar, the limit of L delta_k, the
 * neural ODE is dH/dt = cbar_t sigma(Abar_t H + bbar_t). Backward, for G_t = dH_1/dH_t:
 * dG/dt = -G cbar diag(sigma'(Abar H + bbar)) Abar, or -G s1 Abar, with G_1 = I.</p>
 * Shape: cbar [1], Abar [d, d], row-major, bbar [d], H [d], G [d, d], row-major; t in [0, 1].
 * Source: Cohen, Cont, Rossier, Xu, 2021; Cont, Rossier, Xu, arXiv 2212.08199 (`scaling-limits` 5). Pinned by LimitOdeTest.
 */
public final class LimitOde {

    private final int dimension;
    private final Coefficient scale;
    private final Coefficient matrix;
    private final Coefficient bias;
    private final SmoothActivation activation;
    private final boolean linear;

    private LimitOde(Coefficient scale, Coefficient matrix, Coefficient bias, SmoothActivation activation, boolean linear) {
        this.dimension = bias.size();
        this.scale = scale;
        this.matrix = matrix;
        this.bias = bias;
        this.activation = activation;
        this.linear = linear;
        if (scale.size() != 1) {
            throw new IllegalArgumentException("limit: the scale must be one number, got " + scale.size());
        }
        if (matrix.size() != dimension * dimension) {
            throw new IllegalArgumentException("limit: a bias of " + dimension + " entries needs a matrix of "
                    + dimension * dimension + ", got " + matrix.size());
        }
    }

    /**
     * The neural ODE.
     *
     * @param matrix Abar
     * @param bias   bbar
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public static LimitOde neural(Coefficient matrix, Coefficient bias, SmoothActivation activation) {
        return new LimitOde(Coefficient.constant(1), matrix, bias, activation, false);
    }

    /**
     * The neural ODE with a scale that changes along the depth.
     *
     * @param scale  cbar, the limit of L delta_k
     * @param matrix Abar
     * @param bias   bbar
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public static LimitOde scaled(Coefficient scale, Coefficient matrix, Coefficient bias, SmoothActivation activation) {
        return new LimitOde(scale, matrix, bias, activation, false);
    }

    /**
     * The alternative ODE; of the activation only s1 counts.
     *
     * @param matrix Abar
     * @param bias   bbar
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public static LimitOde linear(Coefficient matrix, Coefficient bias, SmoothActivation activation) {
        return new LimitOde(Coefficient.constant(1), matrix, bias, activation, true);
    }

    /** Returns d. */
    public int dimension() {
        return dimension;
    }

    /**
     * Solves forward.
     *
     * @param start H_0 [d], finite. Not modified.
     * @return the solution up to 1, or up to where it exploded
     * @throws IllegalArgumentException if the start has another size or is not finite
     */
    public LimitPath solve(double[] start, SolverSettings settings) {
        requireStart(start, dimension);
        double[] a = new double[dimension * dimension];
        double[] b = new double[dimension];
        double[] c = new double[1];
        return new AdaptiveSolver(settings).solve((t, y, slope) -> {
            scale.at(t, c);
            matrix.at(t, a);
            bias.at(t, b);
            for (int i = 0; i < dimension; i++) {
                double z = preactivation(a, b, y, i);
                slope[i] = linear ? activation.slope() * z : c[0] * activation.value().applyAsDouble(z);
            }
        }, start, kinks());
    }

    /**
     * Solves the backward equation.
     *
     * @param forward what {@link #solve} returned; used while the result is made, by this thread
     * @return s -> G_{1-s}, [d, d]: the identity at s = 0
     * @throws IllegalArgumentException if the forward solution has another size or exploded
     */
    public LimitPath backward(LimitPath forward, SolverSettings settings) {
        if (forward.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "backward limit: expected a solution of " + dimension + " entries, got " + forward.dimension());
        }
        forward.explosion().ifPresent(e -> {
            throw new IllegalArgumentException("backward limit: the forward solution " + e.message());
        });
        double[] a = new double[dimension * dimension];
        double[] b = new double[dimension];
        double[] h = new double[dimension];
        double[] s = new double[dimension];
        double[] c = new double[1];
        return new AdaptiveSolver(settings).solve((back, g, slope) -> {
            double t = 1 - back;
            scale.at(t, c);
            matrix.at(t, a);
            bias.at(t, b);
            forward.at(t, h);
            for (int i = 0; i < dimension; i++) {
                s[i] = linear ? activation.slope()
                        : c[0] * activation.derivative().applyAsDouble(preactivation(a, b, h, i));
            }
            multiplyScaled(g, s, a, slope, dimension);
        }, identity(dimension), mirrored(kinks()));
    }

    /**
     * Estimates the error of a solution: the largest distance to one solved a thousand times as exactly, at 1001 times.
     *
     * @param start    H_0 [d]. Not modified.
     * @param settings tolerance >= 1e-11, so that there is a more exact one
     * @throws IllegalArgumentException if the tolerance is too small, or the solution exploded
     */
    public double referenceError(double[] start, SolverSettings settings) {
        LimitPath rough = solve(start, settings);
        LimitPath exact = solve(start, settings.withTolerance(settings.tolerance() / 1000));
        rough.explosion().or(exact::explosion).ifPresent(e -> {
            throw new IllegalArgumentException("error of a limit: the solution " + e.message());
        });
        double[] x = new double[dimension];
        double[] y = new double[dimension];
        double worst = 0;
        for (int i = 0; i <= 1000; i++) {
            rough.at(i / 1000.0, x);
            exact.at(i / 1000.0, y);
            worst = Math.max(worst, StrongError.distance(x, 0, y, 0, dimension));
        }
        return worst;
    }

    private double preactivation(double[] a, double[] b, double[] y, int i) {
        double z = b[i];
        for (int j = 0; j < dimension; j++) {
            z += a[i * dimension + j] * y[j];
        }
        return z;
    }

    private double[] kinks() {
        return DoubleStream.concat(Arrays.stream(scale.kinks()),
                DoubleStream.concat(Arrays.stream(matrix.kinks()), Arrays.stream(bias.kinks()))).sorted().distinct().toArray();
    }

    private static double[] mirrored(double[] kinks) {
        double[] mirrored = new double[kinks.length];
        for (int i = 0; i < kinks.length; i++) {
            mirrored[i] = 1 - kinks[kinks.length - 1 - i];
        }
        return mirrored;
    }

    static void requireStart(double[] start, int dimension) {
        if (start.length != dimension) {
            throw new IllegalArgumentException("limit: expected a start of " + dimension + " entries, got " + start.length);
        }
        for (int i = 0; i < dimension; i++) {
            if (!Double.isFinite(start[i])) {
                throw new IllegalArgumentException("limit: entry " + i + " of the start must be finite, got " + start[i]);
            }
        }
    }

    static double[] identity(int d) {
        double[] identity = new double[d * d];
        for (int i = 0; i < d; i++) {
            identity[i * d + i] = 1;
        }
        return identity;
    }

    /** out = G diag(s) A. */
    static void multiplyScaled(double[] g, double[] s, double[] a, double[] out, int d) {
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double sum = 0;
                for (int l = 0; l < d; l++) {
                    sum += g[i * d + l] * s[l] * a[l * d + j];
                }
                out[i * d + j] = sum;
            }
        }
    }
}
