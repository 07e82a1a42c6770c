package org.plumbline.headless.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.plumbline.numerics.dnn.ConvolutionStep;
import org.plumbline.numerics.dnn.LayerGraph;
import org.plumbline.numerics.dnn.NormalisationStep;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.random.RandomStream;

/**
 * ResNet-18 in its form for images of 32 x 32: a 3 x 3 convolution to 64 channels, four stages of two blocks with 64, 128, 256
 * and 512 channels, the later stages beginning with stride 2 and a normalised projection by a 1 x 1 convolution, mean over
 * pixels, a dense layer to ten classes. Parameters in the order in which the layers come; in a block the two convolutions, then
 * the projection.
 * Source: He, Zhang, Ren, Sun, CVPR 2016, with the usual first layer for small images.
 */
final class ResNet18 {
    static final int COLOURS = 3;
    static final int EDGE = 32;
    static final int INPUT = COLOURS * EDGE * EDGE;
    static final int CLASSES = 10;
    private static final double EPSILON = 1e-5;
    private static final int FIRST = 64;
    private static final int STAGES = 4;
    private static final int BLOCKS = 2;

    private final LayerGraph.Builder b = LayerGraph.images(COLOURS, EDGE, EDGE);
    private final List<Slice> slices = new ArrayList<>();
    private final LayerGraph graph;
    private int count;
    private double activations;

    private record Slice(int offset, int count, double constant, double deviation) {
    }

    ResNet18() {
        int x = relu(normalised(b.input(), FIRST, 3, 1));
        for (int stage = 0; stage < STAGES; stage++) {
            for (int block = 0; block < BLOCKS; block++) {
                x = block(x, FIRST << stage, stage > 0 && block == 0 ? 2 : 1);
            }
        }
        x = b.globalAveragePool(x);
        int inputs = b.shape(x).channels();
        graph = b.build(b.dense(x, CLASSES, slice(inputs * CLASSES, 0, Math.sqrt(2.0 / inputs)), OptionalInt.of(slice(CLASSES, 0, 0))));
    }

    private int block(int x, int channels, int stride) {
        int branch = normalised(relu(normalised(x, channels, 3, stride)), channels, 3, 1);
        return relu(b.add(stride == 1 ? x : normalised(x, channels, 1, stride), branch));
    }

    private int normalised(int x, int channels, int kernel, int stride) {
        int fanIn = b.shape(x).channels() * kernel * kernel;
        int y = b.convolution(x, ConvolutionStep.square(channels, kernel, stride, kernel / 2,
                slice(channels * fanIn, 0, Math.sqrt(2.0 / fanIn))));
        activations += b.shape(y).size();
        return b.batchNorm(y, NormalisationStep.ofBatch(EPSILON, slice(channels, 1, 0), slice(channels, 0, 0)));
    }

    private int relu(int x) {
        return b.activation(x, Activation.RELU);
    }

    private int slice(int length, double constant, double deviation) {
        slices.add(new Slice(count, length, constant, deviation));
        count += length;
        return count - length;
    }

    LayerGraph graph() {
        return graph;
    }

    int parameterCount() {
        return count;
    }

    /** Returns the numbers in all convolutions' outputs for one image. */
    double activations() {
        return activations;
    }

    /** Draws weights from N(0, 2/fan-in); gamma 1, beta and bias 0. */
    float[] initial(RandomStream stream) {
        float[] p = new float[count];
        for (Slice slice : slices) {
            float[] part = new float[slice.count()];
            stream.gaussians(part, slice.constant(), slice.deviation());
            System.arraycopy(part, 0, p, slice.offset(), part.length);
        }
        return p;
    }
}
