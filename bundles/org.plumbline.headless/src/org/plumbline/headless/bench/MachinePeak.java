package org.plumbline.headless.bench;

import java.lang.management.ManagementFactory;

import org.plumbline.numerics.kernels.MultiplyAddChains;

/**
 * What one thread of this machine reaches, by processor time: independent chains of fused multiply-adds on full vectors in
 * registers, and the triad a = b + s c on arrays that no cache holds. The best of all trials so far counts.
 */
final class MachinePeak {
    private static final int ROUNDS = 200_000;
    private static final int TRIAD_LENGTH = 16 << 20;
    private static final int TRIALS = 12;
    private static final int CHAIN_TRIALS = 60;
    private static final int TRIAD_BYTES = 12;

    private double floatFlops;
    private double doubleFlops;
    private double bandwidth;
    /** Of the chains, so that none is left out. */
    private double result;

    /** Measures again, under the load of now; takes about a second. */
    void measure() {
        for (int i = 0; i < CHAIN_TRIALS; i++) {
            floatFlops = Math.max(floatFlops, MultiplyAddChains.floatFlops() * ROUNDS / nanos(() -> result += MultiplyAddChains.floats(ROUNDS)));
            doubleFlops = Math.max(doubleFlops, MultiplyAddChains.doubleFlops() * ROUNDS / nanos(() -> result += MultiplyAddChains.doubles(ROUNDS)));
        }
        float[] a = new float[TRIAD_LENGTH];
        float[] b = new float[TRIAD_LENGTH];
        float[] c = new float[TRIAD_LENGTH];
        for (int i = 0; i < TRIALS; i++) {
            bandwidth = Math.max(bandwidth, (double) TRIAD_BYTES * TRIAD_LENGTH / nanos(() -> triad(a, b, c)));
        }
    }

    /** Returns operations a nanosecond, that is GFLOP/s. */
    double flops(Work.Precision precision) {
        return precision == Work.Precision.FLOAT ? floatFlops : doubleFlops;
    }

    /** Returns bytes read and written a nanosecond, that is GB/s; 12 for each entry of the triad. */
    double bandwidth() {
        return bandwidth;
    }

    private static double nanos(Runnable work) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }

    private static void triad(float[] a, float[] b, float[] c) {
        for (int i = 0; i < a.length; i++) {
            a[i] = b[i] + 3f * c[i];
        }
    }
}
