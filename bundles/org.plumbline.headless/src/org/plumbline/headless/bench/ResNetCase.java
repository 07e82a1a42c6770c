package org.plumbline.headless.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.plumbline.numerics.dnn.LayerProgram;
import org.plumbline.numerics.kernels.MomentumUpdate;
import org.plumbline.numerics.kernels.WeightDecay;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/**
 * One step of SGD on ResNet-18 for small images; see {@link ResNet18}.
 * <p>Loss: mean softmax cross-entropy; p -= lr gradient. Weights ~ N(0, 2/fan-in), gamma = 1, beta and bias 0, x ~ N(0, 1), classes in turn.</p>
 *
 * @param images batch
 * @param floor  ratio owed to the best peer
 */
record ResNetCase(int images, double floor) implements BenchCase {
    private static final float RATE = 0.001f;
    private static final long MEMORY = 4L << 30;

    @Override
    public String id() {
        return "resnet18";
    }

    @Override
    public String title() {
        return "ResNet-18 with batch normalisation, 3x32x32 images, batch " + images
                + ": forward, cross-entropy, backward, SGD; float";
    }

    @Override
    public Work work() {
        ResNet18 net = new ResNet18();
        // Half of what a pass writes is read again by the next operation at once; counted are arrays, not passes of the cache.
        return new Work(3 * images * net.graph().forwardFlops(), 4.0 * images * net.activations() * 9 + 4.0 * 6 * net.parameterCount(),
                Work.Precision.FLOAT, "flops: three products a layer; bytes: each convolution's output and its normalised form written "
                        + "once and read twice, derivatives written and read, parameters read three times and written, gradients written and read");
    }

    @Override
    public List<PeerVariant> peers() {
        return List.of(new PeerVariant("torch as users write it", 1, 0, request("user")),
                new PeerVariant("torch best", 1, floor, request("best")));
    }

    private static Map<String, Object> request(String variant) {
        return Map.of("module", "peer_resnet", "variant", variant, "rate", RATE);
    }

    @Override
    public Subject prepare(Path folder) throws IOException {
        ResNet18 net = new ResNet18();
        RandomStreams streams = new RandomStreams(1);
        float[] p = net.initial(streams.stream("bench/weights"));
        float[] x = new float[images * ResNet18.INPUT];
        RandomStream pixels = streams.stream("bench/x");
        pixels.gaussians(x, 0, 1);
        PeerData.write(folder, "p", new int[] {p.length}, p);
        PeerData.write(folder, "x", new int[] {images, ResNet18.COLOURS, ResNet18.EDGE, ResNet18.EDGE}, x);
        return new Training(new LayerProgram(net.graph(), images, MEMORY), p, x);
    }

    private final class Training extends OurSubject {
        private final LayerProgram program;
        private final float[] initial;
        private final float[] parameters;
        private final float[] gradients;
        private final float[] x;
        private final float[] y = new float[images * ResNet18.CLASSES];
        private final MomentumUpdate update = new MomentumUpdate(0, false, WeightDecay.NONE);

        Training(LayerProgram program, float[] initial, float[] x) {
            super("oneDNN, layouts kept, %.0f MB native".formatted(1e-6 * program.memoryBytes()));
            this.program = program;
            this.initial = initial;
            this.x = x;
            parameters = initial.clone();
            gradients = new float[initial.length];
        }

        @Override
        void reset() {
            System.arraycopy(initial, 0, parameters, 0, initial.length);
        }

        @Override
        double[] steps(int steps) {
            double[] losses = new double[steps];
            for (int i = 0; i < steps; i++) {
                program.forward(parameters, x, images, y);
                losses[i] = lossAndItsGradient();
                program.backward(parameters, y, gradients, null);
                update.step(RATE, parameters, gradients, null);
            }
            return losses;
        }

        /** Mean cross-entropy with the class i mod 10 of image i; replaces y by the derivative of the loss by it. */
        private double lossAndItsGradient() {
            double loss = 0;
            for (int i = 0; i < images; i++) {
                int row = i * ResNet18.CLASSES;
                double largest = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < ResNet18.CLASSES; k++) {
                    largest = Math.max(largest, y[row + k]);
                }
                double sum = 0;
                for (int k = 0; k < ResNet18.CLASSES; k++) {
                    sum += Math.exp(y[row + k] - largest);
                }
                int own = i % ResNet18.CLASSES;
                loss += Math.log(sum) + largest - y[row + own];
                for (int k = 0; k < ResNet18.CLASSES; k++) {
                    y[row + k] = (float) ((Math.exp(y[row + k] - largest) / sum - (k == own ? 1 : 0)) / images);
                }
            }
            return loss / images;
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
