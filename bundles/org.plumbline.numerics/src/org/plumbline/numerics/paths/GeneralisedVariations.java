package org.plumbline.numerics.paths;

import org.plumbline.numerics.series.StackedTensor;

/**
 * The Hurst index from second differences of the cumulated noise at several spacings.
 * <p>X_0 = 0, X_{k+1} = X_k + W_k; S_a = mean over k and sum over entries of (X_{k+2a} - 2 X_{k+a} + X_k)^2, a = 1, ..., 4.
 * E S_a is proportional to a^(2H), so H is half the slope of ln S_a over ln a. A constant or slowly changing mean of W drops out.
 * Standard error from the exact covariance of the S_a for fractional Gaussian noise at the estimated H:
 * Cov(S_a, S_b) = 2 / (N_a N_b) sum_{k, l} r_ab(l - k)^2, with r_ab the covariance of the second differences, entries
 * independent and weighted by their sizes.</p>
 * Shape: W is [L, m], L >= 16. Any scale. Source: Istas, Lang, Ann. Inst. H. Poincare 33 (1997) 407; Coeurjolly, Stat. Inf.
 * Stoch. Proc. 4 (2001) 199. Pinned by HurstIndexTest.
 */
public final class GeneralisedVariations {

    private static final int SPACINGS = 4;
    private static final double[] FILTER = {1, -2, 1};

    private GeneralisedVariations() {
    }

    /**
     * Estimates the index.
     *
     * @param noise W, increments of the path, trend removed or slow. Not modified.
     * @throws IllegalArgumentException if there are fewer than 16 layers, or the second differences are all 0 or not finite
     */
    public static HurstIndex of(StackedTensor noise) {
        HurstIndex.requireLayers(noise.layers());
        int layers = noise.layers();
        double[] sums = new double[SPACINGS];
        double total = 0;
        double squares = 0;
        for (int j = 0; j < noise.size(); j++) {
            double[] path = new double[layers + 1];
            for (int k = 0; k < layers; k++) {
                path[k + 1] = path[k] + noise.value(k, j);
            }
            for (int a = 1; a <= SPACINGS; a++) {
                double mean = meanSquare(path, a);
                sums[a - 1] += mean;
                if (a == 1) {
                    total += mean;
                    squares += mean * mean;
                }
            }
        }
        for (int a = 1; a <= SPACINGS; a++) {
            if (!(sums[a - 1] > 0) || Double.isInfinite(sums[a - 1])) {
                throw new IllegalArgumentException("Hurst index: second differences at spacing " + a
                        + " must be finite and not all 0, got a mean square of " + sums[a - 1]);
            }
        }
        double[] weights = slopeWeights();
        double hurst = 0;
        for (int a = 0; a < SPACINGS; a++) {
            hurst += 0.5 * weights[a] * Math.log(sums[a]);
        }
        return new HurstIndex(hurst, error(hurst, weights, layers, squares / (total * total)), layers, noise.size());
    }

    private static double meanSquare(double[] path, int a) {
        double sum = 0;
        int count = path.length - 2 * a;
        for (int k = 0; k < count; k++) {
            double change = path[k + 2 * a] - 2 * path[k + a] + path[k];
            sum += change * change;
        }
        return sum / count;
    }

    /** Slope of least squares over ln a, as weights of the values. */
    private static double[] slopeWeights() {
        double mean = 0;
        for (int a = 1; a <= SPACINGS; a++) {
            mean += Math.log(a) / SPACINGS;
        }
        double[] weights = new double[SPACINGS];
        double sxx = 0;
        for (int a = 1; a <= SPACINGS; a++) {
            weights[a - 1] = Math.log(a) - mean;
            sxx += weights[a - 1] * weights[a - 1];
        }
        for (int a = 0; a < SPACINGS; a++) {
            weights[a] /= sxx;
        }
        return weights;
    }

    private static double error(double hurst, double[] weights, int layers, double share) {
        double h = Math.min(Math.max(hurst, 0.01), 0.99);
        double variance = 0;
        for (int a = 1; a <= SPACINGS; a++) {
            for (int b = 1; b <= SPACINGS; b++) {
                variance += weights[a - 1] * weights[b - 1] * relativeCovariance(h, a, b, layers);
            }
        }
        return 0.5 * Math.sqrt(variance * share);
    }

    /** Cov(S_a, S_b) / (E S_a E S_b) for one entry. */
    private static double relativeCovariance(double h, int a, int b, int layers) {
        int countA = layers + 1 - 2 * a;
        int countB = layers + 1 - 2 * b;
        double sum = 0;
        for (int lag = -(countA - 1); lag <= countB - 1; lag++) {
            int pairs = Math.min(countB, countA + lag) - Math.max(0, lag);
            double r = covariance(h, a, b, lag);
            sum += Math.max(0, pairs) * r * r;
        }
        return 2 * sum / ((double) countA * countB * covariance(h, a, a, 0) * covariance(h, b, b, 0));
    }

    /** Cov of the second differences at spacing a and place 0 and at spacing b and place lag, for a path of unit scale. */
    private static double covariance(double h, int a, int b, int lag) {
        double sum = 0;
        for (int i = 0; i < FILTER.length; i++) {
            for (int j = 0; j < FILTER.length; j++) {
                sum -= 0.5 * FILTER[i] * FILTER[j] * Math.pow(Math.abs(lag + b * j - a * i), 2 * h);
            }
        }
        return sum;
    }
}
