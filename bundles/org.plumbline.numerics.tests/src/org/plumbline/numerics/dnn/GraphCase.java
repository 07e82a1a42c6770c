package org.plumbline.numerics.dnn;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** A graph with fresh parameters, input, output derivative and directions, away from points without derivative. */
final class GraphCase {

    /** Far above rounding, of order 1e-6, and above the steps of differences. */
    private static final double LEAST_MARGIN = 1e-4;

    final String name;
    final LayerGraph graph;
    final int n;
    final float[] p;
    final float[] x;
    final float[] gy;
    final float[] directionOfX;
    final float[] direction;
    /** Whether an entry is trained; the others are gaps, or statistics that are given. */
    final boolean[] trained;

    private GraphCase(String name, Draft draft, int output, int n, long seed) {
        this.name = name;
        this.n = n;
        graph = draft.b.build(output);
        RandomStream stream = new RandomStreams(seed).stream("case " + name);
        p = new float[draft.next + 3];
        x = new float[n * graph.inputShape().size()];
        trained = new boolean[p.length];
        draft.slices.forEach(slice -> {
            for (int i = 0; i < slice.count(); i++) {
                trained[slice.offset() + i] = slice.trained();
            }
        });
        ReferenceGraph reference;
        int draws = 0;
        do {
            stream.gaussians(x, 0, 1);
            stream.gaussians(p, 0, 1);
            for (Slice slice : draft.slices) {
                for (int i = slice.offset(); i < slice.offset() + slice.count(); i++) {
                    p[i] = (float) (slice.mean() + slice.deviation() * Math.clamp(p[i], -2.5, 2.5));
                }
            }
            reference = new ReferenceGraph(graph, n);
            reference.forward(ConvolutionCase.widen(p), ConvolutionCase.widen(x));
            if (++draws > 3000) {
                throw new IllegalStateException(name + ": too many entries for a margin of " + LEAST_MARGIN);
            }
        } while (reference.margin() < LEAST_MARGIN);
        gy = normal(stream, n * graph.outputShape().size());
        directionOfX = normal(stream, x.length);
        direction = normal(stream, p.length);
    }

    private static float[] normal(RandomStream stream, int length) {
        float[] out = new float[length];
        stream.gaussians(out, 0, 1);
        return out;
    }

    @Override
    public String toString() {
        return name + ", batch " + n;
    }

    private record Slice(int offset, int count, double mean, double deviation, boolean trained) {
    }

    /** Hands out slices with gaps. */
    private static final class Draft {
        final LayerGraph.Builder b;
        final List<Slice> slices = new ArrayList<>();
        int next = 2;

        Draft(LayerGraph.Builder b) {
            this.b = b;
        }

        int slice(int count, double mean, double deviation) {
            return slice(count, mean, deviation, true);
        }

        int slice(int count, double mean, double deviation, boolean trained) {
            int offset = next;
            slices.add(new Slice(offset, count, mean, deviation, trained));
            next += count + 1;
            return offset;
        }

        int conv(int x, int outputs, int kernel, int stride, int padding, ConvolutionPadding how, boolean bias) {
            int in = b.shape(x).channels();
            int rows = b.shape(x).height() == 1 ? 1 : kernel;
            int count = outputs * in * rows * kernel;
            return b.convolution(x, new ConvolutionStep(outputs, rows, kernel, stride, rows == 1 ? 0 : padding, padding, how,
                    slice(count, 0, 1 / Math.sqrt(in * rows * kernel)),
                    bias ? OptionalInt.of(slice(outputs, 0, 0.5)) : OptionalInt.empty()));
        }

        int conv(int x, int outputs, int kernel, int stride) {
            return conv(x, outputs, kernel, stride, kernel / 2, ConvolutionPadding.ZERO, false);
        }

        int norm(int x) {
            int c = b.shape(x).channels();
            return b.batchNorm(x, NormalisationStep.ofBatch(0x1p-10, slice(c, 1, 0.2), slice(c, 0, 0.3)));
        }

        int layerNorm(int x, boolean gain, boolean shift) {
            int count = b.shape(x).size();
            return b.layerNorm(x, 0x1p-7, gain ? OptionalInt.of(slice(count, 1, 0.2)) : OptionalInt.empty(),
                    shift ? OptionalInt.of(slice(count, 0, 0.3)) : OptionalInt.empty());
        }

        int dense(int x, int outputs, boolean bias) {
            int in = b.shape(x).channels();
            return b.dense(x, outputs, slice(in * outputs, 0, 1 / Math.sqrt(in)),
                    bias ? OptionalInt.of(slice(outputs, 0, 0.5)) : OptionalInt.empty());
        }

        int relu(int x) {
            return b.activation(x, Activation.RELU);
        }
    }

