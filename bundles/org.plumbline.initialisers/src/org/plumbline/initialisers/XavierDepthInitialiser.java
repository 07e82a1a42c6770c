package org.plumbline.initialisers;

import org.plumbline.engine.network.ParameterTensor;

/**
 * Independent Gaussian entries with mean 0 that shrink with the depth.
 * <p>std = s/(L d) for a weight, s/(L sqrt(d)) for a bias; d is the fan-in, L the number of copies along the depth (1 for a
 * tensor outside of any repeat).</p>
 * Shape: any. Source: initialisation "xavier-depth" of the program released with Cohen, Cont, Rossier, Xu, "Scaling
 * properties of deep residual networks", ICML 2021. Pinned by XavierInitialiserTest.
 */
public final class XavierDepthInitialiser extends XavierInitialiser {
    @Override
    double standardDeviation(ParameterTensor tensor, double s) {
        return super.standardDeviation(tensor, s) / tensor.stackLength();
    }
}
