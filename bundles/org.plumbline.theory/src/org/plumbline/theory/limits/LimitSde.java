package org.plumbline.theory.limits;

import java.util.Objects;
import java.util.Optional;

/**
 * The limit of h_{k+1} = h_k + sigma(A_k h_k + b_k) whose weights are a trend of order 1/L and noise of order L^-1/2.
 * <p>dH = s1 ((Abar_t H + bbar_t) dt + dW^A H + dW^b) + 1/2 s2 Q(t, H) dt, in the sense of Ito, with Q of {@link NoiseCovariance}.
 * Backward, along the same noise: G_k = G_{k+1} (I + s1 (Abar dt + dW^A) + s2 R dt), R_ij = (C_i H~)_j = 1/2 dQ_i/dx_j, which is
 * the derivative of the Euler steps, exactly.</p>
 * With s2 != 0 the drift is quadratic in H and solutions can explode in finite time; that is found and reported.
 * Shape: Abar [d, d], row-major, bbar [d], H [d], G [d, d].
 * Source: Cohen, Cont, Rossier, Xu, 2021; Cont, Rossier, Xu, arXiv 2212.08199; drift derived (`scaling-limits` 5). Euler and
 * Milstein: Kloeden, Platen, "Numerical solution of SDEs", 10.2, 10.3. Pinned by LimitSdeTest.
 */
public final class LimitSde {

    /** Ways to step. */
    public enum Scheme {
        /** Strong order 1/2. */
        EULER,
        /**
         * Euler and 1/2 s1^2 (dW^A (dW^A H + dW^b) - its expectation): strong order 1 where the noises commute, as with d = 1;
         * else the areas between noises are missing and the order stays 1/2.
         */
        MILSTEIN
    }

    private final int dimension;
    private final Coefficient matrix;
    private final Coefficient bias;
    private final NoiseCovariance covariance;
    private final double slope;
    private final double curvature;

    /**
     * Takes the coefficients.
     *
     * @param matrix     Abar
     * @param bias       bbar
     * @param covariance C of the noise
     * @param slope      s1 = sigma'(0)
     * @param curvature  s2 = sigma''(0); 0 leaves the Ito drift out
     * @throws IllegalArgumentException if sizes do not fit or a number is not finite
     */
    public LimitSde(Coefficient matrix, Coefficient bias, NoiseCovariance covariance, double slope, double curvature) {
        dimension = bias.size();
        this.matrix = matrix;
        this.bias = bias;
        this.covariance = Objects.requireNonNull(covariance, "covariance");
        this.slope = slope;
        this.curvature = curvature;
        if (matrix.size() != dimension * dimension || covariance.dimension() != dimension) {
            throw new IllegalArgumentException("limit: a bias of " + dimension + " entries needs a matrix of "
                    + dimension * dimension + " and noise of dimension " + dimension + ", got " + matrix.size() + " and "
                    + covariance.dimension());
        }
        if (!Double.isFinite(slope) || !Double.isFinite(curvature)) {
            throw new IllegalArgumentException("limit: s1 and s2 must be finite, got " + slope + " and " + curvature);
        }
    }

    /** The limit for an activation. */
    public static LimitSde of(Coefficient matrix, Coefficient bias, NoiseCovariance covariance, SmoothActivation activation) {
        return new LimitSde(matrix, bias, covariance, activation.slope(), activation.curvature());
    }

    /** Returns the equation without the Ito drift, for comparison: a network with s2 != 0 does not tend to it. */
    public LimitSde withoutItoDrift() {
        return new LimitSde(matrix, bias, covariance, slope, 0);
    }

    /** Returns d. */
    public int dimension() {
        return dimension;
    }

    /** Returns C. */
    public NoiseCovariance covariance() {
        return covariance;
    }

    /**
     * Solves along a noise, with its cells as steps.
     *
     * @param start    H_0 [d], finite. Not modified.
     * @param noise    increments of (W^A, W^b)
     * @param settings its explosion norm is used
     * @throws IllegalArgumentException if sizes do not fit or the start is not finite
     */
    public GridPath solve(double[] start, NoisePath noise, Scheme scheme, SolverSettings settings) {
        LimitOde.requireStart(start, dimension);
        requireNoise(noise);
        int d = dimension;
        int steps = noise.steps();
        double[] states = new double[(steps + 1) * d];
        System.arraycopy(start, 0, states, 0, d);
        Step step = new Step(noise);
        for (int k = 0; k < steps; k++) {
            step.coefficients(k);
            double squares = 0;
            for (int i = 0; i < d; i++) {
                double next = states[k * d + i] + step.euler(states, k, i);
                if (scheme == Scheme.MILSTEIN) {
                    next += step.milstein(states, k, i);
                }
                states[(k + 1) * d + i] = next;
                squares += next * next;
            }
            if (!(Math.sqrt(squares) < settings.explosionNorm())) {
                java.util.Arrays.fill(states, (k + 1) * d, states.length, 0);
                return new GridPath(steps, d, states, Optional.of(exploded(states, k, d, squares)));
            }
        }
        return new GridPath(steps, d, states, Optional.empty());
    }

