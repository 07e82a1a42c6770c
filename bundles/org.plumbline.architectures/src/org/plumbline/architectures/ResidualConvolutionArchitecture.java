package org.plumbline.architectures;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Convolution;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Flatten;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Pooling;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.spi.Architecture;
import org.plumbline.engine.spi.DataShape;

/**
 * Convolutional residual network for images, without normalisation and, but for the last layer, without bias.
 * <p>Stem: relu(3x3 convolution to c channels). Blocks: h_{k+1} = relu(S_k(h_k) + Delta_k * relu(A_k * h_k)), A_k and Delta_k 3x3
 * convolutions with zero padding 1, S_k the identity. Four stages with c, 2c, 4c and 8c channels; in the first block of stages 2 to 4
 * A_k and S_k have stride 2, and S_k is a 1x1 convolution. Head: mean over windows of 4x4, dense to the targets, with bias. The depth L is the
 * number of blocks; the sixteen depths and their stages are those of the paper. c = 64 is the paper's network, c = 16 the reduced one.</p>
 * Shape: x [n, C, H, W] with H, W at least 25 (so that 4 x 4 is left), y [n, classes]. Parameters: {@code stem.K}; {@code stage1.A},
 * {@code stage1.Delta} [n_1, c, c, 3, 3]; {@code stageS.first.A}, {@code .Delta}, {@code .S}; {@code stageS.A}, {@code stageS.Delta}
 * [n_S - 1, ...] for S = 2, 3, 4; {@code head.A}, {@code head.b}.
 * Source: Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual networks", ICML 2021, and its released program
 * (scaling-limits 1.2). Pinned by ResidualConvolutionArchitectureTest.
 */
public final class ResidualConvolutionArchitecture implements Architecture {
    private static final int POOL = 4;

    @Override
    public Layer build(Settings settings, DataShape data) {
        ConvolutionStages stages = ConvolutionStages.of(settings.integer("depth"));
        requireImages(data);
        int channels = settings.integer("channels");
        MutableList<Layer> layers = Lists.mutable.with(convolution(channels, 3, 1, "stem.K"), relu());
        int[] blocks = stages.blocks();
        for (int s = 0; s < blocks.length; s++) {
            String name = "stage" + (s + 1);
            int width = Math.multiplyExact(channels, 1 << s);
            int equal = blocks[s];
            if (s > 0) {
                layers.add(block(width, 2, name + ".first", convolution(width, 1, 2, name + ".first.S")));
                equal--;
            }
            layers.add(new Repeat(equal, block(width, 1, name, Sequence.of()), false));
        }
        layers.with(new Pooling(Pooling.Form.AVERAGE, POOL, POOL)).with(new Flatten())
                .with(new Dense(data.target().size(), "head.A", "head.b"));
        return new Sequence(layers.toImmutable());
    }

    private static Layer block(int width, int stride, String name, Layer skip) {
        Layer branch = Sequence.of(convolution(width, 3, stride, name + ".A"), relu(), convolution(width, 3, 1, name + ".Delta"));
        return Sequence.of(new Residual(branch, skip, BranchScale.NONE), relu());
    }

    private static Convolution convolution(int outputs, int size, int stride, String kernel) {
        return new Convolution(2, outputs, size, stride, size / 2, false, kernel, "");
    }

    private static ActivationLayer relu() {
        return new ActivationLayer(ActivationLayer.Function.RELU);
    }

    private static void requireImages(DataShape data) {
        Shape input = data.input();
        int least = 8 * (POOL - 1) + 1;
        if (input.rank() != 3 || data.target().rank() != 1) {
            throw new ShapeException("residual-convolution: the input must be an image [channels, height, width] and the target a vector;"
                    + " the input has shape " + input + ", the target " + data.target());
        }
        if (input.extent(1) < least || input.extent(2) < least) {
            throw new ShapeException("residual-convolution: images of " + input.extent(1) + " x " + input.extent(2)
                    + " are too small for its three halvings and windows of " + POOL + " x " + POOL + "; at least " + least + " x " + least);
        }
    }
}
