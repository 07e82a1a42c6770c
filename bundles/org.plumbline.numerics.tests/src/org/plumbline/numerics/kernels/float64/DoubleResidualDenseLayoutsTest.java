// Generated from ResidualDenseLayoutsTest.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;
import org.plumbline.numerics.kernels.ResidualDenseShape;

/** A batch, in lines where that fills lanes better, against its rows alone and plain chains: the same bits, on fresh input. */
class DoubleResidualDenseLayoutsTest {

    /** Widths that take tiles of ten, four and one lines, batches of one to four vectors of sixteen lanes. */
    private static final int[] WIDTHS = {1, 5, 7, 10, 14, 20, 23, 31, 33};

    @ParameterizedTest
    @ValueSource(ints = {2, 15, 32, 40, 61})
    void batchHasTheBitsOfItsRowsAndOfPlainChains(int rows) {
        for (int width : WIDTHS) {
            for (Activation activation : Activation.values()) {
                check(new StackCase(new ResidualDenseShape(1, width, activation, LayerScale.perLayer(), true), rows, System.nanoTime()));
            }
        }
    }

    private static void check(StackCase c) {
        int width = c.shape.width();
        double[] weights = new double[width * width];
        double[] bias = new double[width];
        double[] y = new double[c.x.length];
        double[] dy = new double[c.x.length];
        double[] dx = new double[c.x.length];
        for (int row = 0; row < c.rows; row++) {
            double[] x = Arrays.copyOfRange(c.x, row * width, (row + 1) * width);
            double[] gy = Arrays.copyOfRange(c.gy, row * width, (row + 1) * width);
            double[][] one = passes(c, 1, x, gy, Arrays.copyOfRange(c.directionOfX, row * width, (row + 1) * width));
            System.arraycopy(one[0], 0, y, row * width, width);
            System.arraycopy(one[1], 0, dy, row * width, width);
            System.arraycopy(one[2], 0, dx, row * width, width);
            for (int j = 0; j < width; j++) {
                double dz = one[3][c.slices.offsetB() + j];
                bias[j] += dz;
                for (int i = 0; i < width; i++) {
                    weights[i * width + j] = Math.fma(x[i], dz, weights[i * width + j]);
                }
            }
        }
        double[][] got = passes(c, c.rows, c.x, c.gy, c.directionOfX);
        assertThat(got[0]).as("y of %s", c).containsExactly(y);
        assertThat(got[1]).as("dy of %s", c).containsExactly(dy);
        assertThat(got[2]).as("dx of %s", c).containsExactly(dx);
        assertSlice(got[3], c.slices.offsetA(), weights, "dA of " + c);
        assertSlice(got[3], c.slices.offsetB(), bias, "db of " + c);
        for (int i = 0; i < got[3].length; i++) {
            if (!c.inSlices(i)) {
                assertThat(got[3][i]).as("entry %d of %s belongs to no slice", i, c).isEqualTo(5);
            }
        }
    }

    /** y, dy, dx and the gradient, which is 5 where nothing was written. */
    private static double[][] passes(StackCase c, int rows, double[] x, double[] gy, double[] directionOfX) {
        DoubleResidualDenseKernel kernel = new DoubleResidualDenseKernel(c.shape, c.slices, rows);
        double[][] out = {new double[x.length], new double[x.length], new double[x.length], new double[c.p.length]};
        Arrays.fill(out[3], 5);
        kernel.forward(c.p, x, rows, out[0]);
        kernel.tangent(c.p, directionOfX, c.direction, out[1]);
        kernel.backward(c.p, gy, out[3], out[2]);
        return out;
    }

    private static void assertSlice(double[] array, int from, double[] expected, String name) {
        assertThat(Arrays.copyOfRange(array, from, from + expected.length)).as(name).containsExactly(expected);
    }
}
