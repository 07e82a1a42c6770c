// Generated from PackedResidualKernelTest.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;
import org.plumbline.numerics.kernels.ParameterSlices;
import org.plumbline.numerics.kernels.ResidualDenseShape;

/** A net must have the same bits alone, where they are compared with formulas, and among others. */
class DoublePackedResidualKernelTest {

    static List<StackCase> cases() {
        List<StackCase> all = StackCase.all(System.nanoTime());
        // Every fifth, another set each time; all take twenty seconds.
        int start = (int) (System.nanoTime() & 3);
        return IntStream.range(0, all.size()).filter(i -> i % 5 == start).mapToObj(all::get).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachNetHasTheBitsThatItHasAlone(StackCase first) {
        int nets = DoublePackedResidualKernel.nets();
        List<StackCase> cases = IntStream.range(0, nets)
                .mapToObj(net -> net == 0 ? first : new StackCase(first.shape, first.rows, System.nanoTime())).toList();
        double[] p = new double[nets * first.p.length];
        double[] x = new double[nets * first.x.length];
        double[] gy = new double[x.length];
        double[] y = new double[x.length];
        double[] dx = new double[x.length];
        double[] gradients = new double[p.length];
        for (int net = 0; net < nets; net++) {
            DoublePackedResidualKernel.put(cases.get(net).p, net, p);
            DoublePackedResidualKernel.put(cases.get(net).x, net, x);
            DoublePackedResidualKernel.put(cases.get(net).gy, net, gy);
        }
        DoublePackedResidualKernel packed = new DoublePackedResidualKernel(first.shape, first.slices, 32);
        packed.forward(p, x, first.rows, y);
        packed.backward(p, gy, gradients, dx);

        DoubleResidualDenseKernel alone = new DoubleResidualDenseKernel(first.shape, first.slices, 32);
        for (int net = 0; net < nets; net++) {
            StackCase c = cases.get(net);
            double[] expected = new double[c.x.length];
            alone.forward(c.p, c.x, c.rows, expected);
            assertThat(taken(y, net, expected.length)).as("y of net %d", net).containsExactly(expected);
            double[] gradient = new double[c.p.length];
            alone.backward(c.p, c.gy, gradient, expected);
            assertThat(taken(dx, net, expected.length)).as("dx of net %d", net).containsExactly(expected);
            assertThat(taken(gradients, net, gradient.length)).as("gradient of net %d", net).containsExactly(gradient);
        }
    }

    private static double[] taken(double[] packed, int net, int length) {
        double[] out = new double[length];
        DoublePackedResidualKernel.take(packed, net, out);
        return out;
    }

    @Test
    void refusesWhatDoesNotFit() {
        ResidualDenseShape shape = new ResidualDenseShape(2, 3, Activation.TANH, LayerScale.shared(), true);
        ParameterSlices slices = ParameterSlices.contiguous(shape, 0);
        DoublePackedResidualKernel kernel = new DoublePackedResidualKernel(shape, slices, 4);
        double[] p = new double[shape.parameterCount() * DoublePackedResidualKernel.nets()];
        double[] x = new double[4 * 3 * DoublePackedResidualKernel.nets()];
        assertThatThrownBy(() -> kernel.backward(p, x, p, null)).hasMessageContaining("no forward pass");
        assertThatThrownBy(() -> kernel.forward(p, x, 5, x)).hasMessageContaining("[1, 4], got 5");
        assertThatThrownBy(() -> kernel.forward(p, new double[2], 4, x)).hasMessageContaining("x needs").hasMessageContaining("got 2");
        assertThatThrownBy(() -> kernel.forward(new double[2], x, 4, x)).hasMessageContaining("parameters needs");
        assertThatThrownBy(() -> new DoublePackedResidualKernel(shape, slices, 0)).hasMessageContaining("got batch 0");
    }
}
