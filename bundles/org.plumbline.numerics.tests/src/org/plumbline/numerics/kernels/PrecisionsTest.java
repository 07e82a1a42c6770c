package org.plumbline.numerics.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.numerics.kernels.StackCase.widen;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.numerics.kernels.float64.DoubleResidualDenseKernel;

/** The kernels of both precisions on the same numbers differ by single precision's rounding and no more. */
class PrecisionsTest {

    /** Chains of at most 33 fused operations over at most four layers, as in ResidualDenseKernelTest. */
    private static final double TOLERANCE = 200 * 0x1p-24;

    static List<StackCase> cases() {
        List<StackCase> all = StackCase.differentiable(System.nanoTime());
        int start = (int) (System.nanoTime() & 3);
        return IntStream.range(0, all.size()).filter(i -> i % 5 == start).mapToObj(all::get).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAndDerivativesAgree(StackCase c) {
        float[] y = new float[c.x.length];
        float[] dy = new float[c.x.length];
        float[] dx = new float[c.x.length];
        float[] gradient = new float[c.p.length];
        ResidualDenseKernel single = new ResidualDenseKernel(c.shape, c.slices, c.rows);
        single.forward(c.p, c.x, c.rows, y);
        single.tangent(c.p, c.directionOfX, c.direction, dy);
        single.backward(c.p, c.gy, gradient, dx);

        double[] yWide = new double[y.length];
        double[] dyWide = new double[y.length];
        double[] dxWide = new double[y.length];
        double[] gradientWide = new double[gradient.length];
        double[] p = widen(c.p);
        DoubleResidualDenseKernel twin = new DoubleResidualDenseKernel(c.shape, c.slices, c.rows);
        twin.forward(p, widen(c.x), c.rows, yWide);
        twin.tangent(p, widen(c.directionOfX), widen(c.direction), dyWide);
        twin.backward(p, widen(c.gy), gradientWide, dxWide);

        assertClose(y, yWide, c.x);
        assertClose(dy, dyWide, c.directionOfX);
        assertClose(dx, dxWide, c.gy);
        assertClose(gradient, gradientWide, c.gy);
    }

    /** Rounding is relative to the terms that are added up: the largest of what enters and what comes out. */
    private static void assertClose(float[] got, double[] expected, float[] entering) {
        double size = 1e-3;
        for (float value : entering) {
            size = Math.max(size, Math.abs(value));
        }
        for (double value : expected) {
            size = Math.max(size, Math.abs(value));
        }
        for (int i = 0; i < got.length; i++) {
            assertThat(Math.abs(got[i] - expected[i])).as("entry %d: %s and %s", i, got[i], expected[i])
                    .isLessThanOrEqualTo(TOLERANCE * size);
        }
    }
}
