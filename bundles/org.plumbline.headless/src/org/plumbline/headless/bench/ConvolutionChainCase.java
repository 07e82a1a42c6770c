package org.plumbline.headless.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.plumbline.numerics.dnn.ConvolutionPlan;
import org.plumbline.numerics.dnn.ConvolutionShape;
import org.plumbline.numerics.dnn.ConvolutionSlices;
import org.plumbline.numerics.dnn.ConvolutionStack;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.MomentumUpdate;
import org.plumbline.numerics.kernels.WeightDecay;
import org.plumbline.numerics.random.RandomStreams;

/**
 * One step of gradient descent on a chain of convolutions.
 * <p>h_{k+1} = tanh(K_k * h_k + b_k), 3 x 3, zero padding; loss = mean over all entries of (h_L - t)^2, K, b -= lr gradient;
 * K ~ N(0, 1/(9 C)), b ~ N(0, 0.01), x, t ~ N(0, 1).</p>
 *
 * @param channels C
 * @param size     edge of the images, pixels
 * @param images   batch
 * @param depth    L
 * @param floor    ratio owed to the peer with channels last
 */
record ConvolutionChainCase(int channels, int size, int images, int depth, double floor) implements BenchCase {
    private static final float RATE = 0.05f;
    private static final int KERNEL = 3;
    private static final double BIAS_DEVIATION = 0.1;
    private static final long MEMORY = 2L << 30;

    @Override
    public String id() {
        return "convolution-c" + channels + "-l" + depth;
    }

    @Override
    public String title() {
        return "chain of 3x3 convolutions and tanh, C=%d, %dx%d, batch %d, L=%d: forward, mean squared error, backward, gradient descent; float"
                .formatted(channels, size, size, images, depth);
    }

    private ConvolutionShape shape() {
        return ConvolutionShape.plain(depth, channels, size, size, KERNEL, Activation.TANH, true);
    }

    @Override
    public Work work() {
        double state = (double) images * channels * size * size;
        return new Work(3 * images * shape().forwardFlops(), 4 * depth * 7 * state, Work.Precision.FLOAT,
                "flops: three products a layer; bytes: states written once and read twice, derivatives written and read twice");
    }

    @Override
    public List<PeerVariant> peers() {
        return List.of(new PeerVariant("torch as users write it", 1, 0, request("user")),
                new PeerVariant("torch channels_last", 1, floor, request("channels_last")),
                new PeerVariant("torch best", 1, 0, request("best")));
    }

    private static Map<String, Object> request(String variant) {
        return Map.of("module", "peer_convolution", "variant", variant, "rate", RATE);
    }

    @Override
    public Subject prepare(Path folder) throws IOException {
        RandomStreams streams = new RandomStreams(1);
        ConvolutionShape shape = shape();
        float[] k = new float[shape.weightCount()];
        float[] b = new float[shape.biasCount()];
        float[] x = new float[images * shape.imageSize()];
        float[] t = new float[x.length];
        streams.stream("bench/K").gaussians(k, 0, 1 / Math.sqrt(KERNEL * KERNEL * channels));
        streams.stream("bench/b").gaussians(b, 0, BIAS_DEVIATION);
        streams.stream("bench/x").gaussians(x, 0, 1);
        streams.stream("bench/t").gaussians(t, 0, 1);
        PeerData.write(folder, "K", new int[] {depth, channels, channels, KERNEL, KERNEL}, k);
        PeerData.write(folder, "b", new int[] {depth, channels}, b);
        PeerData.write(folder, "x", new int[] {images, channels, size, size}, x);
        PeerData.write(folder, "t", new int[] {images, channels, size, size}, t);
        float[] initial = new float[k.length + b.length];
        System.arraycopy(k, 0, initial, 0, k.length);
        System.arraycopy(b, 0, initial, k.length, b.length);
        return new Training(initial, x, t);
    }

    private final class Training extends OurSubject {
        private final float[] initial;
        private final float[] parameters;
        private final float[] gradients;
        private final float[] x;
        private final float[] t;
        private final float[] y;
        private final ConvolutionStack stack;
        private final MomentumUpdate update = new MomentumUpdate(0, false, WeightDecay.NONE);

        Training(float[] initial, float[] x, float[] t) {
            super("oneDNN, blocked layout kept");
            this.initial = initial;
            this.x = x;
            this.t = t;
            parameters = initial.clone();
            gradients = new float[initial.length];
            y = new float[x.length];
            ConvolutionPlan plan = ConvolutionPlan.of(shape(), images, MEMORY);
            stack = new ConvolutionStack(plan, ConvolutionSlices.contiguous(shape(), 0));
        }

        @Override
        void reset() {
            System.arraycopy(initial, 0, parameters, 0, initial.length);
        }

        @Override
        double[] steps(int steps) {
            double[] losses = new double[steps];
            for (int i = 0; i < steps; i++) {
                stack.forward(parameters, x, images, y);
                losses[i] = lossAndItsGradient();
                stack.backward(parameters, y, gradients, null);
                update.step(RATE, parameters, gradients, null);
            }
            return losses;
        }

        /** Replaces y by the derivative of the loss by it. */
        private double lossAndItsGradient() {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                float difference = y[i] - t[i];
                sum += (double) difference * difference;
                y[i] = 2 * difference / y.length;
            }
            return sum / y.length;
        }

        @Override
        public void close() {
            stack.close();
        }
    }
}
