package org.plumbline.numerics.dnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.plumbline.numerics.dnn.ConvolutionCase.widen;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.numerics.kernels.Activation;

/** Against the reference and its central differences, on fresh input away from kinks. */
class DoubleLayerProgramTest {

    private static final long LIMIT = 1L << 30;
    private static final double STEP = 1e-6;
    /** 1000 units of 2^-53, as in single precision those of 2^-24: see LayerProgramTest. */
    private static final double TOLERANCE = 1000 * 0x1p-53;
    /** Rounding 2^-53 / STEP = 1e-10, and STEP^2 times third derivatives, which normalisations may make 1e4; a wrong term is of order 1. */
    private static final double OF_DIFFERENCES = 1e-6;
    private static final int ENTRIES = 60;

    static List<GraphCase> cases() {
        return GraphCase.all(System.nanoTime());
    }

    /** All that a program gives at one point. */
    private record Results(double[] y, double[] gradient, double[] dx, double[] dy) {
        static Results of(GraphCase c, DoubleLayerProgram program, double[] direction) {
            Results r = new Results(new double[c.gy.length], new double[c.p.length], new double[c.x.length], new double[c.gy.length]);
            Arrays.fill(r.gradient, 5);
            program.forward(widen(c.p), widen(c.x), c.n, r.y);
            program.tangent(widen(c.p), widen(c.directionOfX), direction, r.dy);
            program.backward(widen(c.p), widen(c.gy), r.gradient, r.dx);
            return r;
        }
    }

    private static DoubleLayerProgram program(GraphCase c) {
        return new DoubleLayerProgram(c.graph, DoubleLayerProgram.plan(c.graph, c.n + 1, LIMIT));
    }

