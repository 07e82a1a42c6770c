package org.plumbline.headless.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;
import org.plumbline.numerics.kernels.MomentumUpdate;
import org.plumbline.numerics.kernels.PackedResidualKernel;
import org.plumbline.numerics.kernels.ParameterSlices;
import org.plumbline.numerics.kernels.ResidualDenseKernel;
import org.plumbline.numerics.kernels.ResidualDenseShape;
import org.plumbline.numerics.kernels.WeightDecay;
import org.plumbline.numerics.random.RandomStreams;

/**
 * One step of gradient descent of many small nets at a time, packed into the lanes, against ourselves one net after the other.
 * <p>Each net as in {@link ResidualCase}; the first has its values, the others have its layers in another order. All have one
 * input.</p>
 *
 * @param nets  trained together
 * @param width d
 * @param rows  batch
 * @param depth L
 * @param floor ratio owed to one net after the other
 */
record PackedCase(int nets, int width, int rows, int depth, double floor) implements BenchCase {
    private static final float RATE = 0.05f;
    private static final double BIAS_DEVIATION = 0.1;
    private static final String ALONE = "ours, net after net";

    @Override
    public String id() {
        return "residual-packed";
    }

    @Override
    public String title() {
        return nets + " residual tanh stacks, d=" + width + ", batch " + rows + ", L=" + depth
                + ", trained together: forward, mean squared error, backward, gradient descent; float";
    }

    @Override
    public Work work() {
        double layer = (double) rows * width;
        double parameters = (double) width * (width + 1);
        return new Work(6 * layer * width * depth * nets, 4 * depth * nets * (4 * layer + 6 * parameters), Work.Precision.FLOAT,
                "flops: three products a layer; bytes: two activations written and read, parameters read three times and written, "
                        + "gradients written and read");
    }

    @Override
    public List<PeerVariant> peers() {
        return List.of(new PeerVariant(ALONE, 1, floor, Map.of()),
                new PeerVariant("torch " + nets + " seeds batched", 1, 0, Map.of("module", "peer_residual", "variant", "batched",
                        "delta", delta(), "rate", RATE, "seeds", nets)));
    }

    private float delta() {
        return (float) (1 / Math.sqrt(depth));
    }

    private ResidualDenseShape shape() {
        return new ResidualDenseShape(depth, width, Activation.TANH, LayerScale.constant(delta()), true);
    }

    @Override
    public Subject prepare(Path folder) throws IOException {
        Values values = new Values();
        PeerData.write(folder, "A", new int[] {depth, width, width}, values.a);
        PeerData.write(folder, "b", new int[] {depth, width}, values.b);
        PeerData.write(folder, "x", new int[] {rows, width}, values.x);
        PeerData.write(folder, "t", new int[] {rows, width}, values.t);
        return new Packed(values);
    }

    @Override
    public Subject own(PeerVariant variant) {
        return variant.name().equals(ALONE) ? new Alone(new Values()) : null;
    }

    /** What both of our sides start from. */
    private final class Values {
        private final float[] a = new float[depth * width * width];
        private final float[] b = new float[depth * width];
        private final float[] x = new float[rows * width];
        private final float[] t = new float[rows * width];

        Values() {
            RandomStreams streams = new RandomStreams(1);
            streams.stream("bench/A").gaussians(a, 0, 1 / Math.sqrt(width));
            streams.stream("bench/b").gaussians(b, 0, BIAS_DEVIATION);
            streams.stream("bench/x").gaussians(x, 0, 1);
            streams.stream("bench/t").gaussians(t, 0, 1);
        }

        /** The parameters of a net: layer k is layer k + net of the first. */
        float[] of(int net) {
            float[] p = new float[a.length + b.length];
            for (int k = 0; k < depth; k++) {
                int from = (k + net) % depth;
                System.arraycopy(a, from * width * width, p, k * width * width, width * width);
                System.arraycopy(b, from * width, p, a.length + k * width, width);
            }
            return p;
        }
    }

