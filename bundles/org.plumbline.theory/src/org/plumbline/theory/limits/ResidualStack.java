package org.plumbline.theory.limits;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

import org.plumbline.numerics.series.StackedTensor;

/**
 * A fully connected residual network in double, by plain loops: the thing whose limit is asked for.
 * <p>h_{k+1} = h_k + delta_k sigma(A_k h_k + b_k), k = 0, ..., L - 1; backward G_k = G_{k+1} (I + delta_k diag(sigma'(z_k)) A_k),
 * G_L = I, so that G_k = dh_L / dh_k.</p>
 * Shape: delta [L], A [L, d, d], row-major, b [L, d].
 * Source: Cohen, Cont, Rossier, Xu, 2021, (1) (`scaling-limits` 1.1). Pinned by ResidualStackTest.
 *
 * @param layers    L
 * @param dimension d
 * @param deltas    [L]. Not to be modified.
 * @param matrices  A. Not to be modified.
 * @param biases    b. Not to be modified.
 */
public record ResidualStack(int layers, int dimension, double[] deltas, double[] matrices, double[] biases) {

    /**
     * Checks sizes.
     *
     * @throws IllegalArgumentException if they do not fit
     */
    public ResidualStack {
        if (layers < 1 || dimension < 1 || deltas.length != layers || matrices.length != layers * dimension * dimension
                || biases.length != layers * dimension) {
            throw new IllegalArgumentException("residual stack: expected " + layers + " layers of dimension " + dimension + ", got "
                    + deltas.length + " deltas, " + matrices.length + " matrix entries, " + biases.length + " bias entries");
        }
    }

    /**
     * The network of depth L whose weights have a given limit: delta = L^-alpha, A_k = L^(alpha - 1) Abar(k/L) + noise increment
     * k, and b_k alike.
     *
     * @param alpha in [0, 1]
     * @param noise increments of L cells, added as they are; empty for none
     * @throws IllegalArgumentException if sizes or the number of cells do not fit
     */
    public static ResidualStack ofLimit(int layers, double alpha, Coefficient matrix, Coefficient bias,
            Optional<NoisePath> noise) {
        int d = bias.size();
        if (matrix.size() != d * d || noise.isPresent() && (noise.get().steps() != layers || noise.get().dimension() != d)) {
            throw new IllegalArgumentException("residual stack of depth " + layers + ": matrix " + matrix.size() + ", bias " + d
                    + " and noise " + noise.map(n -> n.steps() + " x " + n.dimension()).orElse("none") + " do not fit");
        }
        double scale = Math.pow(layers, alpha - 1);
        double[] deltas = new double[layers];
        Arrays.fill(deltas, Math.pow(layers, -alpha));
        double[] matrices = new double[layers * d * d];
        double[] biases = new double[layers * d];
        double[] a = new double[d * d];
        double[] b = new double[d];
        double[] increments = noise.map(NoisePath::increments).orElse(null);
        for (int k = 0; k < layers; k++) {
            matrix.at(k / (double) layers, a);
            bias.at(k / (double) layers, b);
            for (int i = 0; i < d; i++) {
                int row = (k * d + i) * (d + 1);
                for (int j = 0; j < d; j++) {
                    matrices[(k * d + i) * d + j] = scale * a[i * d + j] + (increments == null ? 0 : increments[row + j]);
                }
                biases[k * d + i] = scale * b[i] + (increments == null ? 0 : increments[row + d]);
            }
        }
        return new ResidualStack(layers, d, deltas, matrices, biases);
    }

    /**
     * The network of trained tensors.
     *
     * @param deltas   [L], copied
     * @param matrices A, each d d entries. Not modified.
     * @param biases   b, each d entries; empty for a network without. Not modified.
     * @throws IllegalArgumentException if depths do not agree or A is not square
     */
    public static ResidualStack of(double[] deltas, StackedTensor matrices, Optional<StackedTensor> biases) {
        int d = (int) Math.round(Math.sqrt(matrices.size()));
        int layers = matrices.layers();
        if (d * d != matrices.size()) {
            throw new IllegalArgumentException("residual stack: needs square matrices, got " + matrices.size() + " entries");
        }
        double[] b = biases.map(ResidualStack::copy).orElseGet(() -> new double[layers * d]);
        return new ResidualStack(layers, d, deltas.clone(), copy(matrices), b);
    }

    /**
     * Runs the network.
     *
     * @param start    h_0 [d], finite. Not modified.
     * @param settings its explosion norm is used
     */
    public GridPath forward(SmoothActivation activation, double[] start, SolverSettings settings) {
        return forward(activation.value(), start, settings);
    }

    /**
     * Runs the network with any activation, also one without a limit theorem such as ReLU.
     *
     * @param sigma    the activation
     * @param start    h_0 [d], finite. Not modified.
     * @param settings its explosion norm is used
     */
    public GridPath forward(DoubleUnaryOperator sigma, double[] start, SolverSettings settings) {
        LimitOde.requireStart(start, dimension);
        int d = dimension;
        double[] states = new double[(layers + 1) * d];
        System.arraycopy(start, 0, states, 0, d);
        for (int k = 0; k < layers; k++) {
            double squares = 0;
            for (int i = 0; i < d; i++) {
                double next = states[k * d + i] + deltas[k] * sigma.applyAsDouble(preactivation(states, k, i));
                states[(k + 1) * d + i] = next;
                squares += next * next;
            }
            if (!(Math.sqrt(squares) < settings.explosionNorm())) {
                Arrays.fill(states, (k + 1) * d, states.length, 0);
                return new GridPath(layers, d, states, Optional.of(LimitSde.exploded(states, k, d, squares)));
            }
        }
        return new GridPath(layers, d, states, Optional.empty());
    }

    /**
     * Returns G_0, ..., G_L, [L + 1, d d].
     *
     * @param forward what {@link #forward} returned
     * @throws IllegalArgumentException if it exploded
     */
    public double[] backward(SmoothActivation activation, GridPath forward) {
        forward.explosion().ifPresent(e -> {
            throw new IllegalArgumentException("backward pass: the network " + e.message());
        });
        int d = dimension;
        double[] gradients = new double[(layers + 1) * d * d];
        System.arraycopy(LimitOde.identity(d), 0, gradients, layers * d * d, d * d);
        for (int k = layers - 1; k >= 0; k--) {
            for (int l = 0; l < d; l++) {
                double s = deltas[k] * activation.derivative().applyAsDouble(preactivation(forward.states(), k, l));
                for (int i = 0; i < d; i++) {
                    double g = gradients[((k + 1) * d + i) * d + l];
                    gradients[(k * d + i) * d + l] += g;
                    for (int j = 0; j < d; j++) {
                        gradients[(k * d + i) * d + j] += g * s * matrices[(k * d + l) * d + j];
                    }
                }
            }
        }
        return gradients;
    }

    private double preactivation(double[] states, int k, int i) {
        double z = biases[k * dimension + i];
        for (int j = 0; j < dimension; j++) {
            z += matrices[(k * dimension + i) * dimension + j] * states[k * dimension + j];
        }
        return z;
    }

    private static double[] copy(StackedTensor tensors) {
        double[] copy = new double[tensors.layers() * tensors.size()];
        for (int at = 0; at < copy.length; at++) {
            copy[at] = tensors.value(at / tensors.size(), at % tensors.size());
        }
        return copy;
    }
}
