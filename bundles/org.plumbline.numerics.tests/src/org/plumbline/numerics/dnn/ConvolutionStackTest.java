package org.plumbline.numerics.dnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.plumbline.numerics.dnn.ConvolutionCase.widen;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.numerics.kernels.Activation;

/** Against the double reference on fresh input away from the kink of the ReLU. */
class ConvolutionStackTest {

    /** Sums of at most 425 products over at most three layers, and the library's tanh: below 400 units of 2^-24. */
    private static final double TOLERANCE = 400 * 0x1p-24;

    static List<ConvolutionCase> cases() {
        return ConvolutionCase.all(System.nanoTime());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void forwardAgreesWithTheReference(ConvolutionCase c) {
        float[] y = new float[c.x.length];
        try (ConvolutionStack stack = c.stack()) {
            stack.forward(c.p, c.x, c.n, y);
        }
        assertClose(y, c.reference().forward(widen(c.p), widen(c.x)), "y", c.x);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void backwardAgreesWithTheReference(ConvolutionCase c) {
        float[] y = new float[c.x.length];
        float[] gradient = new float[c.p.length];
        Arrays.fill(gradient, 5);
        float[] dx = new float[c.x.length];
        try (ConvolutionStack stack = c.stack()) {
            stack.forward(c.p, c.x, c.n, y);
            stack.backward(c.p, c.gy, gradient, dx);
        }
        double[] expectedDx = new double[dx.length];
        double[] expected = c.reference().backward(widen(c.p), widen(c.x), widen(c.gy), expectedDx);
        assertClose(dx, expectedDx, "dx", c.gy);
        for (int i = 0; i < gradient.length; i++) {
            if (!c.inSlices(i)) {
                assertThat(gradient[i]).as("entry %d belongs to no slice", i).isEqualTo(5);
                expected[i] = 5;
            }
        }
        assertClose(gradient, expected, "gradient", c.gy);
    }

    /** <J v, u> = <v, J^T u> with the stack's own gradient, and J v by central differences of the double reference. */
    @ParameterizedTest
    @MethodSource("cases")
    void tangentIsTheTransposeOfBackwardAndTheLimitOfDifferences(ConvolutionCase c) {
        float[] y = new float[c.x.length];
        float[] dy = new float[c.x.length];
        float[] gradient = new float[c.p.length];
        float[] dx = new float[c.x.length];
        try (ConvolutionStack stack = c.stack()) {
            stack.forward(c.p, c.x, c.n, y);
            stack.tangent(c.p, c.directionOfX, c.direction, dy);
            stack.backward(c.p, c.gy, gradient, dx);
        }
        double left = dot(dy, c.gy);
        double right = dot(dx, c.directionOfX) + dot(gradient, c.direction);
        double size = Math.sqrt(dot(dy, dy) * dot(c.gy, c.gy)) + Math.sqrt(dot(gradient, gradient) * dot(c.direction, c.direction));
        assertThat(left).isCloseTo(right, within(TOLERANCE * size));
        if (c.shape.activation() != Activation.RELU && c.shape.activation() != Activation.LEAKY_RELU) { // differences across a kink are no derivative
            assertClose(dy, differences(c, 1e-5), "tangent", c.directionOfX);
        }
    }

    private static double[] differences(ConvolutionCase c, double step) {
        double[][] y = new double[2][];
        for (int side = 0; side < 2; side++) {
            double t = side == 0 ? -step : step;
            double[] p = widen(c.p);
            double[] x = widen(c.x);
            for (int i = 0; i < p.length; i++) {
                p[i] += t * c.direction[i];
            }
            for (int i = 0; i < x.length; i++) {
                x[i] += t * c.directionOfX[i];
            }
            y[side] = c.reference().forward(p, x);
        }
        for (int i = 0; i < y[0].length; i++) {
            y[1][i] = (y[1][i] - y[0][i]) / (2 * step);
        }
        return y[1];
    }

    /** The reference's gradient, on which the tests above rest, by central differences of its own values. */
    @ParameterizedTest
    @MethodSource("cases")
    void referenceGradientIsTheLimitOfDifferences(ConvolutionCase c) {
        ReferenceConvolutions reference = c.reference();
        double[] p = widen(c.p);
        double[] x = widen(c.x);
        double[] gy = widen(c.gy);
        double[] gradient = reference.backward(p, x, gy, new double[x.length]);
        double step = 1e-6;
        for (int i = 0; i < p.length; i += 1 + p.length / 7) {
            double kept = p[i];
            p[i] = kept + step;
            double above = dot(reference.forward(p, x), gy);
            p[i] = kept - step;
            double below = dot(reference.forward(p, x), gy);
            p[i] = kept;
            assertThat((above - below) / (2 * step)).isCloseTo(gradient[i],
                    within(1e-6 * (1 + Math.abs(gradient[i]) + Math.sqrt(dot(gy, gy)))));
        }
    }

    /**
     * By hand: the identity, one channel, an image of 1 x 3 with (1, 2, 4), kernel row (10, 1, 100), the other rows 0.
     * Zero padding: 0*10 + 1 + 200 = 201; 10 + 2 + 400 = 412; 20 + 4 + 0 = 24. A true convolution would give 21 first.
     */
    @Test
    void slidesTheKernelWithoutTurningIt() {
        ConvolutionShape shape = ConvolutionShape.plain(1, 1, 1, 3, 3, Activation.IDENTITY, true);
        float[] p = {0, 0, 0, 10, 1, 100, 0, 0, 0, 0.5f};
        float[] y = new float[3];
        try (ConvolutionStack stack = new ConvolutionStack(ConvolutionPlan.of(shape, 1, 1 << 20),
                ConvolutionSlices.contiguous(shape, 0))) {
            stack.forward(p, new float[] {1, 2, 4}, 1, y);
        }
        assertThat(y).containsExactly(201.5f, 412.5f, 24.5f);
    }

    /** By hand: max(z, 0) to the bit, without the sign of zero that z times 0 would leave; NaN stays NaN. */
    @Test
    void reluIsExactAndKeepsNaN() {
        ConvolutionShape shape = ConvolutionShape.plain(1, 1, 2, 4, 1, Activation.RELU, false);
        float[] x = {-3, -0x1p-126f, -0f, 0, 0x1p-126f, 1e-20f, 3e38f, Float.NaN};
        float[] y = new float[8];
        try (ConvolutionStack stack = new ConvolutionStack(ConvolutionPlan.of(shape, 1, 1 << 20),
                ConvolutionSlices.contiguous(shape, 0))) {
            stack.forward(new float[] {1}, x, 1, y);
        }
        assertThat(y).containsExactly(0, 0, 0, 0, 0x1p-126f, 1e-20f, 3e38f, Float.NaN);
        assertThat(1 / y[0]).isEqualTo(Float.POSITIVE_INFINITY);
    }

    /** A batch below the capacity, then the capacity again, on one stack. */
    @Test
    void servesSmallerBatches() {
        ConvolutionCase c = new ConvolutionCase(ConvolutionShape.plain(2, 5, 6, 4, 3, Activation.TANH, true), 4, System.nanoTime());
        int one = c.shape.imageSize();
        float[] all = new float[4 * one];
        float[] some = new float[3 * one];
        try (ConvolutionStack stack = c.stack()) {
            stack.forward(c.p, c.x, 4, all);
            stack.forward(c.p, c.x, 3, some);
            double[] expected = c.reference().forward(widen(c.p), widen(c.x));
            assertClose(some, Arrays.copyOf(expected, some.length), "three of four", c.x);
            stack.forward(c.p, c.x, 4, all);
            assertClose(all, expected, "four", c.x);
        }
    }

    @Test
    void namesTheFirstLayerThatIsNotFinite() {
        for (Activation activation : List.of(Activation.IDENTITY, Activation.TANH, Activation.RELU)) {
            ConvolutionShape shape = ConvolutionShape.plain(5, 3, 4, 4, 3, activation, false);
            ConvolutionCase c = new ConvolutionCase(shape, 2, 1);
            float[] y = new float[c.x.length];
            try (ConvolutionStack stack = c.stack()) {
                stack.forward(c.p, c.x, 2, y);
                assertThat(stack.firstNonFiniteLayer(c.p)).isEmpty();
                c.p[c.slices.offsetWeights() + 3 * shape.layerWeights() + 4] = Float.NaN;
                stack.forward(c.p, c.x, 2, y);
                assertThat(stack.firstNonFiniteLayer(c.p)).as("%s", activation).hasValue(3);
            }
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        ConvolutionCase c = new ConvolutionCase(ConvolutionShape.plain(2, 3, 4, 4, 3, Activation.TANH, true), 2, 1);
        ConvolutionStack stack = c.stack();
        float[] x = c.x;
        assertThatThrownBy(() -> stack.backward(c.p, c.gy, c.p, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> stack.forward(c.p, x, 3, x)).hasMessageContaining("[1, 2], got 3");
        assertThatThrownBy(() -> stack.forward(new float[3], x, 2, x)).hasMessageContaining("parameters").hasMessageContaining("got 3");
        assertThatThrownBy(() -> stack.forward(c.p, new float[5], 2, x)).hasMessageContaining("x needs 96 floats, got 5");
        stack.close();
        stack.close();
        assertThatThrownBy(() -> stack.forward(c.p, x, 2, x)).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> ConvolutionShape.plain(1, 0, 4, 4, 3, Activation.TANH, true)).hasMessageContaining("channels must be >= 1, got 0");
        assertThatThrownBy(() -> ConvolutionShape.plain(1, 2, 4, 4, 4, Activation.TANH, true)).hasMessageContaining("odd").hasMessageContaining("got 4");
        assertThatThrownBy(() -> ConvolutionShape.plain(100_000, 512, 4, 4, 3, Activation.TANH, true)).hasMessageContaining("depth 100000");
        ConvolutionPlan plan = stack.plan();
        assertThatThrownBy(() -> new ConvolutionPlan(c.shape, 2, 3, 1, plan.stateBytes(), plan.fixedBytes(), plan.kernels()))
                .hasMessageContaining("[1, 2], got 3");
        assertThatThrownBy(() -> new ConvolutionSlices(-1, 0)).hasMessageContaining("weights -1");
    }

    private static double dot(float[] a, float[] b) {
        return dot(widen(a), widen(b));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Rounding is bounded by the terms that are added up, which may cancel: also by the largest entry of what entered. */
    private static void assertClose(float[] got, double[] expected, String name, float[] entering) {
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
        assertThat(worst).as("%s: largest difference, at %d of %d, where the largest entry or term is %s", name, at, expected.length, size)
                .isLessThanOrEqualTo(TOLERANCE * size);
    }
}
