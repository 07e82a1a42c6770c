package org.plumbline.theory.limits;

/**
 * The covariance per depth time of the noise in the rows of (A, b).
 * <p>With x~ = (x, 1) and C_i(t) the covariance of (W^A_i1, ..., W^A_id, W^b_i): C_i,jl = d[W^A_ij, W^A_il] / dt, C_i,dd =
 * d[W^b_i] / dt, C_i,jd = d[W^A_ij, W^b_i] / dt. The drift that it causes is Q_i(t, x) = x~^T C_i(t) x~ =
 * sum_jl x_j x_l SigA_ijl + 2 sum_j x_j SigAB_ij + SigB_i. Noise of different rows is taken as independent: it enters no Q.</p>
 * Shape: [d, d + 1, d + 1], row-major. Units: squared units of the weights, per unit of t.
 * Source: `scaling-limits` 5. Pinned by LimitSdeTest.
 */
public final class NoiseCovariance {

    private final int dimension;
    private final Coefficient rows;

    private NoiseCovariance(int dimension, Coefficient rows) {
        if (dimension < 1 || rows.size() != dimension * (dimension + 1) * (dimension + 1)) {
            throw new IllegalArgumentException("noise covariance: expected [" + dimension + ", " + (dimension + 1) + ", "
                    + (dimension + 1) + "] numbers, got " + rows.size());
        }
        this.dimension = dimension;
        this.rows = rows;
    }

    /**
     * Takes all C_i at once.
     *
     * @param dimension d >= 1
     * @param rows      [d, d + 1, d + 1], each C_i symmetric and positive semidefinite
     * @throws IllegalArgumentException if the size does not fit
     */
    public static NoiseCovariance of(int dimension, Coefficient rows) {
        return new NoiseCovariance(dimension, rows);
    }

    /**
     * Puts the parts together.
     *
     * @param sigmaA  [d, d, d]: SigA_ijl
     * @param sigmaB  [d]: SigB_i
     * @param sigmaAb [d, d]: SigAB_ij
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public static NoiseCovariance of(Coefficient sigmaA, Coefficient sigmaB, Coefficient sigmaAb) {
        int d = sigmaB.size();
        if (sigmaA.size() != d * d * d || sigmaAb.size() != d * d) {
            throw new IllegalArgumentException("noise covariance: SigB has " + d + " entries, so SigA needs " + d * d * d
                    + " and SigAB " + d * d + ", got " + sigmaA.size() + " and " + sigmaAb.size());
        }
        if (sigmaA.isConstant() && sigmaB.isConstant() && sigmaAb.isConstant()) {
            return new NoiseCovariance(d, Coefficient.constant(joined(0, sigmaA, sigmaB, sigmaAb)));
        }
        return new NoiseCovariance(d, Coefficient.of(d * (d + 1) * (d + 1), t -> joined(t, sigmaA, sigmaB, sigmaAb)));
    }

    /**
     * Independent Brownian entries.
     *
     * @param dimension d >= 1
     * @param matrixStd standard deviation of an entry of W^A at t = 1, >= 0
     * @param biasStd   the same of W^b
     */
    public static NoiseCovariance independent(int dimension, double matrixStd, double biasStd) {
        int n = dimension + 1;
        double[] all = new double[dimension * n * n];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < n; j++) {
                double std = j < dimension ? matrixStd : biasStd;
                all[(i * n + j) * n + j] = std * std;
            }
        }
        return new NoiseCovariance(dimension, Coefficient.constant(all));
    }

    /** Returns d. */
    public int dimension() {
        return dimension;
    }

    /** Says whether C is the same at all times. */
    public boolean isConstant() {
        return rows.isConstant();
    }

    /**
     * Writes C(t).
     *
     * @param out [d, d + 1, d + 1]. Modified: overwritten.
     */
    public void at(double t, double[] out) {
        rows.at(t, out);
    }

    /**
     * Returns Q(t, x).
     *
     * @param x [d]. Not modified.
     * @return [d]
     */
    public double[] drift(double t, double[] x) {
        double[] c = new double[rows.size()];
        rows.at(t, c);
        double[] product = new double[dimension * (dimension + 1)];
        double[] q = new double[dimension];
        rowProducts(c, x, 0, dimension, product);
        for (int i = 0; i < dimension; i++) {
            q[i] = drift(product, i, x, 0, dimension);
        }
        return q;
    }

    /** Writes (C_i x~)_j into out[i (d + 1) + j] for the state that starts at a place of an array. */
    static void rowProducts(double[] c, double[] states, int at, int d, double[] out) {
        int n = d + 1;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < n; j++) {
                int row = (i * n + j) * n;
                double sum = c[row + d];
                for (int l = 0; l < d; l++) {
                    sum += c[row + l] * states[at + l];
                }
                out[i * n + j] = sum;
            }
        }
    }

    /** Returns Q_i = x~ . (C_i x~). */
    static double drift(double[] products, int i, double[] states, int at, int d) {
        double q = products[i * (d + 1) + d];
        for (int j = 0; j < d; j++) {
            q += products[i * (d + 1) + j] * states[at + j];
        }
        return q;
    }

    private static double[] joined(double t, Coefficient sigmaA, Coefficient sigmaB, Coefficient sigmaAb) {
        int d = sigmaB.size();
        int n = d + 1;
        double[] a = new double[d * d * d];
        double[] b = new double[d];
        double[] ab = new double[d * d];
        sigmaA.at(t, a);
        sigmaB.at(t, b);
        sigmaAb.at(t, ab);
        double[] all = new double[d * n * n];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                System.arraycopy(a, (i * d + j) * d, all, (i * n + j) * n, d);
                all[(i * n + j) * n + d] = ab[i * d + j];
                all[(i * n + d) * n + j] = ab[i * d + j];
            }
            all[(i * n + d) * n + d] = b[i];
        }
        return all;
    }
}
