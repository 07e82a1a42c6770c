package org.plumbline.numerics.paths;

import java.util.Arrays;

import org.plumbline.numerics.fourier.Fft;
import org.plumbline.numerics.random.RandomStream;

/**
 * Draws stationary Gaussian numbers on a grid whose covariance is the corner of a circulant matrix with eigenvalues lambda_k >= 0.
 * <p>X = real Fourier synthesis of M independent normals: z_0, z_{M/2} real, z_k = (a_k + i b_k) / sqrt(2) and its conjugate at
 * M - k; X_j = M^(-1/2) sum_k sqrt(lambda_k) z_k exp(-2 pi i j k / M). Its covariance is the circulant's, exactly.</p>
 * Source: Davies, Harte, Biometrika 74 (1987) 95; Wood, Chan, J. Comp. Graph. Stat. 3 (1994) 409.
 */
final class CirculantSampler {

    /** How far below 0 rounding may take an eigenvalue, as a share of the largest. */
    private static final double ROUNDING = 1e-12;

    private final Fft fft;
    private final double[] amplitudes;

    private CirculantSampler(double[] eigenvalues) {
        int period = eigenvalues.length;
        fft = new Fft(period);
        amplitudes = new double[period / 2 + 1];
        double largest = 0;
        for (double eigenvalue : eigenvalues) {
            largest = Math.max(largest, eigenvalue);
        }
        for (int k = 0; k < amplitudes.length; k++) {
            if (!(eigenvalues[k] >= -ROUNDING * largest)) {
                throw new IllegalArgumentException("circulant embedding: eigenvalue " + k + " of " + period + " is " + eigenvalues[k]
                        + ", largest " + largest + ": no covariance");
            }
            boolean real = k == 0 || 2 * k == period;
            amplitudes[k] = Math.sqrt(Math.max(0, eigenvalues[k]) / period * (real ? 1 : 0.5));
        }
    }

    /** @param covariance of lags 0, ..., M / 2, M a power of two. Not modified. */
    static CirculantSampler ofCovariance(double[] covariance) {
        int period = 2 * (covariance.length - 1);
        double[] re = new double[period];
        double[] im = new double[period];
        for (int k = 0; k < period; k++) {
            re[k] = covariance[Math.min(k, period - k)];
        }
        new Fft(period).forward(re, im);
        return new CirculantSampler(re);
    }

    /** @param eigenvalues lambda_0, ..., lambda_{M-1}, M a power of two, symmetric. Not modified. */
    static CirculantSampler ofEigenvalues(double[] eigenvalues) {
        return new CirculantSampler(eigenvalues);
    }

    /** Returns the first n numbers of a draw; takes M normals from the stream whatever n. */
    double[] sample(int n, RandomStream stream) {
        int period = fft.length();
        double[] re = new double[period];
        double[] im = new double[period];
        for (int k = 0; k < amplitudes.length; k++) {
            re[k] = amplitudes[k] * stream.gaussian();
            if (k > 0 && 2 * k < period) {
                im[k] = amplitudes[k] * stream.gaussian();
                re[period - k] = re[k];
                im[period - k] = -im[k];
            }
        }
        fft.forward(re, im);
        return Arrays.copyOf(re, n);
    }
}
