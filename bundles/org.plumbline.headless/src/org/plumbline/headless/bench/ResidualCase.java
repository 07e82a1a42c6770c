package org.plumbline.headless.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;
import org.plumbline.numerics.kernels.MomentumUpdate;
import org.plumbline.numerics.kernels.ParameterSlices;
import org.plumbline.numerics.kernels.ResidualDenseKernel;
import org.plumbline.numerics.kernels.ResidualDenseShape;
import org.plumbline.numerics.kernels.WeightDecay;
import org.plumbline.numerics.random.RandomStreams;

/**
 * One step of gradient descent on a residual dense stack.
 * <p>h_{k+1} = h_k + L^{-1/2} tanh(h_k A_k + b_k), loss = mean over all entries of (h_L - t)^2, A, b -= lr gradient;
 * A ~ N(0, 1/d), b ~ N(0, 0.01), x, t ~ N(0, 1).</p>
 *
 * @param width      d
 * @param rows       batch
 * @param depth      L
 * @param floor      ratio owed to the best single net
 * @param manyFloor  ratio owed to several seeds in one call, per seed; 0: not compared
 */
record ResidualCase(int width, int rows, int depth, double floor, double manyFloor) implements BenchCase {
    private static final float RATE = 0.05f;
    private static final int SEEDS = 8;
    private static final double BIAS_DEVIATION = 0.1;

    @Override
    public String id() {
        return "residual-d" + width + "-l" + depth;
    }

    @Override
    public String title() {
        return "residual tanh stack, d=" + width + ", batch " + rows + ", L=" + depth
                + ": forward, mean squared error, backward, gradient descent; float";
    }

    @Override
    public Work work() {
        double layer = (double) rows * width;
        double parameters = (double) width * (width + 1);
        return new Work(6 * layer * width * depth, 4 * depth * (2 * layer + 6 * parameters), Work.Precision.FLOAT,
                "flops: three products a layer; bytes: one activation written and read, parameters read three times and written, "
                        + "gradients written and read");
    }

    @Override
    public List<PeerVariant> peers() {
        List<PeerVariant> peers = new ArrayList<>();
        peers.add(new PeerVariant("torch as users write it", 1, 0, request("user")));
        peers.add(new PeerVariant("torch best, one net", 1, floor, request("best")));
        if (manyFloor > 0) {
            peers.add(new PeerVariant("torch " + SEEDS + " seeds, per seed", SEEDS, manyFloor, request("batched")));
        }
        return peers;
    }

    private Map<String, Object> request(String variant) {
        return Map.of("module", "peer_residual", "variant", variant, "delta", delta(), "rate", RATE, "seeds", SEEDS);
    }

    private float delta() {
        return (float) (1 / Math.sqrt(depth));
    }

    @Override
    public Subject prepare(Path folder) throws IOException {
        RandomStreams streams = new RandomStreams(1);
        float[] a = new float[depth * width * width];
        float[] b = new float[depth * width];
        float[] x = new float[rows * width];
        float[] t = new float[rows * width];
        streams.stream("bench/A").gaussians(a, 0, 1 / Math.sqrt(width));
        streams.stream("bench/b").gaussians(b, 0, BIAS_DEVIATION);
        streams.stream("bench/x").gaussians(x, 0, 1);
        streams.stream("bench/t").gaussians(t, 0, 1);
        PeerData.write(folder, "A", new int[] {depth, width, width}, a);
        PeerData.write(folder, "b", new int[] {depth, width}, b);
        PeerData.write(folder, "x", new int[] {rows, width}, x);
        PeerData.write(folder, "t", new int[] {rows, width}, t);
        float[] initial = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, initial, a.length, b.length);
        return new Training(initial, x, t);
    }

    private final class Training extends OurSubject {
        private final float[] initial;
        private final float[] parameters;
        private final float[] gradients;
        private final float[] x;
        private final float[] t;
        private final float[] y;
        private final ResidualDenseKernel kernel;
        private final MomentumUpdate update = new MomentumUpdate(0, false, WeightDecay.NONE);

        Training(float[] initial, float[] x, float[] t) {
            super("fused kernel");
            this.initial = initial;
            this.x = x;
            this.t = t;
            parameters = initial.clone();
            gradients = new float[initial.length];
            y = new float[x.length];
            ResidualDenseShape shape = new ResidualDenseShape(depth, width, Activation.TANH, LayerScale.constant(delta()), true);
            kernel = new ResidualDenseKernel(shape, ParameterSlices.contiguous(shape, 0), rows);
        }

        @Override
        void reset() {
            System.arraycopy(initial, 0, parameters, 0, initial.length);
        }

        @Override
        double[] steps(int steps) {
            double[] losses = new double[steps];
            for (int i = 0; i < steps; i++) {
                kernel.forward(parameters, x, rows, y);
                losses[i] = lossAndItsGradient();
                kernel.backward(parameters, y, gradients, null);
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
    }
}