    static List<GraphCase> all(long seed) {
        List<GraphCase> cases = new ArrayList<>();
        for (int channels : new int[] {1, 3, 8, 16, 17}) {
            cases.add(convolution(channels, channels % 2 == 0 ? 5 : 16, 3, 2, ConvolutionPadding.ZERO, seed));
            cases.add(convolution(channels, 4, 3, 1, ConvolutionPadding.CIRCULAR, seed));
            cases.add(convolution(channels, 8, 1, 2, ConvolutionPadding.ZERO, seed));
            cases.add(convolution(channels, 3, 4, 3, ConvolutionPadding.CIRCULAR, seed));
        }
        for (Activation activation : Activations.SERVED) {
            cases.add(activations(activation, seed));
        }
        for (SmoothFunction function : SmoothFunction.values()) {
            cases.add(smooth(function, 3, seed));
            cases.add(smooth(function, 16, seed));
        }
        for (int width : new int[] {3, 16}) {
            cases.add(normalised(width, true, seed));
            cases.add(normalised(width, false, seed));
            cases.add(givenStatistics(width, seed));
            cases.add(resnet(width, seed));
            cases.add(zeroPadded(width, width == 3 ? 2 : 16, seed));
        }
        for (int parts = 0; parts < 4; parts++) {
            cases.add(layerNormalised(3 + 5 * parts, (parts & 1) != 0, (parts & 2) != 0, seed));
        }
        cases.add(vectors(seed));
        cases.add(sequence(seed));
        cases.add(tied(seed));
        for (LayerScale scale : List.of(LayerScale.constant(-0.7f), LayerScale.shared(), LayerScale.perLayer())) {
            cases.add(scaled(scale, seed));
        }
        cases.add(pools(true, seed));
        cases.add(pools(false, seed));
        cases.add(branches(seed));
        return cases;
    }

    private static GraphCase convolution(int in, int out, int kernel, int stride, ConvolutionPadding padding, long seed) {
        Draft d = new Draft(LayerGraph.images(in, 7, 6));
        int y = d.conv(d.b.input(), out, kernel, stride, kernel / 2, padding, true);
        return new GraphCase("convolution %d to %d, kernel %d, stride %d, %s".formatted(in, out, kernel, stride, padding), d,
                d.b.activation(y, Activation.TANH), 2, seed);
    }

    private static GraphCase activations(Activation activation, long seed) {
        Draft d = new Draft(LayerGraph.images(2, 5, 4));
        int y = d.b.activation(d.conv(0, 4, 3, 1), activation);
        y = d.b.activation(d.norm(y), activation);
        y = d.b.flatten(y);
        y = d.b.activation(d.dense(y, 5, true), activation);
        return new GraphCase("activation " + activation, d, y, 3, seed);
    }

    /** After a convolution, a sum and a dense layer; the convolution behind it sees what pads its blocks. */
    private static GraphCase smooth(SmoothFunction function, int width, long seed) {
        Draft d = new Draft(LayerGraph.images(2, 5, 4));
        int x = d.conv(0, width, 3, 1);
        int y = d.b.smooth(d.conv(d.b.smooth(x, function), width, 3, 1), function);
        y = d.b.flatten(d.b.smooth(d.b.add(x, y), function));
        return new GraphCase("smooth %s %d".formatted(function, width), d, d.b.smooth(d.dense(y, 5, true), function), 3, seed);
    }

    private static GraphCase normalised(int width, boolean gains, long seed) {
        Draft d = new Draft(LayerGraph.images(2, 4, 4));
        int y = d.conv(0, width, 3, 1);
        y = gains ? d.norm(y)
                : d.b.batchNorm(y, new NormalisationStep(0x1p-10, OptionalInt.empty(), OptionalInt.of(d.slice(width, 0, 0.3)),
                        OptionalInt.empty(), OptionalInt.empty()));
        y = d.conv(d.relu(y), 3, 3, 1);
        y = d.b.batchNorm(y, new NormalisationStep(0x1p-10, OptionalInt.of(d.slice(3, 1, 0.3)), OptionalInt.empty(),
                OptionalInt.empty(), OptionalInt.empty()));
        return new GraphCase("normalised " + width + " gains " + gains, d, d.b.activation(y, Activation.TANH), 3, seed);
    }

    /** Behind a convolution, with what is normalised read twice; behind a function that could be computed in place; of a vector. */
    private static GraphCase layerNormalised(int width, boolean gain, boolean shift, long seed) {
        Draft d = new Draft(LayerGraph.images(2, 4, 3));
        int x = d.conv(0, width, 3, 1);
        int y = d.b.add(x, d.layerNorm(x, gain, shift));
        y = d.layerNorm(d.b.activation(d.conv(y, 3, 3, 1), Activation.TANH), gain, shift);
        y = d.layerNorm(d.dense(d.b.flatten(y), 6, true), gain, shift);
        return new GraphCase("layer normalised %d, gain %s, shift %s".formatted(width, gain, shift), d, d.dense(y, 3, false), 3, seed);
    }

    private static GraphCase givenStatistics(int width, long seed) {
        Draft d = new Draft(LayerGraph.images(2, 4, 4));
        int y = d.conv(0, width, 3, 1);
        int mean = d.slice(width, 0, 0.5, false);
        int variance = d.slice(width, 1.5, 0.4, false);
        y = d.b.batchNorm(y, NormalisationStep.given(0x1p-10, d.slice(width, 1, 0.2), d.slice(width, 0, 0.3), mean, variance));
        return new GraphCase("given statistics " + width, d, d.conv(d.relu(y), 2, 3, 1), 2, seed);
    }

