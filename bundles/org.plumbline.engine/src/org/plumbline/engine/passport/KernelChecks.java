package org.plumbline.engine.passport;

import java.util.List;
import java.util.Locale;

import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.execution.ExecutionOptions;
import org.plumbline.engine.execution.ExecutionPlan;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.execution.NetworkExecution;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.linalg.VectorUnit;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** The kernels of depth: the vectors they need, their speed against plain loops, their numbers against the array library's. */
final class KernelChecks {
    private static final int BATCH = 32;
    private static final int WIDTH = 32;
    private static final int DEPTH = 20;
    private static final double DELTA = 0.3;
    /** Largest relative difference allowed between two float32 gradients of these sizes. */
    private static final double FLOAT_TOLERANCE = 1e-4;
    /** Measured are 10 to 30; where the compiler has given up vectors, 0.4 to 1. */
    private static final double LEAST_SPEED_UP = 3;
    private static final long WARM_UP_NANOSECONDS = 1_500_000_000L;
    private static final long PATIENCE_NANOSECONDS = 20_000_000_000L;

    private KernelChecks() {
    }

    static List<Check> all() {
        return List.of(new Check("vectors", KernelChecks::vectors), new Check("vector code", KernelChecks::speed),
                new Check("fused kernels", KernelChecks::fusedAgainstGeneric));
    }

    private static Verdict vectors() {
        int bits = VectorUnit.bits();
        return Verdict.of("vectors", bits > 0, bits == 0
                ? "Java runs without its module jdk.incubator.vector: start it with --add-modules jdk.incubator.vector"
                : "Java's Vector API, %d bits: %d doubles at once".formatted(bits, bits / Double.SIZE));
    }

    private static Network network() {
        return Network.of(new Repeat(DEPTH, Residual.of(Sequence.of(new Dense(WIDTH, "A", "b"),
                new ActivationLayer(ActivationLayer.Function.TANH)), BranchScale.shared("delta", DELTA)), false), Shape.of(WIDTH));
    }

    /** Forward passes of the fused kernel and of plain loops in turn; the least times are compared. */
    private static Verdict speed() {
        Network network = network();
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("doctor");
        float[] parameters = random(stream, network.layout().size(), 0.3);
        float[] x = random(stream, BATCH * WIDTH, 1);
        float[] y = new float[x.length];
        long fused = Long.MAX_VALUE;
        long plain = Long.MAX_VALUE;
        try (NetworkExecution execution = open(plan(0, network), stream)) {
            long began = System.nanoTime();
            // The compiler may have to wait for a processor: on a busy machine it gets more time.
            while (System.nanoTime() - began < WARM_UP_NANOSECONDS
                    || plain < LEAST_SPEED_UP * fused && System.nanoTime() - began < PATIENCE_NANOSECONDS) {
                long start = System.nanoTime();
                execution.forward(Mode.TRAINING, RealArray.of(parameters), RealArray.of(x), BATCH, RealArray.of(y));
                long between = System.nanoTime();
                forward(parameters, x, y);
                fused = Math.min(fused, between - start);
                plain = Math.min(plain, System.nanoTime() - between);
            }
        }
        double ratio = (double) plain / fused;
        return Verdict.of("vector code", ratio > LEAST_SPEED_UP, String.format(Locale.ROOT,
                "fused forward pass %.1f times as fast as plain loops (depth %d, width %d), at least %.0f wanted", ratio, DEPTH, WIDTH,
                LEAST_SPEED_UP));
    }

    /** h + delta tanh(h A + b), DEPTH times. Only its time counts: parameters are taken as they lie. */
    private static void forward(float[] parameters, float[] x, float[] y) {
        System.arraycopy(x, 0, y, 0, x.length);
        float[] z = new float[WIDTH];
        for (int layer = 0; layer < DEPTH; layer++) {
            int at = layer * (WIDTH + 1) * WIDTH;
            for (int row = 0; row < y.length; row += WIDTH) {
                System.arraycopy(parameters, at + WIDTH * WIDTH, z, 0, WIDTH);
                for (int i = 0; i < WIDTH; i++) {
                    for (int j = 0; j < WIDTH; j++) {
                        z[j] += y[row + i] * parameters[at + i * WIDTH + j];
                    }
                }
                for (int j = 0; j < WIDTH; j++) {
                    y[row + j] += (float) (DELTA * Math.tanh(z[j]));
                }
            }
        }
    }

    private static Verdict fusedAgainstGeneric() {
        Network network = network();
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("doctor");
        float[] parameters = random(stream, network.layout().size(), 0.3 / Math.sqrt(WIDTH));
        float[] x = random(stream, BATCH * WIDTH, 1);
        float[][] gradients = new float[2][parameters.length];
        String path = "";
        for (int backend = 0; backend < 2; backend++) {
            ExecutionPlan plan = plan(backend, network);
            try (NetworkExecution execution = open(plan, stream)) {
                RealArray y = RealArray.of(new float[x.length]);
                execution.forward(Mode.TRAINING, RealArray.of(parameters), RealArray.of(x), BATCH, y);
                execution.backward(RealArray.of(parameters), y, RealArray.of(gradients[backend]), null);
                path = backend == 0 ? plan.parts().getFirst().path() : path;
            }
        }
        double difference = 0;
        double size = 0;
        for (int i = 0; i < parameters.length; i++) {
            difference = Math.max(difference, Math.abs(gradients[0][i] - gradients[1][i]));
            size = Math.max(size, Math.abs(gradients[1][i]));
        }
        double relative = difference / size;
        return Verdict.of("fused kernels", relative < FLOAT_TOLERANCE, String.format(Locale.ROOT,
                "%s; gradient against the array library: largest relative difference %.1e", path, relative));
    }

    private static ExecutionPlan plan(int backend, Network network) {
        return ComputeBackend.ALL.get(backend).plan(network, new ExecutionOptions(BATCH, Precision.FLOAT, Memory.share(1)));
    }

    private static NetworkExecution open(ExecutionPlan plan, RandomStream noise) {
        return plan.open(RealArray.of(new float[0]), noise, 1);
    }

    private static float[] random(RandomStream stream, int size, double std) {
        float[] values = new float[size];
        stream.gaussians(values, 0, std);
        return values;
    }
}
