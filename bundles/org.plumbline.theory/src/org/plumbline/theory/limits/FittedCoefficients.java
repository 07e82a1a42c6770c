package org.plumbline.theory.limits;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

import org.plumbline.numerics.paths.WeightTrend;
import org.plumbline.numerics.series.StackedTensor;

/**
 * Coefficient functions read off trained weights.
 * Pinned by FittedCoefficientsTest.
 */
public final class FittedCoefficients {

    private FittedCoefficients() {
    }

    /**
     * The trend of one stack: local means, linear between.
     * <p>Cell c of C holds the layers k with floor(C k / L) = c; its value is L^beta times their mean, at their mean time
     * (k + 1/2) / L. With C = L this is L^beta W_k at (k + 1/2) / L. Exact for weights linear in k.</p>
     * Source: definition (`scaling-limits` 5).
     *
     * @param stack W [L, m]. Not modified.
     * @param beta  exponent of the trend, W ~ L^-beta
     * @param cells C, in [1, L]: few for rough weights
     * @throws IllegalArgumentException if C is out of range, beta or a weight not finite
     */
    public static Coefficient trend(StackedTensor stack, double beta, int cells) {
        int layers = stack.layers();
        requireCells(cells, layers, 1);
        if (!Double.isFinite(beta)) {
            throw new IllegalArgumentException("trend: beta must be finite, got " + beta);
        }
        int size = stack.size();
        double scale = Math.pow(layers, beta);
        double[] times = new double[cells];
        double[] values = new double[cells * size];
        for (int c = 0; c < cells; c++) {
            int from = start(c, cells, layers);
            int to = start(c + 1, cells, layers);
            times[c] = (from + to) / (2.0 * layers);
            for (int j = 0; j < size; j++) {
                values[c * size + j] = scale * mean(stack, from, to, j);
            }
        }
        return new SampledCoefficient(size, times, values);
    }

    /**
     * The trend that several depths have in common, by {@link WeightTrend}.
     *
     * @param stacks each with C layers or more. Not modified.
     * @param beta   exponent of the trend
     * @param cells  C >= 1
     * @throws IllegalArgumentException as {@link WeightTrend#of}
     */
    public static Coefficient commonTrend(List<StackedTensor> stacks, double beta, int cells) {
        double[] values = WeightTrend.of(stacks, beta, cells).trend(cells);
        double scale = Math.pow(cells, beta);
        double[] times = new double[cells];
        for (int c = 0; c < cells; c++) {
            times[c] = (c + 0.5) / cells;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        return new SampledCoefficient(stacks.getFirst().size(), times, values);
    }

    /**
     * The covariance per depth time of the noise of (A, b) about the trend.
     * <p>In each cell of n layers, with X_k = W_k minus the mean of the cell: C_i,jl = L sum_k X_k,ij X_k,il / (n - 1), b as column d;
     * linear between the cells' mean times and constant beyond the outer ones, so that it stays positive semidefinite. The
     * trend's own slope adds |Abar'|^2 / (12 L C^2) at most. The standard error of an entry is about its size times
     * (2 / n)^(1/2).</p>
     * Source: definition of the quadratic variation (`scaling-limits` 5).
     *
     * @param matrices A [L, d, d], in the units in which the network uses them: delta_k A_k if delta is not 1. Not modified.
     * @param biases   b [L, d]; empty for none. Not modified.
     * @param cells    in [1, L / 2]
     * @throws IllegalArgumentException if sizes do not fit or a cell would hold fewer than two layers
     */
    public static NoiseCovariance noise(StackedTensor matrices, Optional<StackedTensor> biases, int cells) {
        int layers = matrices.layers();
        int d = (int) Math.round(Math.sqrt(matrices.size()));
        if (d * d != matrices.size() || biases.isPresent() && (biases.get().size() != d || biases.get().layers() != layers)) {
            throw new IllegalArgumentException("noise of weights: expected square matrices and as many biases, got "
                    + matrices.size() + " entries at " + layers + " layers and "
                    + biases.map(b -> b.size() + " at " + b.layers()).orElse("no biases"));
        }
        requireCells(cells, layers, 2);
        int n = d + 1;
        double[] times = new double[cells];
        double[] values = new double[cells * d * n * n];
        for (int c = 0; c < cells; c++) {
            int from = start(c, cells, layers);
            int to = start(c + 1, cells, layers);
            times[c] = (from + to) / (2.0 * layers);
            for (int i = 0; i < d; i++) {
                covariance(matrices, biases, from, to, i, values, (c * d + i) * n * n);
            }
        }
        return NoiseCovariance.of(d, held(new SampledCoefficient(d * n * n, times, values), times[0], times[cells - 1]));
    }

    private static void covariance(StackedTensor matrices, Optional<StackedTensor> biases, int from, int to, int i, double[] out,
            int at) {
        int d = (int) Math.round(Math.sqrt(matrices.size()));
        int n = d + 1;
        double[] means = new double[n];
        for (int j = 0; j < n; j++) {
            means[j] = j < d ? mean(matrices, from, to, i * d + j) : biases.isPresent() ? mean(biases.get(), from, to, i) : 0;
        }
        double factor = matrices.layers() / (double) (to - from - 1);
        double[] x = new double[n];
        for (int k = from; k < to; k++) {
            for (int j = 0; j < n; j++) {
                x[j] = (j < d ? matrices.value(k, i * d + j) : biases.isPresent() ? biases.get().value(k, i) : 0) - means[j];
            }
            for (int j = 0; j < n; j++) {
                for (int l = 0; l < n; l++) {
                    out[at + j * n + l] += factor * x[j] * x[l];
                }
            }
        }
    }

    /** The function, held constant outside [first, last]: a line continued could leave the semidefinite matrices. */
    private static Coefficient held(Coefficient inner, double first, double last) {
        return new Coefficient() {
            @Override
            public int size() {
                return inner.size();
            }

            @Override
            public void at(double t, double[] out) {
                inner.at(Math.clamp(t, first, last), out);
            }

            @Override
            public double[] kinks() {
                return inner.isConstant() ? new double[0]
                        : DoubleStream.concat(DoubleStream.of(first, last), Arrays.stream(inner.kinks())).sorted().distinct()
                                .toArray();
            }

            @Override
            public boolean isConstant() {
                return inner.isConstant();
            }
        };
    }

    private static void requireCells(int cells, int layers, int perCell) {
        if (cells < 1 || cells > layers / perCell) {
            throw new IllegalArgumentException("coefficients of a stack: the number of cells must lie in [1, " + layers / perCell
                    + "] for " + layers + " layers, got " + cells);
        }
    }

    /** The first layer of a cell. */
    private static int start(int cell, int cells, int layers) {
        return (int) (((long) cell * layers + cells - 1) / cells);
    }

    private static double mean(StackedTensor stack, int from, int to, int j) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += stack.value(k, j);
        }
        return sum / (to - from);
    }
}
