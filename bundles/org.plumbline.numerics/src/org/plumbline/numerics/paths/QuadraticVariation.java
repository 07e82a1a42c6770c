package org.plumbline.numerics.paths;

import org.plumbline.numerics.series.StackedTensor;

/**
 * The quadratic variation of a path of tensors along the depth, |.| the Frobenius norm.
 * <p>[W]_k = sum_{i < k} |W_{i+1} - W_i|^2, k = 0, ..., L - 1. At lag h: Q_h = (1 / h) sum_{i = 0}^{L-1-h} |W_{i+h} - W_i|^2
 * times (L - 1) / (L - h), the mean over the h interleaved grids. Q_h does not depend on h for a Brownian path, falls like
 * h^(2 H - 1) for a fractional one and grows like h for a smooth one.</p>
 * Shape: W is [L, m]. Units: those of W, squared. An entry that is not finite makes what sees it NaN or infinite.
 * Source: definition (`scaling-limits` 4.1, the row Q(L), there rooted). Pinned by QuadraticVariationTest.
 */
public final class QuadraticVariation {

    private QuadraticVariation() {
    }

    /**
     * Returns [W]_0, ..., [W]_{L-1}.
     *
     * @param path W. Not modified.
     */
    public static double[] along(StackedTensor path) {
        double[] variation = new double[path.layers()];
        for (int k = 1; k < variation.length; k++) {
            variation[k] = variation[k - 1] + square(path, k - 1, k);
        }
        return variation;
    }

    /**
     * Returns Q_h.
     *
     * @param path W. Not modified.
     * @param lag  h, in [1, L - 1]
     * @throws IllegalArgumentException if the lag is out of range; the message says of what
     */
    public static double atLag(StackedTensor path, int lag) {
        int layers = path.layers();
        if (lag < 1 || lag >= layers) {
            throw new IllegalArgumentException(
                    "quadratic variation: lag must lie in [1, " + (layers - 1) + "] for " + layers + " layers, got " + lag);
        }
        double sum = 0;
        for (int k = 0; k + lag < layers; k++) {
            sum += square(path, k, k + lag);
        }
        return sum / lag * (layers - 1) / (layers - lag);
    }

    private static double square(StackedTensor path, int from, int to) {
        double sum = 0;
        for (int i = 0; i < path.size(); i++) {
            double change = path.value(to, i) - path.value(from, i);
            sum += change * change;
        }
        return sum;
    }
}
