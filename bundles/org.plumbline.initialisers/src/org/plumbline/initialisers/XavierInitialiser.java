package org.plumbline.initialisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;

/**
 * Independent Gaussian entries with mean 0 and a standard deviation that does not know the depth.
 * <p>std = s/d for a weight, s/sqrt(d) for a bias; d is the fan-in.</p>
 * Shape: any. Source: initialisation "xavier" of the program released with Cohen, Cont, Rossier, Xu, "Scaling properties
 * of deep residual networks", ICML 2021 (not the law of Glorot and Bengio). Pinned by XavierInitialiserTest.
 */
public class XavierInitialiser implements Initialiser {

    @Override
    public final void initialise(ParameterTensor tensor, Settings settings, RandomStream stream, RealArray values, int offset) {
        double std = standardDeviation(tensor, settings.real("sd"));
        stream.gaussians(values, offset, offset + tensor.shape().size(), 0, std);
    }

    /**
     * Standard deviation of each entry.
     *
     * @param tensor a weight or a bias
     * @param s      the constant s, at least 0, dimensionless
     */
    double standardDeviation(ParameterTensor tensor, double s) {
        double d = tensor.fanIn();
        return switch (tensor.role()) {
            case WEIGHT -> s / d;
            case BIAS -> s / Math.sqrt(d);
            case SCALE, GAIN, STATISTIC -> throw new IllegalArgumentException(
                    "'" + tensor.name() + "': the initial value of a scale belongs to its layer");
        };
    }
}
