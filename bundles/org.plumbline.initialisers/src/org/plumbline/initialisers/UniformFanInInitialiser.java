package org.plumbline.initialisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;

/**
 * Independent entries, uniform on (-a, a) with a bound that follows from the fan-in d.
 * <p>Weights: a = d^(-1/2) ({@code framework}, variance 1/(3d)) or a = (3/d)^(1/2) ({@code unit-variance}, variance 1/d).
 * Biases: uniform on (-d^(-1/2), d^(-1/2)), or 0.</p>
 * Shape: any. Source: {@code framework}: what a layer of PyTorch starts with if nobody says otherwise, as the convolutions of
 * Cohen et al., ICML 2021, do; {@code unit-variance}: Marion, Fermanian, Biau, Vert, JMLR 26 (2025) (scaling-limits 1.2, 1.4).
 * Pinned by UniformFanInInitialiserTest.
 */
public final class UniformFanInInitialiser implements Initialiser {
    @Override
    public void initialise(ParameterTensor tensor, Settings settings, RandomStream stream, RealArray values, int offset) {
        double a = bound(tensor, settings.text("law"), settings.flag("biases"));
        for (int i = offset; i < offset + tensor.shape().size(); i++) {
            values.set(i, stream.uniform(-a, a));
        }
    }

    /** @return a, in units of the entries */
    static double bound(ParameterTensor tensor, String law, boolean biases) {
        double d = tensor.fanIn();
        if (SizeLaw.isBias(tensor)) {
            return biases ? 1 / Math.sqrt(d) : 0;
        }
        return switch (law) {
            case "framework" -> 1 / Math.sqrt(d);
            case "unit-variance" -> Math.sqrt(3 / d);
            default -> throw new IllegalArgumentException("law '" + law + "'");
        };
    }
}
