package org.plumbline.initialisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;

/**
 * The standard deviation of the entries of a tensor, from the parameters {@code sd} (c), {@code exponent} (x), {@code width}
 * and {@code biasSd} (b).
 * <p>Weights: c n(d) L^-x; biases: b L^-x. d is the fan-in, L the number of copies along the depth, n(d) is 1 ({@code one}),
 * d^(-1/2) ({@code root}) or 1/d ({@code inverse}).</p>
 * Source: scaling-limits 1.4 and 3.1 (B4). Pinned by IidDepthInitialiserTest.
 */
final class SizeLaw {

    private SizeLaw() {
    }

    /** @return the standard deviation, without the factor L^-x if {@code exponent} is not declared */
    static double of(ParameterTensor tensor, Settings settings) {
        double depth = settings.has("exponent") ? StrictMath.pow(LayerAxis.of(tensor).layers(), -settings.real("exponent")) : 1;
        return depth * (isBias(tensor) ? settings.real("biasSd") : settings.real("sd") * width(settings.text("width"), tensor.fanIn()));
    }

    /** @throws IllegalArgumentException if the tensor is neither a weight nor a bias */
    static boolean isBias(ParameterTensor tensor) {
        return switch (tensor.role()) {
            case WEIGHT -> false;
            case BIAS -> true;
            case SCALE, GAIN, STATISTIC -> throw new IllegalArgumentException(
                    "'" + tensor.name() + "': the initial value of a scale belongs to its layer");
        };
    }


    private static double width(String normalisation, double fanIn) {
        return switch (normalisation) {
            case "one" -> 1;
            case "root" -> 1 / Math.sqrt(fanIn);
            case "inverse" -> 1 / fanIn;
            default -> throw new IllegalArgumentException("width '" + normalisation + "'");
        };
    }
}
