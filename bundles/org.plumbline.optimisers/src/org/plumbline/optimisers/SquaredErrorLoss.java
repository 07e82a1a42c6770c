package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Loss;

/**
 * Squared error of a batch, in one of two scales.
 * <p>{@code mean}: L = 1/(n k) sum_i ||y_i - t_i||^2, mean over examples and coordinates.
 * {@code half}: L = 1/(2n) sum_i ||y_i - t_i||^2, mean over examples, half the sum over coordinates.</p>
 * Shape: y, t and the gradient are [n, k]. The value is summed in double in the order of the array.
 * Source: definition. Pinned by SquaredErrorLossTest.
 */
public final class SquaredErrorLoss implements Loss {

    @Override
    public double valueAndGradient(Settings settings, double[] outputs, float[] targets, int n, int k, double[] gradient) {
        double scale = scale(settings.text("normalisation"), n, k);
        double sum = 0;
        for (int i = 0; i < n * k; i++) {
            double difference = outputs[i] - targets[i];
            sum += difference * difference;
            gradient[i] = 2 * scale * difference;
        }
        return scale * sum;
    }

    private static double scale(String normalisation, int n, int k) {
        return switch (normalisation) {
            case "mean" -> 1.0 / ((double) n * k);
            case "half" -> 1.0 / (2.0 * n);
            default -> throw new IllegalArgumentException("normalisation '" + normalisation + "'");
        };
    }
}
