package org.plumbline.numerics.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.plumbline.numerics.kernels.StackCase.widen;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the double reference on fresh input; the largest difference is measured against the largest entry. */
class ResidualDenseKernelTest {

    private static final int CAPACITY = 32;
    /** Chains of at most 33 fused operations over at most four layers: well below 200 units of 2^-24. */
    private static final double TOLERANCE = 200 * 0x1p-24;

    static List<StackCase> cases() {
        return StackCase.differentiable(System.nanoTime());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void forwardAgreesWithTheReference(StackCase c) {
        float[] y = new float[c.x.length];
        kernel(c).forward(c.p, c.x, c.rows, y);
        assertClose(y, c.reference().forward(widen(c.p), widen(c.x)), "y", c.x);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void backwardAgreesWithTheReference(StackCase c) {
        ResidualDenseKernel kernel = kernel(c);
        float[] y = new float[c.x.length];
        float[] gradient = new float[c.p.length];
        Arrays.fill(gradient, 5);
        float[] dx = new float[c.x.length];
        kernel.forward(c.p, c.x, c.rows, y);
        kernel.backward(c.p, c.gy, gradient, dx);

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

    /** <J v, u> = <v, J^T u> with the kernel's own gradient, and J v by central differences of the double reference. */
    @ParameterizedTest
    @MethodSource("cases")
    void tangentIsTheTransposeOfBackwardAndTheLimitOfDifferences(StackCase c) {
        ResidualDenseKernel kernel = kernel(c);
        float[] y = new float[c.x.length];
        float[] dy = new float[c.x.length];
        float[] gradient = new float[c.p.length];
        float[] dx = new float[c.x.length];
        kernel.forward(c.p, c.x, c.rows, y);
        kernel.tangent(c.p, c.directionOfX, c.direction, dy);
        kernel.backward(c.p, c.gy, gradient, dx);

        double[] change = widen(dy);
        double[] slopes = widen(gradient);
        double left = dot(change, widen(c.gy));
        double right = dot(widen(dx), widen(c.directionOfX)) + dot(slopes, widen(c.direction));
        double size = norm(change) * norm(widen(c.gy)) + norm(slopes) * norm(widen(c.direction));
        assertThat(left).isCloseTo(right, within(TOLERANCE * size));
        if (!hasKink(c) && !crossesZeroScale(c, ReferenceResidualDense.STEP)) { // differences across a kink are no derivative
            double[] differences = c.reference().differences(widen(c.p), widen(c.x), widen(c.direction), widen(c.directionOfX));
            assertClose(dy, differences, "tangent", c.directionOfX);
        }
    }

    /** Whether the one trainable delta changes its sign between the two points of a difference: |delta| has its kink there. */
    private static boolean crossesZeroScale(StackCase c, double step) {
        int delta = c.slices.offsetDelta();
        return c.shape.scale().equals(LayerScale.shared()) && Math.abs(c.p[delta]) <= step * Math.abs(c.direction[delta]);
    }

    /** The reference's gradient, on which the tests above rest, by central differences of its own values. */
    @ParameterizedTest
    @MethodSource("cases")
    void referenceGradientIsTheLimitOfDifferences(StackCase c) {
        ReferenceResidualDense reference = c.reference();
        double[] p = widen(c.p);
        double[] x = widen(c.x);
        double[] gy = widen(c.gy);
        double[] gradient = reference.backward(p, x, gy, new double[x.length]);
        double step = 1e-6;
        int failures = 0;
        for (int i = 0; i < p.length; i += 1 + p.length / 7) {
            double kept = p[i];
            p[i] = kept + step;
            double above = dot(reference.forward(p, x), gy);
            p[i] = kept - step;
            double below = dot(reference.forward(p, x), gy);
            p[i] = kept;
            if (Math.abs((above - below) / (2 * step) - gradient[i]) > 1e-6 * (1 + Math.abs(gradient[i]) + Math.sqrt(dot(gy, gy)))) {
                failures++;
            }
        }
        // A kink may lie within the step, with probability about 1e-4 for each entry.
        assertThat(failures).isLessThanOrEqualTo(hasKink(c) ? 1 : 0);
    }

    private static boolean hasKink(StackCase c) {
        return switch (c.shape.activation()) {
            case TANH, IDENTITY -> false;
            case RELU, LEAKY_RELU, HARD_TANH -> true;
        };
    }

    @Test
    void rowsDoNotDependOnTheirCompanions() {
        StackCase c = new StackCase(tanh(3, 10), 13, System.nanoTime());
        float[] all = new float[130];
        float[] one = new float[10];
        kernel(c).forward(c.p, c.x, 13, all);
        for (int row = 0; row < 13; row++) {
            kernel(c).forward(c.p, Arrays.copyOfRange(c.x, row * 10, row * 10 + 10), 1, one);
            assertThat(Arrays.copyOfRange(all, row * 10, row * 10 + 10)).containsExactly(one);
        }
    }

    /** Frozen bits: measured equal with 512, 256 and 128 bits wide vectors. */
    @Test
    void bitsAreTheSameOnEveryMachine() {
        CRC32 crc = new CRC32();
        CRC32 crcOfLater = new CRC32();
        int seed = 0;
        for (StackCase c : StackCase.all(1)) {
            if (seed++ % 5 == 0) {
                if (seed > 432) { // after tanh, ReLU and identity, whose number was frozen first
                    bits(c, crcOfLater);
                } else {
                    bits(c, crc);
                }
            }
        }
        assertThat(crc.getValue()).as("tanh, ReLU, identity").isEqualTo(940955329L);
        assertThat(crcOfLater.getValue()).as("leaky ReLU, hard tanh").isEqualTo(520734593L);
    }

    private static void bits(StackCase c, CRC32 crc) {
        ResidualDenseKernel kernel = kernel(c);
        float[] y = new float[c.x.length];
        float[] gradient = new float[c.p.length];
        kernel.forward(c.p, c.x, c.rows, y);
        update(crc, y);
        kernel.backward(c.p, c.gy, gradient, null);
        update(crc, gradient);
        kernel.tangent(c.p, null, c.direction, y);
        update(crc, y);
    }

    private static void update(CRC32 crc, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        crc.update(bytes.array());
    }

    @Test
    void namesTheFirstLayerThatIsNotFinite() {
        ResidualDenseShape shape = new ResidualDenseShape(5, 3, Activation.IDENTITY, LayerScale.one(), false);
        StackCase c = new StackCase(shape, 2, 1);
        ResidualDenseKernel kernel = kernel(c);
        float[] y = new float[6];
        kernel.forward(c.p, c.x, 2, y);
        assertThat(kernel.firstNonFiniteLayer()).isEmpty();
        c.p[c.slices.offsetA() + 3 * 9 + 4] = Float.POSITIVE_INFINITY;
        kernel.forward(c.p, c.x, 2, y);
        assertThat(kernel.firstNonFiniteLayer()).hasValue(3);
    }

    @Test
    void keepsTheStates() {
        StackCase c = new StackCase(tanh(4, 3), 5, System.nanoTime());
        ResidualDenseKernel kernel = kernel(c);
        float[] y = new float[15];
        float[] state = new float[15];
        kernel.forward(c.p, c.x, 5, y);
        double[][] expected = c.reference().states(widen(c.p), widen(c.x));
        for (int k = 0; k <= 4; k++) {
            kernel.state(k, state);
            assertClose(state, expected[k], "state " + k, c.x);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        StackCase c = new StackCase(tanh(2, 3), 2, 1);
        ResidualDenseKernel kernel = kernel(c);
        assertThatThrownBy(() -> kernel.backward(c.p, c.gy, c.p, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kernel.forward(c.p, c.x, 33, c.x)).hasMessageContaining("[1, 32], got 33");
        assertThatThrownBy(() -> kernel.forward(new float[3], c.x, 2, c.x)).hasMessageContaining("parameters").hasMessageContaining("got 3");
        assertThatThrownBy(() -> kernel.forward(c.p, new float[5], 2, c.x)).hasMessageContaining("x needs 6 floats, got 5");
        assertThatThrownBy(() -> tanh(0, 3)).hasMessageContaining("depth must be >= 1, got 0");
        assertThatThrownBy(() -> tanh(1, 513)).hasMessageContaining("[1, 512], got 513");
        assertThatThrownBy(() -> tanh(100_000, 512)).hasMessageContaining("depth 100000");
        assertThatThrownBy(() -> new ResidualDenseKernel(tanh(2, 3), ParameterSlices.contiguous(tanh(2, 3), 0), 0))
                .hasMessageContaining("got batch 0");
        assertThatThrownBy(() -> LayerScale.constant(Float.NaN)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> new ParameterSlices(0, -1, 0)).hasMessageContaining("b -1");
    }

    private static ResidualDenseShape tanh(int depth, int width) {
        return new ResidualDenseShape(depth, width, Activation.TANH, LayerScale.shared(), true);
    }

    private static ResidualDenseKernel kernel(StackCase c) {
        return new ResidualDenseKernel(c.shape, c.slices, CAPACITY);
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * Rounding is relative to the terms that are added up, and the skip connections add up what enters: where a sum
     * nearly cancels, as a stack of width 1 may by chance, its own size says nothing of its error.
     */
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
                .isLessThanOrEqualTo(TOLERANCE * Math.max(size, 1e-3));
    }
}
