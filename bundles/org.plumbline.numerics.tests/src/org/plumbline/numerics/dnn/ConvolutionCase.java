package org.plumbline.numerics.dnn;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** One stack with random parameters, input, output derivative and directions. */
final class ConvolutionCase {

    private static final int GAP = 3;
    /** Between a ReLU's argument and 0: far above rounding and the steps of differences. */
    private static final double LEAST_MARGIN = 3e-5;

    final ConvolutionShape shape;
    final ConvolutionSlices slices;
    final int n;
    final float[] p;
    final float[] x;
    final float[] gy;
    final float[] directionOfX;
    final float[] direction;

    ConvolutionCase(ConvolutionShape shape, int n, long seed) {
        this.shape = shape;
        this.n = n;
        // Gaps and another order than the contiguous one: a kernel that ignored an offset would fail.
        slices = new ConvolutionSlices(shape.biasCount() + 2 * GAP, GAP);
        RandomStream stream = new RandomStreams(seed).stream("case");
        p = new float[slices.offsetWeights() + shape.weightCount() + GAP];
        x = new float[n * shape.imageSize()];
        do {
            stream.gaussians(p, 0, 1 / (Math.sqrt(shape.channels()) * shape.kernel()));
            stream.gaussians(x, 0, 1);
        } while (reference().margin(widen(p), widen(x)) < LEAST_MARGIN);
        gy = normal(stream, x.length);
        directionOfX = normal(stream, x.length);
        direction = normal(stream, p.length);
    }

    private static float[] normal(RandomStream stream, int length) {
        float[] out = new float[length];
        stream.gaussians(out, 0, 1);
        return out;
    }

    ReferenceConvolutions reference() {
        return new ReferenceConvolutions(shape, slices, n);
    }

    ConvolutionStack stack() {
        return new ConvolutionStack(ConvolutionPlan.of(shape, n, 1L << 30), slices);
    }

    boolean inSlices(int i) {
        return i >= slices.offsetWeights() && i < slices.offsetWeights() + shape.weightCount()
                || i >= slices.offsetBias() && i < slices.offsetBias() + shape.biasCount();
    }

    /** Channels about and off the blocks of 8 and 16, images that are not square, all kernels and paddings. */
    static List<ConvolutionCase> all(long seed) {
        List<ConvolutionCase> cases = new ArrayList<>();
        Activation[] activations = {Activation.TANH, Activation.RELU, Activation.IDENTITY, Activation.LEAKY_RELU};
        for (int channels : new int[] {1, 3, 5, 8, 16, 17}) {
            for (int kernel : new int[] {1, 3, 5}) {
                for (ConvolutionPadding padding : ConvolutionPadding.values()) {
                    for (Activation activation : activations) {
                        int i = cases.size();
                        OptionalDouble residual = i % 4 == 1 ? OptionalDouble.of(-0.4) : OptionalDouble.empty();
                        int depth = 1 + i % 3;
                        int n = 1 + i / 2 % 4;
                        cases.add(new ConvolutionCase(new ConvolutionShape(depth, channels, 7, 5, kernel, padding, activation,
                                i / 3 % 2 == 0, residual), n, seed + i));
                    }
                }
            }
        }
        return cases;
    }

    static double[] widen(float[] from) {
        double[] to = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            to[i] = from[i];
        }
        return to;
    }

    @Override
    public String toString() {
        return shape + ", batch " + n;
    }
}
