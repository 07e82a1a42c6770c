package org.plumbline.architectures;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Flatten;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.spi.Architecture;
import org.plumbline.engine.spi.DataShape;

/**
 * Residual network of two matrices a layer, with linear maps into and out of it.
 * <p>h_0 = P x; h_{k+1} = h_k + L^-beta V_k sigma(W_k h_k) ({@code full}) or h_k + L^-beta V_k sigma(h_k) ({@code simple}), k = 0 .. L-1;
 * y = Q h_L. With biases sigma(W_k h_k + b_k) in the full form: with beta = 0 and without P and Q that is a residual network whose scale
 * is a matrix of each layer. Without P the width is the length of the input, without Q that of the target.</p>
 * Shape: x any shape with P, a vector of the width d without; y a vector; h [n, d]. Parameters, for row vectors, so that each is the
 * transpose of the formula's: P [inputs, d], W [L, d, d], b [L, d], V [L, d, d], Q [d, outputs].
 * Source: Marion, Fermanian, Biau, Vert, "Scaling ResNets in the large-depth regime", JMLR 26 (2025), and its released program
 * (scaling-limits 1.4; 1.1 for the matrix as scale). Pinned by ResidualTwoMatrixArchitectureTest.
 */
public final class ResidualTwoMatrixArchitecture implements Architecture {

    @Override
    public Layer build(Settings settings, DataShape data) {
        int depth = settings.integer("depth");
        boolean full = settings.text("form").equals("full");
        boolean into = settings.flag("inputMap");
        boolean out = settings.flag("outputMap");
        Shape input = data.input();
        if (data.target().rank() != 1) {
            throw new ShapeException("residual-two-matrix: the target must be a vector, it has shape " + data.target());
        }
        if (!into && input.rank() != 1) {
            throw new ShapeException("residual-two-matrix: without input map the input must be a vector, it has shape " + input);
        }
        int width = into ? settings.integer("width") : input.extent(0);
        if (!out && width != data.target().extent(0)) {
            throw new ShapeException("residual-two-matrix: without output map the target must be as long as the network is wide; the width is "
                    + width + ", the target has shape " + data.target());
        }
        checkSize(depth, width, full);
        String bias = full && settings.flag("bias") ? "b" : "";
        ActivationLayer sigma = new ActivationLayer(ActivationChoice.function(settings.text("activation")));
        Layer branch = full ? Sequence.of(new Dense(width, "W", bias), sigma, new Dense(width, "V", ""))
                : Sequence.of(sigma, new Dense(width, "V", ""));
        MutableList<Layer> layers = Lists.mutable.empty();
        if (into) {
            if (input.rank() != 1) {
                layers.add(new Flatten());
            }
            layers.add(new Dense(width, "P", ""));
        }
        BranchScale scale = BranchScale.constant(StrictMath.pow(depth, -settings.real("beta")));
        layers.add(new Repeat(depth, Residual.of(branch, scale), false));
        if (out) {
            layers.add(new Dense(data.target().extent(0), "Q", ""));
        }
        return new Sequence(layers.toImmutable());
    }

    private static void checkSize(int depth, int width, boolean full) {
        if ((full ? 2.0 : 1.0) * depth * width * width > Integer.MAX_VALUE - 8) {
            throw new ShapeException("residual-two-matrix: depth " + depth + " and width " + width
                    + " need more than 2^31 parameters; lower one of them");
        }
    }
}
