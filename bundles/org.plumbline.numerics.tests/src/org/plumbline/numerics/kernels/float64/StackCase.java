// Generated from StackCase.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import java.util.ArrayList;
import java.util.List;

import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;
import org.plumbline.numerics.kernels.ParameterSlices;
import org.plumbline.numerics.kernels.ResidualDenseShape;

/** One stack with random parameters, input, output derivative and directions, in double. */
final class StackCase {

    private static final int GAP = 3;
    /** Far above the rounding of a pre-activation, and rarely undercut: a case has at most some thousands of them. */
    private static final double CLEAR = 1e-5;

    final ResidualDenseShape shape;
    final ParameterSlices slices;
    final int rows;
    final double[] p;
    final double[] x;
    final double[] gy;
    final double[] directionOfX;
    final double[] direction;

    StackCase(ResidualDenseShape shape, int rows, long seed) {
        this.shape = shape;
        this.rows = rows;
        // Gaps and another order than the contiguous one: a kernel that ignored an offset would fail.
        int b = GAP;
        int delta = b + shape.biasCount() + GAP;
        slices = new ParameterSlices(delta + shape.scaleCount() + GAP, b, delta);
        RandomStream stream = new RandomStreams(seed).stream("case");
        p = new double[slices.offsetA() + shape.weightCount() + GAP];
        stream.gaussians(p, 0, 1 / Math.sqrt(shape.width()));
        if (shape.scaleCount() > 0) {
            double[] scales = new double[shape.scaleCount()];
            stream.gaussians(scales, -0.1, 0.5);
            System.arraycopy(scales, 0, p, delta, scales.length);
        }
        int n = rows * shape.width();
        x = normal(stream, n);
        gy = normal(stream, n);
        directionOfX = normal(stream, n);
        direction = normal(stream, p.length);
    }

    private static double[] normal(RandomStream stream, int length) {
        double[] out = new double[length];
        stream.gaussians(out, 0, 1);
        return out;
    }

    ReferenceResidualDense reference() {
        return new ReferenceResidualDense(shape, slices);
    }

    /** True for places that belong to a slice. */
    boolean inSlices(int i) {
        return in(i, slices.offsetA(), shape.weightCount()) || in(i, slices.offsetB(), shape.biasCount())
                || in(i, slices.offsetDelta(), shape.scaleCount());
    }

    private static boolean in(int i, int from, int count) {
        return i >= from && i < from + count;
    }

    /** All scales, activations, with and without bias, on widths about the lane counts and full, short and single batches. */
    static List<StackCase> all(long seed) {
        List<StackCase> cases = new ArrayList<>();
        int[] widths = {1, 3, 10, 16, 17, 33};
        int[] batches = {32, 13, 1};
        for (Activation activation : Activation.values()) {
            for (LayerScale scale : List.of(LayerScale.one(), LayerScale.constant(-0.3), LayerScale.shared(),
                    LayerScale.perLayer())) {
                for (boolean bias : new boolean[] {true, false}) {
                    for (int width : widths) {
                        for (int rows : batches) {
                            int depth = 1 + cases.size() % 4;
                            cases.add(new StackCase(new ResidualDenseShape(depth, width, activation, scale, bias), rows,
                                    seed + cases.size()));
                        }
                    }
                }
            }
        }
        return cases;
    }

    /** The same without those that rounding could carry across a kink, where the derivative jumps. */
    static List<StackCase> differentiable(long seed) {
        return all(seed).stream().filter(c -> c.reference().distanceToKink(widen(c.p), widen(c.x)) > CLEAR).toList();
    }

    static double[] widen(double[] from) {
        double[] to = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            to[i] = from[i];
        }
        return to;
    }

    @Override
    public String toString() {
        return shape + ", batch " + rows;
    }
}
