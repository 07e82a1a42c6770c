package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Loss;

/**
 * Cross-entropy of the softmax of the outputs, in nats, mean over the batch.
 * <p>L = -1/n sum_i sum_j t_ij log p_ij, p_ij = exp(y_ij) / sum_l exp(y_il); gradient by y_ij: (p_ij sum_l t_il - t_ij) / n.
 * Targets are probabilities, one-hot for classes; numbers that do not sum to one count with their sum as weight.</p>
 * Shape: y, t and the gradient are [n, k]. With m = max_j y_ij, attained at j = a, log sum_l exp(y_il) is computed as
 * m + log1p(sum_{l != a} exp(y_il - m)): no overflow, and a loss near zero keeps its digits. In double with StrictMath, so all
 * machines give the same bits.
 * Source: definition. Pinned by SoftmaxCrossEntropyLossTest.
 */
public final class SoftmaxCrossEntropyLoss implements Loss {

    @Override
    public double valueAndGradient(Settings settings, double[] outputs, float[] targets, int n, int k, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += example(outputs, targets, i * k, k, 1.0 / n, gradient);
        }
        return sum / n;
    }

    /** @return the cross-entropy of the example that begins at index first */
    private static double example(double[] y, float[] t, int first, int k, double weight, double[] gradient) {
        int largest = first;
        double total = 0;
        for (int j = first; j < first + k; j++) {
            if (y[j] > y[largest]) {
                largest = j;
            }
            total += t[j];
        }
        double rest = 0;
        for (int j = first; j < first + k; j++) {
            rest += j == largest ? 0 : StrictMath.exp(y[j] - y[largest]);
        }
        double log = StrictMath.log1p(rest);
        double value = 0;
        for (int j = first; j < first + k; j++) {
            double below = y[largest] - y[j];
            value += t[j] * (below + log);
            gradient[j] = weight * (total * StrictMath.exp(-below - log) - t[j]);
        }
        return value;
    }
}
