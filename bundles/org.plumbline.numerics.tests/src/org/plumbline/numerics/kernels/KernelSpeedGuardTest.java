package org.plumbline.numerics.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numerics.random.RandomStreams;

/**
 * Guards the fused kernel's speed by the ratio to plain double loops over the same network in the same run; both by processor
 * time of this thread, so load and clock meet both. Off the compiler's cliff the kernel loses a factor of two to twenty.
 */
class KernelSpeedGuardTest {

    private static final long WARM_UP_NANOS = 2_000_000_000L;
    private static final long DEADLINE_NANOS = 20_000_000_000L;
    private static final int FUSED_ROUNDS = 20;

    @ParameterizedTest(name = "width {0}: at least {3} times the plain loops")
    @CsvSource({"10, 32, 300, 10", "32, 64, 60, 15"})
    void staysFarAheadOfPlainLoops(int width, int rows, int depth, double bound) {
        ResidualDenseShape shape = new ResidualDenseShape(depth, width, Activation.TANH, LayerScale.constant(1f / depth), true);
        ParameterSlices slices = ParameterSlices.contiguous(shape, 0);
        float[] p = new float[shape.parameterCount()];
        float[] x = new float[rows * width];
        new RandomStreams(System.nanoTime()).stream("p").gaussians(p, 0, 0.1);
        new RandomStreams(System.nanoTime()).stream("x").gaussians(x, 0, 1);
        Runnable fused = fused(shape, slices, p, x, rows);
        Runnable plain = plain(new ReferenceResidualDense(shape, slices), p, x);

        // The plain loops first and alone: as long as they are not compiled, the ratio would flatter the kernel.
        for (long end = System.nanoTime() + WARM_UP_NANOS; System.nanoTime() < end;) {
            plain.run();
        }
        long fusedNanos = Long.MAX_VALUE;
        long plainNanos = Long.MAX_VALUE;
        double ratio = 0;
        // The compiler works beside us; twenty seconds is its deadline, a few are the rule.
        for (long end = System.nanoTime() + DEADLINE_NANOS; System.nanoTime() < end && ratio <= bound;) {
            plainNanos = Math.min(plainNanos, cpuNanos(plain));
            for (int i = 0; i < FUSED_ROUNDS; i++) {
                fusedNanos = Math.min(fusedNanos, cpuNanos(fused));
            }
            ratio = (double) plainNanos / fusedNanos;
        }
        assertThat(ratio).as("plain loops %d us, fused kernel %d us a step", plainNanos / 1000, fusedNanos / 1000)
                .isGreaterThan(bound);
    }

    private static Runnable fused(ResidualDenseShape shape, ParameterSlices slices, float[] p, float[] x, int rows) {
        ResidualDenseKernel kernel = new ResidualDenseKernel(shape, slices, rows);
        float[] y = new float[x.length];
        float[] gradient = new float[p.length];
        return () -> {
            kernel.forward(p, x, rows, y);
            kernel.backward(p, y, gradient, null);
        };
    }

    private static Runnable plain(ReferenceResidualDense reference, float[] p, float[] x) {
        double[] parameters = widen(p);
        double[] input = widen(x);
        double[] dx = new double[x.length];
        return () -> {
            double[] y = reference.forward(parameters, input);
            reference.backward(parameters, input, y, dx);
        };
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static long cpuNanos(Runnable work) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }
}
