package org.plumbline.numerics.dnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.plumbline.numerics.dnn.ConvolutionCase.widen;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.random.RandomStreams;

/** Against the double reference and its central differences, on fresh input away from kinks. */
class LayerProgramTest {

    private static final long LIMIT = 1L << 30;
    private static final double STEP = 1e-6;
    /**
     * Sums of at most 330 terms in up to eight layers, with normalisations, which may amplify rounding some ten times: 1000
     * units of 2^-24; measured were up to 16. A wrong term differs by order 1.
     */
    private static final double TOLERANCE = 1000 * 0x1p-24;
    /** Of each array so many entries are compared with differences; the rest by the tangent's transpose. */
    private static final int ENTRIES = 60;

    static List<GraphCase> cases() {
        return GraphCase.all(System.nanoTime());
    }

    static Set<Activation> activations() {
        return Activations.SERVED;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheReferenceAndItsDifferences(GraphCase c) {
        float[] y = new float[c.gy.length];
        float[] dy = new float[c.gy.length];
        float[] gradient = new float[c.p.length];
        Arrays.fill(gradient, 5);
        float[] dx = new float[c.x.length];
        try (LayerProgram program = new LayerProgram(c.graph, c.n, LIMIT)) {
            program.forward(c.p, c.x, c.n, y);
            assertClose(y, new ReferenceGraph(c.graph, c.n).forward(widen(c.p), widen(c.x)), "y", c.x);
            program.tangent(c.p, c.directionOfX, trainedOnly(c, c.direction), dy);
            assertClose(dy, directional(c, c.directionOfX, trainedOnly(c, c.direction)), "tangent", c.direction);
            program.tangent(c.p, c.directionOfX, null, dy);
            assertClose(dy, directional(c, c.directionOfX, new float[c.p.length]), "tangent of x", c.direction);
            program.tangent(c.p, null, c.direction, dy);
            assertClose(dy, directional(c, new float[c.x.length], trainedOnly(c, c.direction)), "tangent of p", c.direction);
            program.backward(c.p, c.gy, gradient, dx);
        }
        double left = dot(dy, c.gy);
        assertThat(left).isCloseTo(dot(gradient, trainedOnly(c, c.direction)), within(TOLERANCE * Math.sqrt(dot(dy, dy) * dot(c.gy, c.gy))));
        double[] expected = widen(gradient);
        for (int i = 0; i < c.p.length; i += c.trained[i] ? 1 + c.p.length / ENTRIES : 1) {
            expected[i] = c.trained[i] ? partial(c, widen(c.p), widen(c.x), i, true) : 5;
        }
        assertClose(gradient, expected, "gradient", c.gy);
        double[] expectedDx = widen(dx);
        for (int i = 0; i < dx.length; i += 1 + dx.length / ENTRIES) {
            expectedDx[i] = partial(c, widen(c.p), widen(c.x), i, false);
        }
        assertClose(dx, expectedDx, "dx", c.gy);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** Also after passes in between, and after another batch size. */
    @ParameterizedTest
    @MethodSource("cases")
    void equalCallsGiveEqualBits(GraphCase c) {
        float[][] first = new float[4][];
        try (LayerProgram program = new LayerProgram(c.graph, c.n, LIMIT)) {
            for (int round = 0; round < 3; round++) {
                float[] y = new float[c.gy.length];
                float[] dy = new float[c.gy.length];
                float[] gradient = new float[c.p.length];
                float[] dx = new float[c.x.length];
                program.forward(c.p, c.x, c.n, y);
                if (round == 1) {
                    program.backward(c.p, c.gy, gradient, null);
                    program.backward(c.p, c.gy, gradient, dx);
                }
                program.tangent(c.p, c.directionOfX, c.direction, dy);
                program.backward(c.p, c.gy, gradient, dx);
                float[][] results = {y, dy, gradient, dx};
                for (int i = 0; i < results.length; i++) {
                    first[i] = round == 0 ? results[i] : first[i];
                    assertThat(results[i]).as("result %d, round %d", i, round).containsExactly(first[i]);
                }
                if (round == 1 && c.n > 1) {
                    program.forward(c.p, c.x, c.n - 1, new float[c.gy.length]);
                    program.backward(c.p, c.gy, new float[c.p.length], dx);
                }
            }
        }
    }

    /** The batch's mean and variance, as the reference's values of the layer before give them. */
    @Test
    void handsOutTheStatisticsOfTheBatch() {
        LayerGraph.Builder b = LayerGraph.images(5, 3, 4);
        int norm = b.batchNorm(b.input(), NormalisationStep.ofBatch(0.1, 0, 5));
        LayerGraph graph = b.build(b.activation(norm, Activation.RELU));
        float[] x = new float[3 * 60];
        new RandomStreams(System.nanoTime()).stream("x").gaussians(x, 1, 2);
        float[] mean = new float[5];
        float[] variance = new float[5];
        try (LayerProgram program = new LayerProgram(graph, 3, LIMIT)) {
            assertThatThrownBy(() -> program.statistics(norm, mean, variance)).isInstanceOf(IllegalStateException.class);
            program.forward(new float[10], x, 3, new float[x.length]);
            program.statistics(norm, mean, variance);
            assertThatThrownBy(() -> program.statistics(0, mean, variance)).hasMessageContaining("value 0 is no batch normalisation");
        }
        for (int c = 0; c < 5; c++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < x.length; i++) {
                if (i / 12 % 5 == c) {
                    sum += x[i];
                    squares += (double) x[i] * x[i];
                }
            }
            assertThat((double) mean[c]).isCloseTo(sum / 36, within(1e-5));
            assertThat((double) variance[c]).isCloseTo(squares / 36 - sum / 36 * (sum / 36), within(1e-4));
        }
    }

    /** A diverged net must not look healthy, whatever the library's ReLU, clipping and pooling do with NaN. */
    @ParameterizedTest
    @MethodSource("activations")
    void keepsNaN(Activation activation) {
        for (boolean normalised : new boolean[] {false, true}) {
            LayerGraph.Builder b = LayerGraph.images(2, 3, 3);
            int y = b.convolution(0, ConvolutionStep.square(16, 3, 1, 1, 0));
            y = normalised ? b.batchNorm(y, NormalisationStep.ofBatch(0.1, 288, 304)) : b.add(b.averagePool(y, 1, 1), y);
            y = b.activation(y, activation);
            LayerGraph graph = b.build(b.activation(y, activation));
            float[] p = new float[graph.requiredLength()];
            Arrays.fill(p, 0.1f);
            float[] x = new float[18];
            Arrays.setAll(new Float[18], i -> x[i] = i);
            float[] out = new float[16 * 9];
            try (LayerProgram program = new LayerProgram(graph, 1, LIMIT)) {
                program.forward(p, x, 1, out);
                assertThat(out).doesNotContain(Float.NaN);
                x[4] = Float.NaN;
                program.forward(p, x, 1, out);
                assertThat(out).contains(Float.NaN);
                x[4] = 0;
                p[100] = Float.NaN;
                program.forward(p, x, 1, out);
                assertThat(out).contains(Float.NaN);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SmoothFunction.class)
    void smoothFunctionsKeepNaN(SmoothFunction function) {
        LayerGraph.Builder b = LayerGraph.features(20);
        float[] x = new float[20];
        x[3] = Float.NaN;
        x[7] = 80;
        x[8] = -80;
        float[] y = new float[20];
        try (LayerProgram program = new LayerProgram(b.build(b.smooth(0, function)), 1, LIMIT)) {
            program.forward(new float[0], x, 1, y);
        }
        assertThat(y[3]).isNaN();
        assertThat(y[7]).isEqualTo(function.name().endsWith("ERF") ? 1f : 80f);
        assertThat(y[8]).isCloseTo(function.name().endsWith("ERF") ? -1f : 0f, within(1e-6f));
    }

    /** Pieces of a program: the same bits as one, also for a second call and in another order; batches of several sizes by turns. */
    @Test
    void piecesAndEarlierBatchSizesDoNotChangeABit() {
        for (GraphCase c : cases()) {
            float[][] expected = null;
            for (int pieces = 1; pieces <= 6; pieces++) {
                try (LayerProgram program = new LayerProgram(c.graph, new LayerProgram.Plan(c.n + 1, pieces, 0))) {
                    float[][] got = {new float[c.gy.length], new float[c.p.length], new float[c.p.length], new float[c.gy.length],
                        new float[c.x.length]};
                    float[] larger = Arrays.copyOf(c.x, c.x.length + c.graph.inputShape().size());
                    program.forward(c.p, c.x, c.n, got[0]);
                    program.forward(c.p, larger, c.n + 1, new float[c.gy.length + c.graph.outputShape().size()]);
                    program.forward(c.p, c.x, 1, new float[c.gy.length]);
                    program.forward(c.p, c.x, c.n, got[0]);
                    program.backward(c.p, c.gy, got[1], null);
                    program.tangent(c.p, c.directionOfX, trainedOnly(c, c.direction), got[3]);
                    program.backward(c.p, c.gy, got[2], got[4]);
                    assertThat(got[2]).containsExactly(got[1]);
                    expected = expected == null ? got : expected;
                    for (int i = 0; i < got.length; i++) {
                        assertThat(got[i]).as("%s in %d pieces, result %d", c, pieces, i).containsExactly(expected[i]);
                    }
                }
            }
        }
    }

    @Test
    void namesTheFirstValueThatIsNotFinite() {
        LayerGraph.Builder b = LayerGraph.images(2, 4, 4);
        int first = b.convolution(0, ConvolutionStep.square(16, 3, 1, 1, 0));
        int second = b.convolution(b.activation(b.averagePool(first, 2, 1), Activation.TANH), ConvolutionStep.square(3, 3, 1, 1, 288));
        LayerGraph graph = b.build(b.averagePool(second, 2, 1));
        float[] p = new float[graph.requiredLength()];
        Arrays.fill(p, 0.1f);
        float[] x = new float[64];
        try (LayerProgram program = new LayerProgram(graph, 2, LIMIT)) {
            assertThat(program.firstNonFiniteValue(p, x, 2)).isEmpty();
            p[300] = Float.POSITIVE_INFINITY;
            Arrays.fill(x, 1);
            assertThat(program.firstNonFiniteValue(p, x, 2)).hasValue(second);
            p[20] = Float.NaN;
            assertThat(program.firstNonFiniteValue(p, x, 1)).hasValue(first);
            assertThatThrownBy(() -> program.backward(p, x, p, null)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        LayerGraph.Builder b = LayerGraph.images(2, 4, 4);
        assertThatThrownBy(() -> b.convolution(0, ConvolutionStep.square(3, 5, 1, 0, 0))).hasMessageContaining("5 x 5")
                .hasMessageContaining("[2, 4, 4]");
        assertThatThrownBy(() -> b.dense(0, 3, 0, OptionalInt.empty())).hasMessageContaining("vector");
        assertThatThrownBy(() -> b.maxPool(0, 5, 1)).hasMessageContaining("5");
        int y = b.convolution(0, ConvolutionStep.square(3, 3, 1, 1, 4));
        assertThatThrownBy(() -> b.add(y, 0)).hasMessageContaining("[2, 4, 4]").hasMessageContaining("[3, 4, 4]");
        LayerGraph graph = b.build(y);
        assertThat(graph.requiredLength()).isEqualTo(58);
        assertThatThrownBy(() -> new LayerProgram(graph, 2, 100)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit is 100").hasMessageContaining("" + LayerProgram.memoryBytes(graph, 2));
        assertThatThrownBy(() -> new LayerProgram(graph, 0, 100)).hasMessageContaining("got 0");
        int over = b.convolution(y, ConvolutionStep.square(3, 1, 1, 0, 5));
        assertThatThrownBy(() -> b.build(y)).hasMessageContaining("value " + over + " has no effect");
        assertThatThrownBy(() -> new LayerProgram(b.build(over), 2, LIMIT)).hasMessageContaining("overlap");
        float[] p = new float[58];
        float[] out = new float[96];
        LayerProgram program = new LayerProgram(graph, 2, LIMIT);
        assertThatThrownBy(() -> program.backward(p, out, p, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> program.forward(p, new float[64], 3, out)).hasMessageContaining("[1, 2], got 3");
        assertThatThrownBy(() -> program.forward(new float[57], new float[64], 2, out)).hasMessageContaining("58 floats, got 57");
        program.close();
        program.close();
        assertThatThrownBy(() -> program.forward(p, new float[64], 2, out)).hasMessageContaining("closed");
    }

    /** Twenty-four more layers without parameters to keep need no more memory if nothing must be kept; with tanh each is kept. */
    @Test
    void valuesThatNobodyNeedsShareMemory() {
        assertThat(chain(30, false)).isEqualTo(chain(6, false));
        assertThat(chain(30, true)).isGreaterThanOrEqualTo(chain(6, true) + 24 * 4 * 8 * 16 * 256L);
    }

    private static long chain(int depth, boolean tanh) {
        LayerGraph.Builder b = LayerGraph.images(16, 16, 16);
        int x = 0;
        for (int k = 0; k < depth; k++) {
            x = tanh ? b.activation(b.averagePool(x, 1, 1), Activation.TANH) : b.averagePool(x, 1, 1);
        }
        return LayerProgram.memoryBytes(b.build(x), 8);
    }

    /** Two hundred programs of some 10 MiB each: kept, they would take 2 GiB. */
    @Test
    void closingFreesNativeMemory() {
        GraphCase c = GraphCase.all(1).stream().filter(one -> one.name.startsWith("residual net 16")).findFirst().orElseThrow();
        float[] x = new float[512 * c.graph.inputShape().size()];
        float[] y = new float[512 * c.graph.outputShape().size()];
        assertThat(LayerProgram.memoryBytes(c.graph, 512)).isGreaterThan(8L << 20);
        long resident = 0;
        long counted = 0;
        for (int i = 0; i < 200; i++) {
            try (LayerProgram program = new LayerProgram(c.graph, 512, LIMIT)) {
                program.forward(c.p, x, 512, y);
                program.backward(c.p, y, new float[c.p.length], null);
            }
            if (i == 20) {
                resident = Pointer.physicalBytes();
                counted = Pointer.totalBytes();
            }
        }
        assertThat(Pointer.physicalBytes() - resident).isLessThan(150L << 20);
        assertThat(Pointer.totalBytes() - counted).isLessThan(1L << 20);
    }

    private static float[] trainedOnly(GraphCase c, float[] direction) {
        float[] out = direction.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = c.trained[i] ? out[i] : 0;
        }
        return out;
    }

    private static double partial(GraphCase c, double[] p, double[] x, int i, boolean byParameter) {
        double[] moved = byParameter ? p : x;
        double kept = moved[i];
        double difference = 0;
        for (int side = -1; side <= 1; side += 2) {
            moved[i] = kept + side * STEP;
            double[] y = new ReferenceGraph(c.graph, c.n).forward(p, x);
            for (int e = 0; e < y.length; e++) {
                difference += side * y[e] * c.gy[e];
            }
        }
        moved[i] = kept;
        return difference / (2 * STEP);
    }

    private static double[] directional(GraphCase c, float[] dx, float[] dp) {
        double[][] sides = new double[2][];
        for (int side = 0; side < 2; side++) {
            double t = side == 0 ? -STEP : STEP;
            double[] p = widen(c.p);
            double[] x = widen(c.x);
            for (int i = 0; i < p.length; i++) {
                p[i] += t * dp[i];
            }
            for (int i = 0; i < x.length; i++) {
                x[i] += t * dx[i];
            }
            sides[side] = new ReferenceGraph(c.graph, c.n).forward(p, x);
        }
        for (int e = 0; e < sides[0].length; e++) {
            sides[0][e] = (sides[1][e] - sides[0][e]) / (2 * STEP);
        }
        return sides[0];
    }

    /** The difference is measured against the largest entry of the result or of what entered. */
    static void assertClose(float[] got, double[] expected, String name, float[] entering) {
        double size = 0;
        for (float value : entering) {
            size = Math.max(size, Math.abs(value));
        }
        double worst = 0;
        int at = 0;
        for (int i = 0; i < expected.length; i++) {
            size = Math.max(size, Math.abs(expected[i]));
            double difference = Math.abs(got[i] - expected[i]);
            if (!(difference <= worst)) {
                worst = difference;
                at = i;
            }
        }
        assertThat(worst).as("%s: largest difference, at %d of %d (%s for %s), where the largest entry is %s", name, at, expected.length,
                got[at], expected[at], size).isLessThanOrEqualTo(TOLERANCE * size);
    }
}
