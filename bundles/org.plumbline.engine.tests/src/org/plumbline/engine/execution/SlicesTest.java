package org.plumbline.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Dropout;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Normalisation;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** Batches in slices: the same bits for every number of threads, and the numbers of the whole batch. */
class SlicesTest {
    private static final int D = 64;
    private static final int BATCH = 200;
    private static final Layer STACK = new Repeat(20, Residual.of(Sequence.of(new Dense(D, "A", "b"),
            new ActivationLayer(ActivationLayer.Function.TANH)), BranchScale.constant(0.1)), false);
    private static final Network NETWORK = Network.of(STACK, Shape.of(D));
    private final RandomStream random = new RandomStreams(System.nanoTime()).stream("slices");
    private final RealArray parameters = gaussians(NETWORK.layout().size(), 1.0 / D);
    private final RealArray x = gaussians(BATCH * D, 1);
    private final RealArray g = gaussians(BATCH * D, 1);
    private final RealArray v = gaussians(NETWORK.layout().size(), 1.0 / D);

    private RealArray gaussians(int n, double std) {
        RealArray values = RealArray.zeros(Precision.FLOAT, n);
        random.gaussians(values, 0, n, 0, std);
        return values;
    }

    private static ExecutionPlan plan(String backend, Network network) {
        return ComputeBackend.byId(backend).plan(network, new ExecutionOptions(BATCH, Precision.FLOAT, new Memory(4e9, 4e9), 3));
    }

    /** @return y, gradient, gradient by x and tangent of n examples, one after the other */
    private double[] results(String backend, int threads, int n) {
        RealArray[] out = {RealArray.zeros(Precision.FLOAT, n * D), parameters.copy(), RealArray.zeros(Precision.FLOAT, n * D),
            RealArray.zeros(Precision.FLOAT, n * D)};
        try (NetworkExecution execution = plan(backend, NETWORK).open(RealArray.of(new float[0]), random, threads)) {
            execution.forward(Mode.TRAINING, parameters, x, n, out[0]);
            execution.backward(parameters, g, out[1], out[2]);
            execution.tangent(parameters, g, v, out[3]);
        }
        return Arrays.stream(out).flatMapToDouble(array -> Arrays.stream(array.doubles(array.length()))).toArray();
    }

    @Test
    void bitsDoNotDependOnTheNumberOfThreads() {
        assertThat(plan("auto", NETWORK).slices()).isEqualTo(3);
        for (int n : new int[] {BATCH, 67, 66, 1}) {
            double[] one = results("auto", 1, n);
            assertThat(results("auto", 2, n)).containsExactly(one);
            assertThat(results("auto", 7, n)).containsExactly(one);
        }
    }

    /** 20 layers of sums of 64 products in float32, on 200 examples. */
    @Test
    void slicesTogetherAreTheBatch() {
        double[] sliced = results("auto", 2, BATCH);
        double[] whole = results("nd4j", 1, BATCH);
        double size = Arrays.stream(whole).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < whole.length; i++) {
            assertThat(sliced[i]).isCloseTo(whole[i], within(2e-5 * size));
        }
    }

    @Test
    void examplesThatMeetStayTogether() {
        assertThat(slices(Sequence.of(STACK, Normalisation.layer(1e-5, "", "")))).isEqualTo(3);
        for (Layer layer : new Layer[] {Normalisation.batch(1e-5, 0.1, "n", "", ""), new Dropout(0.5)}) {
            assertThatThrownBy(() -> slices(Sequence.of(STACK, layer))).isInstanceOf(ShapeException.class)
                    .hasMessageContaining("3 slices").hasMessageContaining(layer.kind());
        }
    }

    private static int slices(Layer layer) {
        return plan("auto", Network.of(layer, Shape.of(D))).slices();
    }
}
