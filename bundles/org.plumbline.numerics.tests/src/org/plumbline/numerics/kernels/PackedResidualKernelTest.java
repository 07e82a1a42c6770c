package org.plumbline.numerics.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A net must have the same bits alone, where they are compared with formulas, and among others. */
class PackedResidualKernelTest {

    static List<StackCase> cases() {
        List<StackCase> all = StackCase.all(System.nanoTime());
        // Every fifth, another set each time; all take twenty seconds.
        int start = (int) (System.nanoTime() & 3);
        return IntStream.range(0, all.size()).filter(i -> i % 5 == start).mapToObj(all::get).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachNetHasTheBitsThatItHasAlone(StackCase first) {
        int nets = PackedResidualKernel.nets();
        List<StackCase> cases = IntStream.range(0, nets)
                .mapToObj(net -> net == 0 ? first : new StackCase(first.shape, first.rows, System.nanoTime())).toList();
        float[] p = new float[nets * first.p.length];
        float[] x = new float[nets * first.x.length];
        float[] gy = new float[x.length];
        float[] y = new float[x.length];
        float[] dx = new float[x.length];
        float[] gradients = new float[p.length];
        for (int net = 0; net < nets; net++) {
            PackedResidualKernel.put(cases.get(net).p, net, p);
            PackedResidualKernel.put(cases.get(net).x, net, x);
            PackedResidualKernel.put(cases.get(net).gy, net, gy);
        }
        PackedResidualKernel packed = new PackedResidualKernel(first.shape, first.slices, 32);
        packed.forward(p, x, first.rows, y);
        packed.backward(p, gy, gradients, dx);

        ResidualDenseKernel alone = new ResidualDenseKernel(first.shape, first.slices, 32);
        for (int net = 0; net < nets; net++) {
            StackCase c = cases.get(net);
            float[] expected = new float[c.x.length];
            alone.forward(c.p, c.x, c.rows, expected);
            assertThat(taken(y, net, expected.length)).as("y of net %d", net).containsExactly(expected);
            float[] gradient = new float[c.p.length];
            alone.backward(c.p, c.gy, gradient, expected);
            assertThat(taken(dx, net, expected.length)).as("dx of net %d", net).containsExactly(expected);
            assertThat(taken(gradients, net, gradient.length)).as("gradient of net %d", net).containsExactly(gradient);
        }
    }

    private static float[] taken(float[] packed, int net, int length) {
        float[] out = new float[length];
        PackedResidualKernel.take(packed, net, out);
        return out;
    }

    @Test
    void refusesWhatDoesNotFit() {
        ResidualDenseShape shape = new ResidualDenseShape(2, 3, Activation.TANH, LayerScale.shared(), true);
        ParameterSlices slices = ParameterSlices.contiguous(shape, 0);
        PackedResidualKernel kernel = new PackedResidualKernel(shape, slices, 4);
        float[] p = new float[shape.parameterCount() * PackedResidualKernel.nets()];
        float[] x = new float[4 * 3 * PackedResidualKernel.nets()];
        assertThatThrownBy(() -> kernel.backward(p, x, p, null)).hasMessageContaining("no forward pass");
        assertThatThrownBy(() -> kernel.forward(p, x, 5, x)).hasMessageContaining("[1, 4], got 5");
        assertThatThrownBy(() -> kernel.forward(p, new float[2], 4, x)).hasMessageContaining("x needs").hasMessageContaining("got 2");
        assertThatThrownBy(() -> kernel.forward(new float[2], x, 4, x)).hasMessageContaining("parameters needs");
        assertThatThrownBy(() -> new PackedResidualKernel(shape, slices, 0)).hasMessageContaining("got batch 0");
    }
}
