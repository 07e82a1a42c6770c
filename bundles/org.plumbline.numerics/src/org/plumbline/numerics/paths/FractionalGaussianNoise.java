package org.plumbline.numerics.paths;

import org.plumbline.numerics.fourier.Fft;
import org.plumbline.numerics.random.RandomStream;

/**
 * Fractional Gaussian noise: the increments of a fractional Brownian motion over unit steps.
 * <p>X_0, ..., X_{n-1} normal with mean 0 and covariance r(k) = (|k + 1|^(2H) - 2 |k|^(2H) + |k - 1|^(2H)) / 2, r(0) = 1, sampled
 * exactly by circulant embedding of length M = 2^ceil(log2(2 n)), whose eigenvalues are not negative for any H. H = 1/2 is
 * white noise. The sum of h neighbours has the law of h^H X_0, so a network of depth L made of sums over blocks of a finer noise
 * is the coarse version of the finer network.</p>
 * Shape: a draw is [n]. Units: standard deviations. Immutable; safe for all threads, each with its own stream.
 * Source: Davies, Harte, Biometrika 74 (1987) 95, appendix; eigenvalues: Dietrich, Newsam, SIAM J. Sci. Comput. 18 (1997) 1088,
 * and Craigmile, J. Time Ser. Anal. 24 (2003) 505. Pinned by FractionalGaussianNoiseTest.
 */
public final class FractionalGaussianNoise {

    private final int length;
    private final double hurst;
    private final CirculantSampler sampler;

    /**
     * Prepares draws.
     *
     * @param hurst  H, in (0, 1)
     * @param length n, in [1, 2^26]
     * @throws IllegalArgumentException if one is out of range; the message names it
     */
    public FractionalGaussianNoise(double hurst, int length) {
        requireHurst(hurst);
        if (length < 1 || length > 1 << 26) {
            throw new IllegalArgumentException("fractional Gaussian noise: length must lie in [1, 2^26], got " + length);
        }
        this.length = length;
        this.hurst = hurst;
        double[] covariance = new double[Fft.powerOfTwoFrom(2 * length) / 2 + 1];
        for (int k = 0; k < covariance.length; k++) {
            covariance[k] = covariance(hurst, k);
        }
        sampler = CirculantSampler.ofCovariance(covariance);
    }

    /**
     * Returns r(lag) in units of the variance.
     *
     * @param hurst H, in (0, 1)
     * @param lag   any
     * @throws IllegalArgumentException if H is out of range
     */
    public static double covariance(double hurst, int lag) {
        requireHurst(hurst);
        double k = Math.abs((double) lag);
        return 0.5 * (Math.pow(k + 1, 2 * hurst) - 2 * Math.pow(k, 2 * hurst) + Math.pow(Math.abs(k - 1), 2 * hurst));
    }

    /**
     * Returns a draw X.
     *
     * @param stream source. Advanced by M normals.
     */
    public double[] sample(RandomStream stream) {
        return sampler.sample(length, stream);
    }

    /**
     * Returns a fractional Brownian motion on [0, 1]: B_0 = 0, B_{k+1} = B_k + n^(-H) X_k, n + 1 numbers; Var B_n = 1.
     *
     * @param stream source. Advanced by M normals.
     */
    public double[] motion(RandomStream stream) {
        double[] noise = sample(stream);
        double[] motion = new double[length + 1];
        double step = Math.pow(length, -hurst);
        for (int k = 0; k < length; k++) {
            motion[k + 1] = motion[k] + step * noise[k];
        }
        return motion;
    }

    private static void requireHurst(double hurst) {
        if (!(hurst > 0 && hurst < 1)) {
            throw new IllegalArgumentException("fractional Gaussian noise: Hurst index must lie in (0, 1), got " + hurst);
        }
    }
}
