package org.plumbline.initialisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;

/**
 * Independent Gaussian entries with mean 0 whose size is a power of the depth.
 * <p>std = c n(d) L^-x for a weight, b L^-x for a bias; formula of n at {@link SizeLaw}.</p>
 * Shape: any. Source: initial weights of sizes L^-1/2, L^-1, L^-3/2 for the network of Cont, Rossier, Xu, arXiv 2204.07261
 * (scaling-limits 3.1, B1 and B4). Pinned by IidDepthInitialiserTest.
 */
public final class IidDepthInitialiser implements Initialiser {
    @Override
    public void initialise(ParameterTensor tensor, Settings settings, RandomStream stream, RealArray values, int offset) {
        stream.gaussians(values, offset, offset + tensor.shape().size(), 0, SizeLaw.of(tensor, settings));
    }
}
