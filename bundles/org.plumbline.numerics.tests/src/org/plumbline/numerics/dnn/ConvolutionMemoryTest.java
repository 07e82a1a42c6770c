package org.plumbline.numerics.dnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numerics.kernels.Activation;

/** Plans, checkpoints and release of native memory. */
class ConvolutionMemoryTest {

    private static final long MEBIBYTE = 1 << 20;

    /** Values, gradients and tangents have the same bits for every segment length, called once or twice. */
    @ParameterizedTest
    @CsvSource({"11, 8, TANH, false, ZERO", "12, 5, RELU, true, ZERO", "9, 3, TANH, true, CIRCULAR", "10, 16, IDENTITY, false, CIRCULAR"})
    void checkpointsDoNotChangeABit(int depth, int channels, Activation activation, boolean residual, ConvolutionPadding padding) {
        ConvolutionShape shape = new ConvolutionShape(depth, channels, 6, 7, 3, padding, activation, true,
                residual ? OptionalDouble.of(0.3) : OptionalDouble.empty());
        ConvolutionCase c = new ConvolutionCase(shape, 3, System.nanoTime());
        ConvolutionPlan whole = ConvolutionPlan.of(shape, c.n, 100 * MEBIBYTE);
        assertThat(whole.recomputedLayers()).isZero();
        float[][] expected = results(c, whole);
        for (int segment = 1; segment < depth; segment++) {
            for (int group = 1; group <= 1 + depth / segment; group++) {
                float[][] got = results(c, new ConvolutionPlan(shape, c.n, segment, group, whole.stateBytes(), whole.fixedBytes(),
                        whole.kernels()));
                for (int i = 0; i < got.length; i++) {
                    assertThat(got[i]).as("segment %d, group %d, result %d", segment, group, i).containsExactly(expected[i]);
                }
            }
        }
    }

    private static float[][] results(ConvolutionCase c, ConvolutionPlan plan) {
        float[] y = new float[c.x.length];
        float[] dy = new float[c.x.length];
        float[] gradient = new float[c.p.length];
        float[] again = new float[c.p.length];
        float[] dx = new float[c.x.length];
        try (ConvolutionStack stack = new ConvolutionStack(plan, c.slices)) {
            stack.forward(c.p, c.x, c.n, y);
            stack.backward(c.p, c.gy, gradient, dx);
            stack.tangent(c.p, c.directionOfX, c.direction, dy);
            stack.backward(c.p, c.gy, again, null);
            assertThat(again).containsExactly(gradient);
            assertThat(stack.firstNonFiniteLayer(c.p)).isEmpty();
            stack.backward(c.p, c.gy, again, dx);
            assertThat(again).containsExactly(gradient);
        }
        return new float[][] {y, dy, gradient, dx};
    }

    /** The requirement: 10,000 layers, 16 channels, 28 x 28, batch 128 below 2 GB, parameters and gradients included. */
    @Test
    void tenThousandLayersFitIntoTwoGigabytes() {
        ConvolutionShape shape = ConvolutionShape.plain(10_000, 16, 28, 28, 3, Activation.TANH, true);
        ConvolutionPlan plan = ConvolutionPlan.of(shape, 128, 1_700_000_000L);
        assertThat(plan.nativeBytes()).isLessThanOrEqualTo(1_700_000_000L);
        assertThat(plan.nativeBytes() + plan.parameterBytes()).isLessThan(2_000_000_000L);
        assertThat(plan.slots()).isEqualTo(plan.checkpoints() + plan.segment() + 2L);
        assertThat((long) plan.checkpoints() * plan.segment()).isGreaterThanOrEqualTo(10_000);
        assertThat(plan.group()).isEqualTo(1);
        ConvolutionPlan small = ConvolutionPlan.of(shape, 128, 600_000_000L);
        assertThat(small.nativeBytes()).isLessThanOrEqualTo(600_000_000L);
        assertThat(small.group()).isGreaterThan(1);
        assertThat(small.recomputedLayers()).isBetween(15_000L, 20_000L);
    }

