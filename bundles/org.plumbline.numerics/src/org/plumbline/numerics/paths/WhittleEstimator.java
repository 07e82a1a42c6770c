package org.plumbline.numerics.paths;

import org.plumbline.numerics.fourier.Fft;
import org.plumbline.numerics.series.StackedTensor;

/**
 * The Hurst index by Whittle's likelihood of fractional Gaussian noise.
 * <p>H minimises sum_j ln( (1/K) sum_k I_j(l_k) / f_H(l_k) ) + (m / K) sum_k ln f_H(l_k) over H in [0.001, 0.999], with the
 * periodogram I_j of entry j at the frequencies l_k = 2 pi k / L, 0 < k < L / 2, and the spectral density
 * f_H(l) = |1 - e^(i l)|^2 sum_q |l + 2 pi q|^(-2H - 1): each entry has a scale of its own, and the mean drops out; a trend does
 * not, so take it off first. Standard error (m sum_k (g_k - mean g)^2)^(-1/2),
 * g = d ln f_H / dH, since the ordinates are independent exponentials in the limit.</p>
 * Shape: W is [L, m], L >= 16. Any scale. Source: Whittle, Ark. Mat. 2 (1953) 423; Beran, "Statistics for long-memory processes",
 * 1994, ch. 5-6; Fox, Taqqu, Ann. Stat. 14 (1986) 517. Pinned by HurstIndexTest.
 */
public final class WhittleEstimator {

    private static final double LOWEST = 0.001;
    private static final double HIGHEST = 0.999;
    private static final double TOLERANCE = 1e-7;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int SUMMED_IMAGES = 10;
    private static final double DERIVATIVE_STEP = 1e-4;

    private final double[][] periodograms;
    private final int layers;

    private WhittleEstimator(double[][] periodograms, int layers) {
        this.periodograms = periodograms;
        this.layers = layers;
    }

    /**
     * Estimates the index.
     *
     * @param noise W, increments of the path. Not modified.
     * @throws IllegalArgumentException if there are fewer than 16 layers, or an entry is constant or not finite along the depth;
     *                                  the message names it
     */
    public static HurstIndex of(StackedTensor noise) {
        HurstIndex.requireLayers(noise.layers());
        WhittleEstimator estimator = new WhittleEstimator(periodograms(noise), noise.layers());
        double hurst = estimator.minimum();
        return new HurstIndex(hurst, estimator.error(hurst), noise.layers(), noise.size());
    }

    private static double[][] periodograms(StackedTensor noise) {
        int layers = noise.layers();
        Fft fft = new Fft(layers);
        double[][] all = new double[noise.size()][(layers - 1) / 2];
        for (int j = 0; j < all.length; j++) {
            double[] re = new double[layers];
            for (int k = 0; k < layers; k++) {
                re[k] = noise.value(k, j);
            }
            double[] im = new double[layers];
            fft.forward(re, im);
            double total = 0;
            for (int k = 1; k <= all[j].length; k++) {
                all[j][k - 1] = re[k] * re[k] + im[k] * im[k];
                total += all[j][k - 1];
            }
            if (!(total > 0) || Double.isInfinite(total)) {
                throw new IllegalArgumentException("Hurst index: entry " + j
                        + " must be finite and change along the depth, got a sum of squares of " + total);
            }
        }
        return all;
    }

    private double minimum() {
        double low = LOWEST;
        double high = HIGHEST;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = objective(left);
        double atRight = objective(right);
        while (high - low > TOLERANCE) {
            if (atLeft < atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = objective(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = objective(right);
            }
        }
        return 0.5 * (low + high);
    }

    private double objective(double hurst) {
        double[] density = densities(hurst);
        double logarithms = 0;
        for (double value : density) {
            logarithms += Math.log(value) / density.length;
        }
        double sum = 0;
        for (double[] periodogram : periodograms) {
            double ratio = 0;
            for (int k = 0; k < density.length; k++) {
                ratio += periodogram[k] / density[k];
            }
            sum += Math.log(ratio / density.length) + logarithms;
        }
        return sum;
    }

    private double error(double hurst) {
        double low = Math.max(LOWEST, hurst - DERIVATIVE_STEP);
        double high = Math.min(HIGHEST, hurst + DERIVATIVE_STEP);
        double[] below = densities(low);
        double[] above = densities(high);
        double mean = 0;
        double squares = 0;
        for (int k = 0; k < below.length; k++) {
            double slope = Math.log(above[k] / below[k]) / (high - low);
            mean += slope / below.length;
            squares += slope * slope;
        }
        return 1 / Math.sqrt(periodograms.length * (squares - below.length * mean * mean));
    }

    private double[] densities(double hurst) {
        double[] densities = new double[(layers - 1) / 2];
        for (int k = 0; k < densities.length; k++) {
            densities[k] = density(hurst, 2 * Math.PI * (k + 1) / layers);
        }
        return densities;
    }

    /**
     * Returns f_H at a frequency in (0, pi], up to a constant factor: the sum over |q| <= 10, the rest by the integral from
     * 10.5 on (relative error below 2e-5, nearly the same at all frequencies).
     */
    static double density(double hurst, double frequency) {
        double power = -2 * hurst - 1;
        double sum = Math.pow(frequency, power);
        for (int q = 1; q <= SUMMED_IMAGES; q++) {
            sum += Math.pow(2 * Math.PI * q + frequency, power) + Math.pow(2 * Math.PI * q - frequency, power);
        }
        double start = 2 * Math.PI * (SUMMED_IMAGES + 0.5);
        sum += (Math.pow(start + frequency, power + 1) + Math.pow(start - frequency, power + 1)) / (4 * Math.PI * hurst);
        double half = Math.sin(frequency / 2);
        return 4 * half * half * sum;
    }
}