    private static double[] trainedOnly(GraphCase c) {
        double[] out = widen(c.direction);
        for (int i = 0; i < out.length; i++) {
            out[i] = c.trained[i] ? out[i] : 0;
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheReferenceAndItsDifferences(GraphCase c) {
        double[] direction = trainedOnly(c);
        DoubleLayerProgram program = program(c);
        Results r = Results.of(c, program, direction);
        assertClose(r.y, new ReferenceGraph(c.graph, c.n).forward(widen(c.p), widen(c.x)), TOLERANCE, "y");
        assertClose(r.dy, directional(c, widen(c.directionOfX), direction), OF_DIFFERENCES, "tangent");
        double right = dot(r.gradient, direction) + dot(r.dx, widen(c.directionOfX));
        assertThat(dot(r.dy, widen(c.gy))).isCloseTo(right, within(10 * TOLERANCE * (norm(r.dy) * norm(widen(c.gy))
                + norm(r.gradient) * norm(direction) + norm(r.dx) * norm(widen(c.directionOfX)))));
        double[] expected = r.gradient.clone();
        for (int i = 0; i < c.p.length; i += c.trained[i] ? 1 + c.p.length / ENTRIES : 1) {
            expected[i] = c.trained[i] ? partial(c, true, i) : 5;
        }
        assertClose(r.gradient, expected, OF_DIFFERENCES, "gradient");
        double[] expectedDx = r.dx.clone();
        for (int i = 0; i < c.x.length; i += 1 + c.x.length / ENTRIES) {
            expectedDx[i] = partial(c, false, i);
        }
        assertClose(r.dx, expectedDx, OF_DIFFERENCES, "dx");
        double[] byX = new double[r.dy.length];
        program.tangent(widen(c.p), widen(c.directionOfX), null, byX);
        double[] byParameters = new double[r.dy.length];
        program.tangent(widen(c.p), null, direction, byParameters);
        Arrays.setAll(byX, i -> byX[i] + byParameters[i]);
        assertClose(byX, r.dy, 10 * TOLERANCE, "tangents of x and p together");
    }

    /** Also after passes in between, in pieces, after another batch size, and without the derivative by x. */
    @ParameterizedTest
    @MethodSource("cases")
    void equalCallsGiveEqualBits(GraphCase c) {
        double[] direction = trainedOnly(c);
        Results expected = Results.of(c, program(c), direction);
        for (int pieces : new int[] {1, 2, 5}) {
            DoubleLayerProgram program = new DoubleLayerProgram(c.graph, new LayerProgram.Plan(c.n + 1, pieces, 0));
            for (int round = 0; round < 2; round++) {
                Results r = Results.of(c, program, direction);
                assertThat(r.y).as("y in %d pieces", pieces).containsExactly(expected.y);
                assertThat(r.dy).as("tangent in %d pieces", pieces).containsExactly(expected.dy);
                assertThat(r.gradient).as("gradient in %d pieces", pieces).containsExactly(expected.gradient);
                assertThat(r.dx).as("dx in %d pieces", pieces).containsExactly(expected.dx);
                double[] again = r.gradient.clone();
                program.backward(widen(c.p), widen(c.gy), again, null);
                assertThat(again).as("gradient alone in %d pieces", pieces).containsExactly(expected.gradient);
                double[] larger = Arrays.copyOf(widen(c.x), c.x.length + c.graph.inputShape().size());
                program.forward(widen(c.p), larger, c.n + 1, new double[c.gy.length + c.graph.outputShape().size()]);
                program.backward(widen(c.p), new double[c.gy.length + c.graph.outputShape().size()], new double[c.p.length], null);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void keepsNaN(Activation activation) {
        LayerGraph.Builder b = LayerGraph.images(2, 3, 3);
        int y = b.activation(b.convolution(0, ConvolutionStep.square(5, 3, 1, 1, 0)), activation);
        y = b.batchNorm(y, NormalisationStep.ofBatch(0.1, 90, 95));
        y = b.maxPool(b.activation(y, activation), 2, 1);
        LayerGraph graph = b.build(y);
        double[] p = new double[graph.requiredLength()];
        Arrays.fill(p, 0.1);
        double[] x = new double[18];
        double[] out = new double[20];
        DoubleLayerProgram program = new DoubleLayerProgram(graph, DoubleLayerProgram.plan(graph, 1, LIMIT));
        program.forward(p, x, 1, out);
        assertThat(out).doesNotContain(Double.NaN);
        x[4] = Double.NaN;
        program.forward(p, x, 1, out);
        assertThat(out).contains(Double.NaN);
        x[4] = 0;
        program.forward(p, x, 1, out);
        assertThat(out).doesNotContain(Double.NaN);
    }

    @Test
    void piecesNeedLessMemoryAndLimitsAreKept() {
        LayerGraph.Builder b = LayerGraph.images(8, 16, 16);
        int x = 0;
        for (int k = 0; k < 60; k++) {
            x = b.activation(b.convolution(x, ConvolutionStep.square(8, 3, 1, 1, 576 * k)), Activation.TANH);
        }
        LayerGraph graph = b.build(x);
        long all = DoubleLayerProgram.plan(graph, 4, LIMIT).memoryBytes();
        assertThat(all).isGreaterThan(60L * 4 * 8 * 256 * 8);
        LayerProgram.Plan little = DoubleLayerProgram.plan(graph, 4, all / 3);
        assertThat(little.memoryBytes()).isLessThanOrEqualTo(all / 3);
        assertThat(little.pieces()).isGreaterThan(1);
        assertThatThrownBy(() -> DoubleLayerProgram.plan(graph, 4, 1000)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit is 1000").hasMessageContaining("heap");
    }

    @Test
    void refusesWhatDoesNotFit() {
        LayerGraph.Builder b = LayerGraph.images(2, 4, 4);
        int y = b.convolution(0, ConvolutionStep.square(3, 3, 1, 1, 4));
        LayerGraph graph = b.build(y);
        assertThatThrownBy(() -> DoubleLayerProgram.plan(graph, 0, 100)).hasMessageContaining("got 0");
        double[] p = new double[58];
        double[] out = new double[96];
        DoubleLayerProgram program = new DoubleLayerProgram(graph, new LayerProgram.Plan(2, 1, 0));
        assertThatThrownBy(() -> program.backward(p, out, p, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> program.forward(p, new double[64], 3, out)).hasMessageContaining("[1, 2], got 3");
        assertThatThrownBy(() -> program.forward(new double[57], new double[64], 2, out)).hasMessageContaining("58 doubles, got 57");
        LayerGraph.Builder d = LayerGraph.images(2, 4, 4);
        int first = d.convolution(0, ConvolutionStep.square(3, 3, 1, 1, 4));
        LayerGraph overlapping = d.build(d.convolution(first, ConvolutionStep.square(3, 1, 1, 0, 5)));
        assertThatThrownBy(() -> new DoubleLayerProgram(overlapping, new LayerProgram.Plan(2, 1, 0))).hasMessageContaining("overlap");
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double partial(GraphCase c, boolean byParameter, int i) {
        double[] p = widen(c.p);
        double[] x = widen(c.x);
        double[] moved = byParameter ? p : x;
        double kept = moved[i];
        double difference = 0;
        for (int side = -1; side <= 1; side += 2) {
            moved[i] = kept + side * STEP;
            difference += side * dot(new ReferenceGraph(c.graph, c.n).forward(p, x), widen(c.gy));
        }
        return difference / (2 * STEP);
    }

    private static double[] directional(GraphCase c, double[] dx, double[] dp) {
        double[][] sides = new double[2][];
        for (int side = 0; side < 2; side++) {
            double t = side == 0 ? -STEP : STEP;
            double[] p = widen(c.p);
            double[] x = widen(c.x);
            Arrays.setAll(p, i -> p[i] + t * dp[i]);
            Arrays.setAll(x, i -> x[i] + t * dx[i]);
            sides[side] = new ReferenceGraph(c.graph, c.n).forward(p, x);
        }
        double[] result = new double[sides[0].length];
        Arrays.setAll(result, e -> (sides[1][e] - sides[0][e]) / (2 * STEP));
        return result;
    }

    /** The difference is measured against the largest entry, or 1. */
    private static void assertClose(double[] got, double[] expected, double tolerance, String name) {
        double size = 1;
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
                got[at], expected[at], size).isLessThanOrEqualTo(tolerance * size);
    }
}