    /** Two blocks as in a residual net of images, the second with a stride and a projection, and a head. */
    private static GraphCase resnet(int width, long seed) {
        Draft d = new Draft(LayerGraph.images(3, 6, 6));
        int x = d.relu(d.norm(d.conv(0, width, 3, 1)));
        int y = d.norm(d.conv(d.relu(d.norm(d.conv(x, width, 3, 1))), width, 3, 1));
        x = d.relu(d.b.add(x, y));
        y = d.norm(d.conv(d.relu(d.norm(d.conv(x, 2 * width, 3, 2))), 2 * width, 3, 1));
        x = d.relu(d.b.add(d.norm(d.conv(x, 2 * width, 1, 2)), y));
        return new GraphCase("residual net " + width, d, d.dense(d.b.globalAveragePool(x), 4, true), 2, seed);
    }

    private static GraphCase zeroPadded(int width, int before, long seed) {
        Draft d = new Draft(LayerGraph.images(3, 6, 6));
        int x = d.b.activation(d.conv(0, width, 3, 1), Activation.TANH);
        int skip = d.b.padChannels(d.b.averagePool(x, 1, 2), before, 1);
        int y = d.conv(x, width + before + 1, 3, 2);
        return new GraphCase("zero-padded " + width, d, d.b.add(skip, y), 2, seed);
    }

    private static GraphCase vectors(long seed) {
        Draft d = new Draft(LayerGraph.features(7));
        int x = d.b.activation(d.dense(0, 6, true), Activation.TANH);
        int y = d.relu(d.norm(d.dense(x, 6, false)));
        return new GraphCase("vectors", d, d.dense(d.b.add(x, y, LayerScale.perLayer(), d.slice(1, 0.5, 0.1)), 3, true), 9, seed);
    }

    private static GraphCase sequence(long seed) {
        Draft d = new Draft(LayerGraph.images(3, 1, 11));
        int x = d.b.activation(d.conv(0, 8, 5, 1, 2, ConvolutionPadding.CIRCULAR, true), Activation.TANH);
        x = d.conv(d.b.maxPool(x, 2, 2), 4, 3, 2);
        return new GraphCase("sequence", d, d.b.averagePool(x, 2, 1), 3, seed);
    }

    /** Two convolutions, two normalisations and two scales with the same parameters. */
    private static GraphCase tied(long seed) {
        Draft d = new Draft(LayerGraph.images(4, 5, 5));
        ConvolutionStep step = new ConvolutionStep(4, 3, 3, 1, 1, 1, ConvolutionPadding.ZERO, d.slice(144, 0, 0.2),
                OptionalInt.of(d.slice(4, 0, 0.3)));
        NormalisationStep norm = NormalisationStep.ofBatch(0x1p-10, d.slice(4, 1, 0.2), d.slice(4, 0, 0.2));
        int delta = d.slice(1, 0.6, 0.1);
        int x = 0;
        for (int k = 0; k < 2; k++) {
            x = d.b.add(x, d.b.activation(d.b.batchNorm(d.b.convolution(x, step), norm), Activation.TANH), LayerScale.shared(), delta);
        }
        return new GraphCase("tied", d, x, 3, seed);
    }

    private static GraphCase scaled(LayerScale scale, long seed) {
        Draft d = new Draft(LayerGraph.images(5, 4, 4));
        int x = 0;
        for (int k = 0; k < 2; k++) {
            int delta = scale.kind() == LayerScale.Kind.CONSTANT ? 0 : d.slice(1, -0.6, 0.1);
            x = d.relu(d.b.add(x, d.b.activation(d.conv(x, 5, 3, 1), Activation.TANH), scale, delta));
        }
        return new GraphCase("scaled " + scale.kind(), d, x, 2, seed);
    }

    private static GraphCase pools(boolean largest, long seed) {
        Draft d = new Draft(LayerGraph.images(2, 9, 8));
        int x = d.b.activation(d.conv(0, 16, 3, 1), Activation.TANH);
        x = largest ? d.b.maxPool(x, 3, 2) : d.b.averagePool(x, 3, 2);
        x = d.conv(x, 3, 3, 1);
        x = largest ? d.b.maxPool(x, 2, 3) : d.b.averagePool(x, 2, 3);
        return new GraphCase("pools " + largest, d, d.dense(d.b.flatten(x), 2, false), 2, seed);
    }

    /** Values that many read, sums of a value with itself, and functions of what others read, too. */
    private static GraphCase branches(long seed) {
        Draft d = new Draft(LayerGraph.images(3, 4, 4));
        int x = d.conv(0, 3, 3, 1);
        int t = d.b.activation(x, Activation.TANH);
        int u = d.b.activation(x, Activation.IDENTITY);
        int s = d.b.add(d.b.add(t, t), d.b.add(u, t));
        int v = d.b.activation(s, Activation.TANH);
        int w = d.b.add(v, d.conv(s, 3, 1, 1), LayerScale.constant(0.5f), 0);
        return new GraphCase("branches", d, d.b.add(w, d.b.input()), 2, seed);
    }
}
