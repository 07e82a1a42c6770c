package org.plumbline.engine.spi;

import org.plumbline.engine.contribution.Settings;

/** Contribution: what training makes small. Stateless. */
public interface Loss {

    /**
     * @param outputs  network outputs [n, k]. Not modified.
     * @param targets  [n, k]. Not modified.
     * @param n        number of examples
     * @param k        numbers per example
     * @param gradient overwritten with the gradient by the outputs [n, k]
     * @return the loss; its scale (mean or sum) is said by the contribution
     */
    double valueAndGradient(Settings settings, float[] outputs, float[] targets, int n, int k, float[] gradient);
}
