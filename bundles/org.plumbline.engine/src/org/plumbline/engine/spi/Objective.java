package org.plumbline.engine.spi;

import org.plumbline.engine.contribution.Settings;

/**
 * A loss with its settings.
 *
 * @param loss     what is made small
 * @param settings its parameters
 */
public record Objective(Loss loss, Settings settings) {

    /** @see Loss#valueAndGradient */
    public double valueAndGradient(double[] outputs, float[] targets, int n, int k, double[] gradient) {
        return loss.valueAndGradient(settings, outputs, targets, n, k, gradient);
    }

    /**
     * @param outputs [n, k]. Not modified.
     * @param targets [n, k]. Not modified.
     * @return the loss of these examples, in its own scale
     */
    public double value(double[] outputs, float[] targets, int n, int k) {
        return loss.valueAndGradient(settings, outputs, targets, n, k, new double[outputs.length]);
    }
}
