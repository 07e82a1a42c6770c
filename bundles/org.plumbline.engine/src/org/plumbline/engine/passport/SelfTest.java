package org.plumbline.engine.passport;

import java.util.Locale;
import java.util.function.Supplier;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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
import org.plumbline.nd4j.Backend;
import org.plumbline.numerics.linalg.Lapack;
import org.plumbline.numerics.linalg.Svd;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** Checks that this machine computes what it should: generator, array library, LAPACK, fused kernels. Takes seconds. */
public final class SelfTest {
    private static final int N = 32;
    private static final int WIDTH = 10;
    private static final int DEPTH = 20;
    /** Largest relative difference allowed between two float32 computations of these sizes. */
    private static final double FLOAT_TOLERANCE = 1e-4;
    /** Largest residual allowed for a double SVD, relative to the largest singular value: some 100 roundings. */
    private static final double DOUBLE_TOLERANCE = 1e-13;
    /** First 64 bits of the stream {@code doctor} of seed 0: the generator's definition does not change. */
    private static final long FIRST_BITS = 0x1db30f37fb8285afL;

    private SelfTest() {
    }

    /** @return a verdict per item, in the order of the checks */
    public static ImmutableList<Verdict> run() {
        return Lists.immutable.with(check("generator", SelfTest::generator), check("array library", SelfTest::product),
                check("LAPACK", SelfTest::singularValues), check("fused kernels", SelfTest::fusedAgainstGeneric));
    }

    private static Verdict check(String item, Supplier<Verdict> test) {
        try {
            return test.get();
        } catch (RuntimeException | LinkageError e) {
            return new Verdict(item, false, String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName()));
        }
    }

    private static Verdict generator() {
        long bits = new RandomStreams(0).stream("doctor").nextLong();
        return new Verdict("generator", bits == FIRST_BITS,
                String.format(Locale.ROOT, "first bits %016x, expected %016x", bits, FIRST_BITS));
    }

    private static Verdict product() {
        Backend backend = Backend.initialise();
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("doctor");
        float[] a = new float[N * N];
        float[] b = new float[N * N];
        stream.gaussians(a, 0, 1);
        stream.gaussians(b, 0, 1);
        INDArray c = Nd4j.createFromArray(a).reshape(N, N).mmul(Nd4j.createFromArray(b).reshape(N, N));
        double worst = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double sum = 0;
                for (int k = 0; k < N; k++) {
                    sum += (double) a[i * N + k] * b[k * N + j];
                }
                worst = Math.max(worst, Math.abs(sum - c.getDouble(i, j)) / N);
            }
        }
        return new Verdict("array library", worst < FLOAT_TOLERANCE, String.format(Locale.ROOT,
                "%s %s, product of %d x %d: largest error %.1e", backend.name(), backend.version(), N, N, worst));
    }

    private static Verdict singularValues() {
        int rows = 40;
        double[] a = new double[rows * N];
        new RandomStreams(System.nanoTime()).stream("doctor").gaussians(a, 0, 1);
        Svd svd = Lapack.svd(a, rows, N);
        double worst = 0;
        int rank = svd.s().length;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < N; j++) {
                double sum = 0;
                for (int k = 0; k < rank; k++) {
                    sum += svd.u()[i * rank + k] * svd.s()[k] * svd.vt()[k * N + j];
                }
                worst = Math.max(worst, Math.abs(sum - a[i * N + j]));
            }
        }
        double relative = worst / svd.s()[0];
        return new Verdict("LAPACK", relative < DOUBLE_TOLERANCE,
                String.format(Locale.ROOT, "SVD of %d x %d in double: largest residual %.1e", rows, N, relative));
    }

    private static Verdict fusedAgainstGeneric() {
        Network network = Network.of(new Repeat(DEPTH, Residual.of(Sequence.of(new Dense(WIDTH, "A", "b"),
                new ActivationLayer(ActivationLayer.Function.TANH)), BranchScale.shared("delta", 0.3)), false), Shape.of(WIDTH));
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("doctor");
        float[] parameters = new float[network.layout().size()];
        stream.gaussians(parameters, 0, 0.3);
        float[] x = new float[N * WIDTH];
        stream.gaussians(x, 0, 1);
        float[][] gradients = new float[2][parameters.length];
        String path = "";
        for (int b = 0; b < 2; b++) {
            ExecutionPlan plan = ComputeBackend.ALL.get(b).plan(network, new ExecutionOptions(N, Precision.FLOAT, Memory.share(1)));
            try (NetworkExecution execution = plan.open(RealArray.of(new float[0]), stream, 1)) {
                RealArray y = RealArray.of(new float[x.length]);
                execution.forward(Mode.TRAINING, RealArray.of(parameters), RealArray.of(x), N, y);
                execution.backward(RealArray.of(parameters), y, RealArray.of(gradients[b]), null);
                path = b == 0 ? plan.parts().getFirst().path() : path;
            }
        }
        double difference = 0;
        double size = 0;
        for (int i = 0; i < parameters.length; i++) {
            difference = Math.max(difference, Math.abs(gradients[0][i] - gradients[1][i]));
            size = Math.max(size, Math.abs(gradients[1][i]));
        }
        double relative = difference / size;
        return new Verdict("fused kernels", relative < FLOAT_TOLERANCE, String.format(Locale.ROOT,
                "%s; gradient against the array library: largest relative difference %.1e", path, relative));
    }
}