    /**
     * Solves the backward equation along the same noise.
     *
     * @param forward what {@link #solve} returned for this noise, by Euler's scheme
     * @param noise   the noise
     * @return G at t = k/n, [n + 1, d d]: the identity at t = 1
     * @throws IllegalArgumentException if sizes do not fit or the forward solution exploded
     */
    public double[] backward(GridPath forward, NoisePath noise) {
        requireNoise(noise);
        if (forward.dimension() != dimension || forward.steps() != noise.steps()) {
            throw new IllegalArgumentException("backward limit: expected a solution of " + dimension + " entries and "
                    + noise.steps() + " steps, got " + forward.dimension() + " and " + forward.steps());
        }
        forward.explosion().ifPresent(e -> {
            throw new IllegalArgumentException("backward limit: the forward solution " + e.message());
        });
        int d = dimension;
        int steps = noise.steps();
        double[] gradients = new double[(steps + 1) * d * d];
        System.arraycopy(LimitOde.identity(d), 0, gradients, steps * d * d, d * d);
        double[] jacobian = new double[d * d];
        Step step = new Step(noise);
        for (int k = steps - 1; k >= 0; k--) {
            step.coefficients(k);
            step.jacobian(forward.states(), k, jacobian);
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    double sum = 0;
                    for (int l = 0; l < d; l++) {
                        sum += gradients[((k + 1) * d + i) * d + l] * jacobian[l * d + j];
                    }
                    gradients[(k * d + i) * d + j] = sum;
                }
            }
        }
        return gradients;
    }

    static Explosion exploded(double[] states, int k, int d, double squares) {
        double last = 0;
        for (int i = 0; i < d; i++) {
            last += states[k * d + i] * states[k * d + i];
        }
        return new Explosion((k + 1) / (states.length / (double) d - 1), Math.sqrt(Double.isFinite(squares) ? squares : last));
    }

    private void requireNoise(NoisePath noise) {
        if (noise.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "limit: expected noise of dimension " + dimension + ", got " + noise.dimension());
        }
    }

    /** The terms of one step from t = k/n. */
    private final class Step {
        private final int d = dimension;
        private final double dt;
        private final double[] noise;
        private final double[] a = new double[d * d];
        private final double[] b = new double[d];
        private final double[] c = new double[d * (d + 1) * (d + 1)];
        private final double[] products = new double[d * (d + 1)];
        private int at;

        Step(NoisePath path) {
            dt = 1.0 / path.steps();
            noise = path.increments();
        }

        void coefficients(int k) {
            matrix.at(k * dt, a);
            bias.at(k * dt, b);
            covariance.at(k * dt, c);
            at = k * d * (d + 1);
        }

        double euler(double[] states, int k, int i) {
            if (i == 0) {
                NoiseCovariance.rowProducts(c, states, k * d, d, products);
            }
            double drift = b[i];
            for (int j = 0; j < d; j++) {
                drift += a[i * d + j] * states[k * d + j];
            }
            return slope * (drift * dt + noiseTerm(states, k, i))
                    + 0.5 * curvature * NoiseCovariance.drift(products, i, states, k * d, d) * dt;
        }

        /** 1/2 s1^2 (sum_j dA_ij (dA H + db)_j - E), where E = (C_i H~)_i dt, as other rows are independent of row i. */
        double milstein(double[] states, int k, int i) {
            double sum = -products[i * (d + 1) + i] * dt;
            for (int j = 0; j < d; j++) {
                sum += noise[at + i * (d + 1) + j] * noiseTerm(states, k, j);
            }
            return 0.5 * slope * slope * sum;
        }

        void jacobian(double[] states, int k, double[] out) {
            NoiseCovariance.rowProducts(c, states, k * d, d, products);
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    out[i * d + j] = (i == j ? 1 : 0) + slope * (a[i * d + j] * dt + noise[at + i * (d + 1) + j])
                            + curvature * products[i * (d + 1) + j] * dt;
                }
            }
        }

        private double noiseTerm(double[] states, int k, int i) {
            int row = at + i * (d + 1);
            double sum = noise[row + d];
            for (int j = 0; j < d; j++) {
                sum += noise[row + j] * states[k * d + j];
            }
            return sum;
        }
    }
}
