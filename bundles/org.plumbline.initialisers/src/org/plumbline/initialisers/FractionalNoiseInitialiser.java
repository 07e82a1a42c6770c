package org.plumbline.initialisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.paths.FractionalGaussianNoise;
import org.plumbline.numerics.random.RandomStream;

/**
 * Gaussian weights that are correlated along the depth: fractional noise with Hurst index H, independently for each entry.
 * <p>W_k[e] = s X^e_k, k = 0 .. L-1, with X^e of variance 1 and covariance (|j+1|^2H - 2|j|^2H + |j-1|^2H)/2 at lag j, drawn
 * exactly (Davies and Harte); s = c n(d) L^-x for weights, b L^-x for biases, see {@link SizeLaw}. H = 1/2 is independent noise. A
 * tensor outside of any repeat has independent entries.</p>
 * Shape: any. Draws one path for each entry, in the order of entries. Source: Marion, Fermanian, Biau, Vert, JMLR 26 (2025), and
 * its program, with c = 1, x = 0 and n = d^(-1/2) (scaling-limits 1.4). Pinned by PathInitialisersTest.
 */
public final class FractionalNoiseInitialiser implements Initialiser {
    @Override
    public void initialise(ParameterTensor tensor, Settings settings, RandomStream stream, RealArray values, int offset) {
        LayerAxis axis = LayerAxis.of(tensor);
        FractionalGaussianNoise noise = new FractionalGaussianNoise(settings.real("hurst"), axis.layers());
        double scale = SizeLaw.of(tensor, settings);
        for (int entry = 0; entry < axis.entries(); entry++) {
            axis.write(noise.sample(stream), scale, entry, values, offset);
        }
    }
}
