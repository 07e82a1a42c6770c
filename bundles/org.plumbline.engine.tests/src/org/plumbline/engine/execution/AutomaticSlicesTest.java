package org.plumbline.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Convolution;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Normalisation;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class AutomaticSlicesTest {
    private static final Shape IMAGE = Shape.of(16, 28, 28);

    private static Network convolutions(int depth, Layer behind) {
        return Network.of(Sequence.of(new Repeat(depth, Sequence.of(new Convolution(2, 16, 3, 1, 1, false, "k", ""),
                new ActivationLayer(Function.TANH)), false), behind), IMAGE);
    }

    private static int slices(Network network, int batch) {
        return AutomaticSlices.of(network, batch, Precision.FLOAT);
    }

    /** A pixel is a product with each weight: 784 of them an example, so 2000 are in three examples, and 1e7 operations in two or more. */
    @Test
    void convolutionsAreCutOnceThereAreEnoughPixels() {
        Network network = convolutions(3, new ActivationLayer(Function.TANH));
        assertThat(slices(network, 32)).isEqualTo(4);
        assertThat(slices(network, 12)).isEqualTo(4);
        assertThat(slices(network, 11)).isEqualTo(2);
        assertThat(slices(network, 5)).isEqualTo(1);
        assertThat(slices(convolutions(3, Normalisation.batch(1e-3, 0.1, "n", "", "")), 32)).isEqualTo(1);
    }

    @Test
    void denseStacksAreNotCutBelowBatchesOfThousands() {
        Layer body = Residual.of(Sequence.of(new Dense(128, "A", "b"), new ActivationLayer(Function.TANH)), BranchScale.NONE);
        Network network = Network.of(new Repeat(100, body, false), Shape.of(128));
        assertThat(slices(network, 256)).isEqualTo(1);
        assertThat(slices(network, 4096)).isEqualTo(2);
        assertThat(slices(network, 10_000)).isEqualTo(4);
    }

    /** Stacks, layer by layer and double. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void bitsDoNotDependOnTheNumberOfThreads(Precision precision) {
        Layer gelu = Sequence.of(new Convolution(2, 16, 3, 1, 1, true, "c", "b"), new ActivationLayer(Function.GELU));
        Network network = convolutions(2, gelu);
        int slices = AutomaticSlices.of(network, 12, precision);
        assertThat(slices).isEqualTo(4);
        ExecutionPlan plan = ComputeBackend.byId("auto").plan(network, new ExecutionOptions(12, precision, new Memory(1e9, 1e9), slices));
        RealArray[] gradients = new RealArray[3];
        for (int k = 0; k < gradients.length; k++) {
            RandomStream random = new RandomStreams(7).stream("point");
            RealArray parameters = RealArray.zeros(precision, network.layout().size());
            random.gaussians(parameters, 0, parameters.length(), 0, 0.1);
            RealArray x = RealArray.zeros(precision, 12 * IMAGE.size());
            random.gaussians(x, 0, x.length(), 0, 1);
            gradients[k] = RealArray.zeros(precision, parameters.length());
            try (NetworkExecution execution = plan.open(RealArray.zeros(precision, 0), random, 1 + 2 * k)) {
                RealArray y = RealArray.zeros(precision, x.length());
                execution.forward(Mode.TRAINING, parameters, x, 12, y);
                execution.backward(parameters, y, gradients[k], null);
            }
            assertThat(gradients[k].doubles(parameters.length())).containsExactly(gradients[0].doubles(parameters.length()));
        }
    }

    /** 10,000 layers: 23 million weights, 93 MB of gradients a slice. */
    @Test
    void gradientsOfSlicesStayFew() {
        assertThat(slices(convolutions(10_000, new ActivationLayer(Function.TANH)), 128)).isEqualTo(2);
        assertThat(AutomaticSlices.of(convolutions(10_000, new ActivationLayer(Function.TANH)), 128, Precision.DOUBLE)).isEqualTo(1);
    }
}
