package org.plumbline.theory.limits;

import org.plumbline.numerics.random.RandomStream;

/**
 * Increments of the noise (W^A, W^b) over the cells of a grid: a limit and networks of all depths that divide the grid see the
 * same noise.
 *
 * @param dimension  d
 * @param steps      n >= 1
 * @param increments [n, d, d + 1]: of row i of A, then of b_i, over [k/n, (k+1)/n]. Not to be modified.
 */
public record NoisePath(int dimension, int steps, double[] increments) {

    /** Below this share of the largest diagonal entry a pivot is rounding. */
    private static final double ROUNDING = 1e-12;

    /**
     * Checks sizes.
     *
     * @throws IllegalArgumentException if the number of increments does not fit
     */
    public NoisePath {
        if (dimension < 1 || steps < 1 || increments.length != (long) steps * dimension * (dimension + 1)) {
            throw new IllegalArgumentException("noise: expected [" + steps + ", " + dimension + ", " + (dimension + 1)
                    + "] increments, got " + increments.length);
        }
    }

    /**
     * Draws Gaussian increments with covariance C_i(k/n) / n for each row i, independent between rows and cells.
     *
     * @param covariance C
     * @param steps      n >= 1
     * @param stream     advanced by n d (d + 1) draws
     * @throws IllegalArgumentException if a C_i is not positive semidefinite; the message names row and time
     */
    public static NoisePath sample(NoiseCovariance covariance, int steps, RandomStream stream) {
        int d = covariance.dimension();
        int n = d + 1;
        double[] increments = new double[Math.multiplyExact(steps, d * n)];
        double[] factor = new double[d * n * n];
        double[] z = new double[n];
        double root = 1 / Math.sqrt(steps);
        for (int k = 0; k < steps; k++) {
            if (k == 0 || !covariance.isConstant()) {
                double t = k / (double) steps;
                covariance.at(t, factor);
                for (int i = 0; i < d; i++) {
                    factorise(factor, i * n * n, n, i, t);
                }
            }
            for (int i = 0; i < d; i++) {
                stream.gaussians(z, 0, root);
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int l = 0; l <= j; l++) {
                        sum += factor[(i * n + j) * n + l] * z[l];
                    }
                    increments[(k * d + i) * n + j] = sum;
                }
            }
        }
        return new NoisePath(d, steps, increments);
    }

    /**
     * Returns the same noise on a coarser grid: sums over its cells.
     *
     * @param coarse divides n
     * @throws IllegalArgumentException if it does not
     */
    public NoisePath on(int coarse) {
        if (coarse < 1 || steps % coarse != 0) {
            throw new IllegalArgumentException("noise: a grid of " + coarse + " cells does not divide one of " + steps);
        }
        int size = dimension * (dimension + 1);
        int cells = steps / coarse;
        double[] sums = new double[coarse * size];
        for (int k = 0; k < steps; k++) {
            for (int j = 0; j < size; j++) {
                sums[k / cells * size + j] += increments[k * size + j];
            }
        }
        return new NoisePath(dimension, coarse, sums);
    }

    /** Cholesky of one C_i in place, lower triangle; a pivot of 0 leaves a column of 0. */
    private static void factorise(double[] c, int at, int n, int row, double t) {
        double largest = 0;
        for (int j = 0; j < n; j++) {
            largest = Math.max(largest, c[at + j * n + j]);
        }
        for (int j = 0; j < n; j++) {
            double pivot = c[at + j * n + j];
            for (int l = 0; l < j; l++) {
                pivot -= c[at + j * n + l] * c[at + j * n + l];
            }
            if (pivot < -ROUNDING * largest) {
                throw notSemidefinite(row, t);
            }
            double root = pivot <= ROUNDING * largest ? 0 : Math.sqrt(pivot);
            c[at + j * n + j] = root;
            for (int i = j + 1; i < n; i++) {
                double sum = c[at + i * n + j];
                for (int l = 0; l < j; l++) {
                    sum -= c[at + i * n + l] * c[at + j * n + l];
                }
                if (root == 0 && Math.abs(sum) > Math.sqrt(ROUNDING) * largest) {
                    throw notSemidefinite(row, t);
                }
                c[at + i * n + j] = root == 0 ? 0 : sum / root;
            }
        }
    }

    private static IllegalArgumentException notSemidefinite(int row, double t) {
        return new IllegalArgumentException(
                "noise covariance of row " + row + " at t = " + t + " is not positive semidefinite");
    }
}
