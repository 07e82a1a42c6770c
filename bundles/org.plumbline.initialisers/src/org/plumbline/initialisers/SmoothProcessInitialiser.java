package org.plumbline.initialisers;

import java.util.Optional;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.paths.SmoothGaussianProcess;
import org.plumbline.numerics.random.RandomStream;

/**
 * Gaussian weights that vary smoothly with the layer, independently for each entry.
 * <p>W_k[e] = s (Z^e_{k+1} - Z^e_k)/m, k = 0 .. L-1, with Z^e the values at 0, 1/L, .., 1 of a Gaussian process with covariance
 * exp(-(t - u)^2/(2v)) and m the standard deviation of its increments, so that each entry has standard deviation s; s = c n(d)
 * L^-x for weights, b L^-x for biases, see {@link SizeLaw}. As L grows, W_{tL} tends to a smooth function of t.</p>
 * Shape: any; L at most 2^22. Draws one path for each entry, in the order of entries. Source: Marion, Fermanian, Biau, Vert,
 * JMLR 26 (2025), and its program, v = 0.01, c = 1, x = 0, n = d^(-1/2) (scaling-limits 1.4). Pinned by PathInitialisersTest.
 */
public final class SmoothProcessInitialiser implements Initialiser {
    private static final int MOST_LAYERS = 1 << 22;

    @Override
    public void initialise(ParameterTensor tensor, Settings settings, RandomStream stream, RealArray values, int offset) {
        LayerAxis axis = LayerAxis.of(tensor);
        SmoothGaussianProcess process = new SmoothGaussianProcess(settings.real("variance"), axis.layers());
        double scale = SizeLaw.of(tensor, settings);
        for (int entry = 0; entry < axis.entries(); entry++) {
            axis.write(process.increments(stream), scale, entry, values, offset);
        }
    }

    @Override
    public Optional<String> refusal(ParameterTensor tensor, Settings settings) {
        int layers = LayerAxis.of(tensor).layers();
        return layers <= MOST_LAYERS ? Optional.empty()
                : Optional.of("smooth-process is made for at most " + MOST_LAYERS + " layers, '" + tensor.name() + "' has " + layers);
    }
}
