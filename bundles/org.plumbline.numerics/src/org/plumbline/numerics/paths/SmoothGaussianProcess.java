package org.plumbline.numerics.paths;

import org.plumbline.numerics.fourier.Fft;
import org.plumbline.numerics.random.RandomStream;

/**
 * A Gaussian process on [0, 1] with smooth paths, on the grid t_k = k / L.
 * <p>Mean 0, covariance exp(-(s - t)^2 / (2 v)). Sampled by circulant embedding with a period P = M / L >= 2 max(1, 9 sqrt(v)) and
 * the eigenvalues of the periodic kernel in closed form, lambda_k = L sqrt(2 pi v) sum_q exp(-2 pi^2 v ((k + q M) / P)^2); what the
 * period adds to the covariance is below 1e-17, and no rounding of eigenvalues roughens the paths.</p>
 * Shape: a draw has L + 1 numbers, its increments L. Units: standard deviations. Immutable; safe for all threads, each with its
 * own stream. Source: Marion, Fermanian, Biau, Vert, JMLR 26 (2025), and its program, v = 0.01 (`scaling-limits` 1.4); the program
 * divides increments by their mean standard deviation, here the exact one. Pinned by SmoothGaussianProcessTest.
 */
public final class SmoothGaussianProcess {

    /** v of the program of the paper, in squared units of [0, 1]. */
    public static final double PAPER_VARIANCE = 0.01;
    private static final double STANDARD_DEVIATIONS = 9;
    /** Exponent beyond which a term of the sum over q is left out: exp(-40) = 4e-18. */
    private static final double NEGLIGIBLE = 40;

    private final int layers;
    private final double variance;
    private final CirculantSampler sampler;

    /**
     * Prepares draws.
     *
     * @param variance v, squared length over which the process changes, in [1e-6, 10]
     * @param layers   L, in [1, 2^22]
     * @throws IllegalArgumentException if one is out of range; the message names it
     */
    public SmoothGaussianProcess(double variance, int layers) {
        if (!(variance >= 1e-6 && variance <= 10)) {
            throw new IllegalArgumentException("smooth Gaussian process: variance must lie in [1e-6, 10], got " + variance);
        }
        if (layers < 1 || layers > 1 << 22) {
            throw new IllegalArgumentException("smooth Gaussian process: layers must lie in [1, 2^22], got " + layers);
        }
        this.layers = layers;
        this.variance = variance;
        int period = Fft.powerOfTwoFrom((int) Math.ceil(2 * layers * Math.max(1, STANDARD_DEVIATIONS * Math.sqrt(variance))));
        double[] eigenvalues = new double[period];
        int images = 1 + (int) Math.ceil(Math.sqrt(NEGLIGIBLE / (2 * variance)) / Math.PI / layers);
        for (int k = 0; k < period; k++) {
            for (int q = -images; q <= images; q++) {
                double frequency = (k + (double) q * period) * layers / period;
                eigenvalues[k] += Math.exp(-2 * Math.PI * Math.PI * variance * frequency * frequency);
            }
            eigenvalues[k] *= layers * Math.sqrt(2 * Math.PI * variance);
        }
        sampler = CirculantSampler.ofEigenvalues(eigenvalues);
    }

    /**
     * Returns a draw at t = 0, 1/L, ..., 1.
     *
     * @param stream source. Advanced by M normals.
     */
    public double[] sample(RandomStream stream) {
        return sampler.sample(layers + 1, stream);
    }

    /**
     * Returns the L increments of a draw, divided by their standard deviation (2 (1 - exp(-1 / (2 v L^2))))^(1/2).
     *
     * @param stream source. Advanced by M normals.
     */
    public double[] increments(RandomStream stream) {
        double[] path = sample(stream);
        double deviation = Math.sqrt(-2 * Math.expm1(-1 / (2 * variance * (double) layers * layers)));
        double[] increments = new double[layers];
        for (int k = 0; k < layers; k++) {
            increments[k] = (path[k + 1] - path[k]) / deviation;
        }
        return increments;
    }
}