    /** The nets one after the other. */
    private final class Alone extends OurSubject {
        private final float[][] initial = new float[nets][];
        private final float[][] parameters = new float[nets][];
        private final float[] gradients;
        private final float[] y;
        private final Values values;
        private final ResidualDenseKernel kernel;
        private final MomentumUpdate update = new MomentumUpdate(0, false, WeightDecay.NONE);

        Alone(Values values) {
            super("fused kernel");
            this.values = values;
            for (int net = 0; net < nets; net++) {
                initial[net] = values.of(net);
                parameters[net] = initial[net].clone();
            }
            gradients = new float[initial[0].length];
            y = new float[rows * width];
            kernel = new ResidualDenseKernel(shape(), ParameterSlices.contiguous(shape(), 0), rows);
        }

        @Override
        void reset() {
            for (int net = 0; net < nets; net++) {
                System.arraycopy(initial[net], 0, parameters[net], 0, initial[net].length);
            }
        }

        @Override
        double[] steps(int steps) {
            double[] losses = new double[steps];
            for (int i = 0; i < steps; i++) {
                for (int net = 0; net < nets; net++) {
                    kernel.forward(parameters[net], values.x, rows, y);
                    double loss = lossAndItsGradient(y, values.t, 1);
                    losses[i] = net == 0 ? loss : losses[i];
                    kernel.backward(parameters[net], y, gradients, null);
                    update.step(RATE, parameters[net], gradients, null);
                }
            }
            return losses;
        }
    }

    /** As many nets as there are lanes at a time. */
    private final class Packed extends OurSubject {
        private final int lanes = PackedResidualKernel.nets();
        private final float[][] initial = new float[(nets + lanes - 1) / lanes][];
        private final float[][] parameters = new float[initial.length][];
        private final float[] gradients;
        private final float[] x = new float[rows * width * lanes];
        private final float[] t = new float[x.length];
        private final float[] y = new float[x.length];
        private final PackedResidualKernel kernel;
        private final MomentumUpdate update = new MomentumUpdate(0, false, WeightDecay.NONE);

        Packed(Values values) {
            super("packed kernel, a net a lane");
            for (int group = 0; group < initial.length; group++) {
                initial[group] = new float[shape().parameterCount() * lanes];
                for (int lane = 0; lane < lanes; lane++) {
                    PackedResidualKernel.put(values.of(group * lanes + lane), lane, initial[group]);
                }
                parameters[group] = initial[group].clone();
            }
            for (int lane = 0; lane < lanes; lane++) {
                PackedResidualKernel.put(values.x, lane, x);
                PackedResidualKernel.put(values.t, lane, t);
            }
            gradients = new float[initial[0].length];
            kernel = new PackedResidualKernel(shape(), ParameterSlices.contiguous(shape(), 0), rows);
        }

        @Override
        void reset() {
            for (int group = 0; group < initial.length; group++) {
                System.arraycopy(initial[group], 0, parameters[group], 0, initial[group].length);
            }
        }

        @Override
        double[] steps(int steps) {
            double[] losses = new double[steps];
            for (int i = 0; i < steps; i++) {
                for (int group = 0; group < parameters.length; group++) {
                    kernel.forward(parameters[group], x, rows, y);
                    double loss = lossAndItsGradient(y, t, lanes);
                    losses[i] = group == 0 ? loss : losses[i];
                    kernel.backward(parameters[group], y, gradients, null);
                    update.step(RATE, parameters[group], gradients, null);
                }
            }
            return losses;
        }
    }

    /** Replaces y by the derivative of each net's loss by it; returns the loss of the first net. */
    private static double lossAndItsGradient(float[] y, float[] t, int lanes) {
        double sum = 0;
        int entries = y.length / lanes;
        for (int i = 0; i < y.length; i++) {
            float difference = y[i] - t[i];
            if (i % lanes == 0) {
                sum += (double) difference * difference;
            }
            y[i] = 2 * difference / entries;
        }
        return sum / entries;
    }
}
