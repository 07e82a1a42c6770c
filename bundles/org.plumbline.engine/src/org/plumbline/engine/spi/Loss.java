package org.plumbline.engine.spi;

import org.plumbline.engine.contribution.Settings;

/** Contribution: what training makes small. Stateless. */
public interface Loss {

    /**
     * Computed in double, whatever the precision of the network is.
     *
     * @param outputs  network outputs [n, k]. Not modified.
     * @param targets  [n, k]. Not modified.
     * @param n        number of examples
     * @param k        numbers per example
     * @param gradient overwritten with the gradient by the outputs [n, k]
     * @return the loss; its scale (mean or sum) is said by the contribution
     */
    double valueAndGradient(Settings settings, double[] outputs, float[] targets, int n, int k, double[] gradient);
}
