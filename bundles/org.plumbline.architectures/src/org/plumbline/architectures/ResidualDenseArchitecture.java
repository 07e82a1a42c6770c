package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.spi.Architecture;
import org.plumbline.engine.spi.DataShape;

/**
 * Fully connected residual network of constant width, without input or output layer.
 * <p>h_0 = x; h_{k+1} = h_k + s_k sigma(h_k A_k + b_k), k = 0 .. L-1; y = h_L. The factor s_k is 1 ({@code none}), |delta|
 * with one trainable delta that starts at 1/L ({@code shared}), a signed trainable delta_k that starts as N(0, (1/L)^2)
 * ({@code per-layer}), or L^-alpha ({@code fixed}).</p>
 * Shape: x and y [n, d], A [L, d, d], b [L, d], delta [] or [L]; d is the length of the data's inputs and targets.
 * Source: Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual networks", ICML 2021, and its released program.
 * Pinned by ResidualDenseArchitectureTest.
 */
public final class ResidualDenseArchitecture implements Architecture {
    static final String WEIGHT = "A";
    static final String BIAS = "b";
    static final String SCALE = "delta";

    @Override
    public Layer build(Settings settings, DataShape data) {
        int width = width(data);
        int depth = settings.integer("depth");
        boolean bias = settings.flag("bias");
        checkSize(depth, width, bias);
        Layer branch = Sequence.of(new Dense(width, WEIGHT, bias ? BIAS : ""),
                new ActivationLayer(ActivationChoice.function(settings.text("activation"))));
        return new Repeat(depth, Residual.of(branch, scale(settings, depth)), false);
    }

    private static int width(DataShape data) {
        Shape input = data.input();
        Shape target = data.target();
        if (input.rank() != 1 || !input.equals(target)) {
            throw new ShapeException("residual-dense: the input must be a vector as long as the target, since the network has"
                    + " no input or output layer; the input has shape " + input + ", the target " + target);
        }
        return input.extent(0);
    }

    /** All parameters lie in one array; what does not fit is refused here, with what was asked for. */
    private static void checkSize(int depth, int width, boolean bias) {
        double numbers = depth * (width * (double) width + (bias ? width : 0) + 1);
        if (numbers > Integer.MAX_VALUE - 8) {
            throw new ShapeException("residual-dense: depth " + depth + " and width " + width
                    + " need more than 2^31 parameters; lower the depth");
        }
    }

    private static BranchScale scale(Settings settings, int depth) {
        String mode = settings.text("delta");
        return switch (mode) {
            case "none" -> BranchScale.NONE;
            case "shared" -> BranchScale.shared(SCALE, 1.0 / depth);
            case "per-layer" -> BranchScale.perLayer(SCALE, 1.0 / depth);
            case "fixed" -> BranchScale.constant(StrictMath.pow(depth, -settings.real("alpha")));
            default -> throw new IllegalArgumentException("delta '" + mode + "'");
        };
    }
}
