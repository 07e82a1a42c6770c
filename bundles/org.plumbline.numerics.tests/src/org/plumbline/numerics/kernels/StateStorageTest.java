package org.plumbline.numerics.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept must not show in any result, and must be what was announced. */
class StateStorageTest {

    @ParameterizedTest
    @EnumSource
    void resultsAreTheSameBitsWhateverIsKept(Activation activation) {
        for (LayerScale scale : List.of(LayerScale.constant(-0.3f), LayerScale.shared(), LayerScale.perLayer())) {
            for (int width : new int[] {3, 10, 17}) {
                ResidualDenseShape shape = new ResidualDenseShape(11, width, activation, scale, true);
                StackCase c = new StackCase(shape, 13, System.nanoTime());
                float[][] expected = results(c, new StateStorage(11, true));
                for (StateStorage storage : List.of(new StateStorage(1, true), new StateStorage(4, true),
                        new StateStorage(100, true), new StateStorage(1, false), new StateStorage(4, false),
                        StateStorage.checkpoints(shape), StateStorage.all(shape, 13))) {
                    float[][] got = results(c, storage);
                    for (int i = 0; i < got.length; i++) {
                        assertThat(got[i]).as("result %d of %s with %s", i, c, storage).containsExactly(expected[i]);
                    }
                }
            }
        }
    }

    /** Each pass twice and in all orders, so that each finds the segment of another. */
    private static float[][] results(StackCase c, StateStorage storage) {
        ResidualDenseKernel kernel = new ResidualDenseKernel(c.shape, c.slices, 20, storage);
        float[][] out = new float[12][];
        for (int i = 0; i < 4; i++) {
            out[i] = new float[c.x.length];
            kernel.forward(c.p, c.x, c.rows, out[i]);
            float[] gradient = new float[c.p.length];
            float[] tangent = new float[c.x.length];
            if (i < 2) {
                kernel.backward(c.p, c.gy, gradient, null);
            }
            kernel.tangent(c.p, c.directionOfX, c.direction, tangent);
            if (i % 2 == 0) {
                kernel.backward(c.p, c.gy, gradient, null);
            }
            out[4 + i] = i == 3 ? new float[0] : gradient;
            out[8 + i] = new float[c.x.length];
            kernel.state(3 * i, out[8 + i]);
            assertThat(kernel.firstNonFiniteLayer()).isEmpty();
        }
        return out;
    }

    @Test
    void statesSurviveAStepOfTheParametersWhereActivationsAreKept() {
        StackCase c = new StackCase(new ResidualDenseShape(9, 5, Activation.TANH, LayerScale.perLayer(), true), 4, System.nanoTime());
        ResidualDenseKernel kernel = new ResidualDenseKernel(c.shape, c.slices, 4, new StateStorage(2, true));
        float[] y = new float[c.x.length];
        float[] before = new float[c.x.length];
        float[] after = new float[c.x.length];
        kernel.forward(c.p, c.x, c.rows, y);
        kernel.state(3, before);
        kernel.state(9, after);
        for (int i = 0; i < c.p.length; i++) {
            c.p[i] += 1;
        }
        kernel.state(3, after);
        assertThat(after).containsExactly(before);
    }

    /** 10,000 layers of 32 x 10 floats are 12.8 MB; with 71 layers in a segment, 141 starts, 72 states and 71 activations. */
    @Test
    void bytesAreWhatTheArraysTake() {
        ResidualDenseShape shape = new ResidualDenseShape(10_000, 10, Activation.TANH, LayerScale.one(), true);
        assertThat(StateStorage.all(shape, 32).bytes(shape, 32)).isBetween(12_800_000L, 13_400_000L);
        StateStorage small = StateStorage.checkpoints(shape);
        assertThat(small.segment()).isEqualTo(71);
        long square = 4L * 32 * Lanes.padded(10);
        long expected = (141 + 72 + 71) * 1280L + 4 * (Lanes.padded(10) - 10) + 6 * square
                + 4L * (2 * Lanes.COUNT * Lanes.COUNT + 210 + 23 * Lanes.padded(10) + Lanes.COUNT + 10_000);
        assertThat(small.bytes(shape, 32)).isEqualTo(expected);
    }

    @Test
    void keepsAllStatesOfASmallStackOnly() {
        for (int depth : new int[] {800, 80_000}) {
            ResidualDenseShape shape = new ResidualDenseShape(depth, 10, Activation.TANH, LayerScale.one(), true);
            StateStorage all = StateStorage.all(shape, 32);
            assertThat(all.segment() == depth).as("%s", all).isEqualTo(depth == 800);
            StateStorage less = StateStorage.within(shape, 32, all.bytes(shape, 32) - 1);
            assertThat(less.allActivations()).as("%s", less).isEqualTo(depth == 800);
            assertThat(less.segment()).isLessThan(depth);
        }
    }

    @Test
    void takesTheFastestThatFitsAndNamesTheLargestDepth() {
        ResidualDenseShape shape = new ResidualDenseShape(10_000, 128, Activation.TANH, LayerScale.one(), false);
        long all = StateStorage.all(shape, 256).bytes(shape, 256);
        long small = StateStorage.checkpoints(shape).bytes(shape, 256);
        assertThat(StateStorage.within(shape, 256, all).allActivations()).isTrue();
        assertThat(StateStorage.within(shape, 256, all - 1).allActivations()).isFalse();
        assertThat(StateStorage.within(shape, 256, small).allActivations()).isFalse();
        assertThatThrownBy(() -> StateStorage.within(shape, 256, small - 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("depth 10000").hasMessageContaining("need at least " + small + " bytes");
        int depth = StateStorage.largestDepth(shape, 256, 10_000_000);
        for (int extra = 0; extra < 2; extra++) {
            ResidualDenseShape at = new ResidualDenseShape(depth + extra, 128, Activation.TANH, LayerScale.one(), false);
            assertThat(StateStorage.checkpoints(at).bytes(at, 256) <= 10_000_000).isEqualTo(extra == 0);
        }
        assertThat(StateStorage.largestDepth(shape, 256, 1000)).isZero();
        assertThatThrownBy(() -> new StateStorage(0, true)).hasMessageContaining("got 0");
    }

    @Test
    void namesTheFirstLayerThatIsNotFiniteInAnySegment() {
        ResidualDenseShape shape = new ResidualDenseShape(9, 3, Activation.IDENTITY, LayerScale.one(), false);
        StackCase c = new StackCase(shape, 2, 1);
        c.p[c.slices.offsetA() + 5 * 9 + 4] = Float.NaN;
        for (boolean all : new boolean[] {true, false}) {
            ResidualDenseKernel kernel = new ResidualDenseKernel(shape, c.slices, 2, new StateStorage(2, all));
            kernel.forward(c.p, c.x, 2, new float[6]);
            assertThat(kernel.firstNonFiniteLayer()).hasValue(5);
        }
    }
}
