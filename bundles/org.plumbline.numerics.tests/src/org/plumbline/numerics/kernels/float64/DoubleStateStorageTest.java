// Generated from StateStorageTest.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;
import org.plumbline.numerics.kernels.ResidualDenseShape;

/** What is kept must not show in any result, and must be what was announced. */
class DoubleStateStorageTest {

    @ParameterizedTest
    @EnumSource
    void resultsAreTheSameBitsWhateverIsKept(Activation activation) {
        for (LayerScale scale : List.of(LayerScale.constant(-0.3), LayerScale.shared(), LayerScale.perLayer())) {
            for (int width : new int[] {3, 10, 17}) {
                ResidualDenseShape shape = new ResidualDenseShape(11, width, activation, scale, true);
                StackCase c = new StackCase(shape, 13, System.nanoTime());
                double[][] expected = results(c, new DoubleStateStorage(11, true));
                for (DoubleStateStorage storage : List.of(new DoubleStateStorage(1, true), new DoubleStateStorage(4, true),
                        new DoubleStateStorage(100, true), new DoubleStateStorage(1, false), new DoubleStateStorage(4, false),
                        DoubleStateStorage.checkpoints(shape), DoubleStateStorage.all(shape, 13))) {
                    double[][] got = results(c, storage);
                    for (int i = 0; i < got.length; i++) {
                        assertThat(got[i]).as("result %d of %s with %s", i, c, storage).containsExactly(expected[i]);
                    }
                }
            }
        }
    }

    /** Each pass twice and in all orders, so that each finds the segment of another. */
    private static double[][] results(StackCase c, DoubleStateStorage storage) {
        DoubleResidualDenseKernel kernel = new DoubleResidualDenseKernel(c.shape, c.slices, 20, storage);
        double[][] out = new double[12][];
        for (int i = 0; i < 4; i++) {
            out[i] = new double[c.x.length];
            kernel.forward(c.p, c.x, c.rows, out[i]);
            double[] gradient = new double[c.p.length];
            double[] tangent = new double[c.x.length];
            if (i < 2) {
                kernel.backward(c.p, c.gy, gradient, null);
            }
            kernel.tangent(c.p, c.directionOfX, c.direction, tangent);
            if (i % 2 == 0) {
                kernel.backward(c.p, c.gy, gradient, null);
            }
            out[4 + i] = i == 3 ? new double[0] : gradient;
            out[8 + i] = new double[c.x.length];
            kernel.state(3 * i, out[8 + i]);
            assertThat(kernel.firstNonFiniteLayer()).isEmpty();
        }
        return out;
    }

    @Test
    void statesSurviveAStepOfTheParametersWhereActivationsAreKept() {
        StackCase c = new StackCase(new ResidualDenseShape(9, 5, Activation.TANH, LayerScale.perLayer(), true), 4, System.nanoTime());
        DoubleResidualDenseKernel kernel = new DoubleResidualDenseKernel(c.shape, c.slices, 4, new DoubleStateStorage(2, true));
        double[] y = new double[c.x.length];
        double[] before = new double[c.x.length];
        double[] after = new double[c.x.length];
        kernel.forward(c.p, c.x, c.rows, y);
        kernel.state(3, before);
        kernel.state(9, after);
        for (int i = 0; i < c.p.length; i++) {
            c.p[i] += 1;
        }
        kernel.state(3, after);
        assertThat(after).containsExactly(before);
    }

    /** 10,000 layers of 32 x 10 doubles are 25.6 MB; with 71 layers in a segment, 141 starts, 72 states and 71 activations. */
    @Test
    void bytesAreWhatTheArraysTake() {
        ResidualDenseShape shape = new ResidualDenseShape(10_000, 10, Activation.TANH, LayerScale.one(), true);
        assertThat(DoubleStateStorage.all(shape, 32).bytes(shape, 32)).isBetween(25_600_000L, 27_200_000L);
        DoubleStateStorage small = DoubleStateStorage.checkpoints(shape);
        assertThat(small.segment()).isEqualTo(71);
        long square = 8L * 32 * Lanes.padded(10);
        long expected = (141 + 72 + 71) * 2560L + 8 * (Lanes.padded(10) - 10) + 6 * square
                + 8L * (2 * Lanes.COUNT * Lanes.COUNT + 210 + 23 * Lanes.padded(10) + Lanes.COUNT + 10_000);
        assertThat(small.bytes(shape, 32)).isEqualTo(expected);
    }

    @Test
    void keepsAllStatesOfASmallStackOnly() {
        for (int depth : new int[] {800, 80_000}) {
            ResidualDenseShape shape = new ResidualDenseShape(depth, 10, Activation.TANH, LayerScale.one(), true);
            DoubleStateStorage all = DoubleStateStorage.all(shape, 32);
            assertThat(all.segment() == depth).as("%s", all).isEqualTo(depth == 800);
            DoubleStateStorage less = DoubleStateStorage.within(shape, 32, all.bytes(shape, 32) - 1);
            assertThat(less.allActivations()).as("%s", less).isEqualTo(depth == 800);
            assertThat(less.segment()).isLessThan(depth);
        }
    }

    @Test
    void takesTheFastestThatFitsAndNamesTheLargestDepth() {
        ResidualDenseShape shape = new ResidualDenseShape(10_000, 128, Activation.TANH, LayerScale.one(), false);
        long all = DoubleStateStorage.all(shape, 256).bytes(shape, 256);
        long small = DoubleStateStorage.checkpoints(shape).bytes(shape, 256);
        assertThat(DoubleStateStorage.within(shape, 256, all).allActivations()).isTrue();
        assertThat(DoubleStateStorage.within(shape, 256, all - 1).allActivations()).isFalse();
        assertThat(DoubleStateStorage.within(shape, 256, small).allActivations()).isFalse();
        assertThatThrownBy(() -> DoubleStateStorage.within(shape, 256, small - 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("depth 10000").hasMessageContaining("need at least " + small + " bytes");
        int depth = DoubleStateStorage.largestDepth(shape, 256, 10_000_000);
        for (int extra = 0; extra < 2; extra++) {
            ResidualDenseShape at = new ResidualDenseShape(depth + extra, 128, Activation.TANH, LayerScale.one(), false);
            assertThat(DoubleStateStorage.checkpoints(at).bytes(at, 256) <= 10_000_000).isEqualTo(extra == 0);
        }
        assertThat(DoubleStateStorage.largestDepth(shape, 256, 1000)).isZero();
        assertThatThrownBy(() -> new DoubleStateStorage(0, true)).hasMessageContaining("got 0");
    }

    @Test
    void namesTheFirstLayerThatIsNotFiniteInAnySegment() {
        ResidualDenseShape shape = new ResidualDenseShape(9, 3, Activation.IDENTITY, LayerScale.one(), false);
        StackCase c = new StackCase(shape, 2, 1);
        c.p[c.slices.offsetA() + 5 * 9 + 4] = Double.NaN;
        for (boolean all : new boolean[] {true, false}) {
            DoubleResidualDenseKernel kernel = new DoubleResidualDenseKernel(shape, c.slices, 2, new DoubleStateStorage(2, all));
            kernel.forward(c.p, c.x, 2, new double[6]);
            assertThat(kernel.firstNonFiniteLayer()).hasValue(5);
        }
    }
}