    /** The bounds: a plan of the least memory exists, of a byte less none does; the greatest computes nothing again. */
    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "37, false", "500, true", "1000, false"})
    void boundsAreReached(int depth, boolean residual) {
        long[] bounds = ConvolutionPlan.bounds(shape(depth, residual), 8);
        assertThat(ConvolutionPlan.of(shape(depth, residual), 8, bounds[0]).nativeBytes()).isEqualTo(bounds[0]);
        assertThatThrownBy(() -> ConvolutionPlan.of(shape(depth, residual), 8, bounds[0] - 1)).isInstanceOf(IllegalArgumentException.class);
        ConvolutionPlan all = ConvolutionPlan.of(shape(depth, residual), 8, bounds[1]);
        assertThat(all.recomputedLayers()).isZero();
        assertThat(all.nativeBytes()).isEqualTo(bounds[1]);
    }

    /** No cut of the same memory computes less again: all are tried. */
    @Test
    void theCutComputesTheLeastAgain() {
        for (int depth : new int[] {1, 2, 7, 30, 64}) {
            for (int slots = 2; slots <= depth + 1; slots++) {
                long least = Long.MAX_VALUE;
                for (int m = 1; m <= depth; m++) {
                    for (int p = 1; p <= depth; p++) {
                        Segmentation cut = new Segmentation(depth, m, p);
                        least = cut.slots(1) <= slots ? Math.min(least, cut.recomputed()) : least;
                    }
                }
                assertThat(Segmentation.within(depth, 1, slots).map(Segmentation::recomputed).orElse(Long.MAX_VALUE))
                        .as("depth %d, %d slots", depth, slots).isEqualTo(least);
            }
        }
    }

    /** A refusal names the largest depth: that one fits, one more does not. */
    @ParameterizedTest
    @CsvSource({"false, 5", "true, 5", "false, 3", "true, 3"})
    void refusesWithTheLargestDepthThatFits(boolean residual, int mebibytes) {
        long limit = mebibytes * MEBIBYTE;
        assertThatThrownBy(() -> ConvolutionPlan.of(shape(1_000_000, residual), 8, limit)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("depth 1000000").satisfies(refusal -> {
                    String message = refusal.getMessage();
                    int depth = Integer.parseInt(message.substring(message.lastIndexOf(' ') + 1));
                    assertThat(ConvolutionPlan.of(shape(depth, residual), 8, limit).nativeBytes()).isLessThanOrEqualTo(limit);
                    assertThatThrownBy(() -> ConvolutionPlan.of(shape(depth + 1, residual), 8, limit)).hasMessageEndingWith(" " + depth);
                });
        assertThatThrownBy(() -> ConvolutionPlan.of(shape(3, residual), 8, 1000)).hasMessageContaining("not even depth 1");
    }

    private static ConvolutionShape shape(int depth, boolean residual) {
        return new ConvolutionShape(depth, 4, 16, 16, 3, ConvolutionPadding.ZERO, Activation.TANH, true,
                residual ? OptionalDouble.of(1) : OptionalDouble.empty());
    }

    /** Two hundred stacks of some 16 MiB each: kept, they would take 3 GiB. */
    @Test
    void closingFreesNativeMemory() {
        ConvolutionCase c = new ConvolutionCase(ConvolutionShape.plain(30, 16, 16, 16, 3, Activation.TANH, true), 32, 1);
        float[] y = new float[c.x.length];
        float[] gradient = new float[c.p.length];
        ConvolutionPlan plan = ConvolutionPlan.of(c.shape, c.n, 1000 * MEBIBYTE);
        assertThat(plan.nativeBytes()).isGreaterThan(15 * MEBIBYTE);
        long resident = 0;
        long counted = 0;
        for (int i = 0; i < 200; i++) {
            try (ConvolutionStack stack = new ConvolutionStack(plan, c.slices)) {
                stack.forward(c.p, c.x, c.n, y);
                stack.backward(c.p, c.gy, gradient, null);
            }
            if (i == 20) {
                resident = Pointer.physicalBytes();
                counted = Pointer.totalBytes();
            }
        }
        assertThat(Pointer.physicalBytes() - resident).isLessThan(150 * MEBIBYTE);
        assertThat(Pointer.totalBytes() - counted).isLessThan(MEBIBYTE);
    }
}
