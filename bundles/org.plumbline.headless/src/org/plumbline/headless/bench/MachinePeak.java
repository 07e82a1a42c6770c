package org.plumbline.headless.bench;

import java.lang.management.ManagementFactory;

/**
 * What one thread of this machine reaches, by processor time, in loops that the compiler turns into vector instructions: fused
 * multiply-adds in registers, and the triad a = b + s c on arrays that no cache holds. The best of all trials so far counts.
 */
final class MachinePeak {
    private static final int IN_CACHE = 1024;
    private static final int CHAIN = 16;
    private static final int PASSES = 4000;
    private static final int TRIAD_LENGTH = 16 << 20;
    private static final int TRIALS = 12;
    private static final int TRIAD_BYTES = 12;

    private double floatFlops;
    private double doubleFlops;
    private double bandwidth;

    /** Measures again, under the load of now; takes about a second. */
    void measure() {
        float[] singles = new float[IN_CACHE];
        double[] doubles = new double[IN_CACHE];
        double flops = 2.0 * CHAIN * IN_CACHE * PASSES;
        for (int i = 0; i < TRIALS; i++) {
            floatFlops = Math.max(floatFlops, flops / nanos(() -> floatChain(singles)));
            doubleFlops = Math.max(doubleFlops, flops / nanos(() -> doubleChain(doubles)));
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

    private static void floatChain(float[] a) {
        for (int pass = 0; pass < PASSES; pass++) {
            floatPass(a, 0.5f, 1f);
        }
    }

    /** Sixteen dependent steps an entry, many entries at once: bound by the multiply-adders, not by loads. */
    private static void floatPass(float[] a, float m, float s) {
        for (int i = 0; i < a.length; i++) {
            float x = a[i];
            x = Math.fma(Math.fma(Math.fma(Math.fma(x, m, s), m, s), m, s), m, s);
            x = Math.fma(Math.fma(Math.fma(Math.fma(x, m, s), m, s), m, s), m, s);
            x = Math.fma(Math.fma(Math.fma(Math.fma(x, m, s), m, s), m, s), m, s);
            x = Math.fma(Math.fma(Math.fma(Math.fma(x, m, s), m, s), m, s), m, s);
            a[i] = x;
        }
    }

    private static void doubleChain(double[] a) {
        for (int pass = 0; pass < PASSES; pass++) {
            doublePass(a, 0.5, 1);
        }
    }

    private static void doublePass(double[] a, double m, double s) {
        for (int i = 0; i < a.length; i++) {
            double x = a[i];
            x = Math.fma(Math.fma(Math.fma(Math.fma(x, m, s), m, s), m, s), m, s);
            x = Math.fma(Math.fma(Math.fma(Math.fma(x, m, s), m, s), m, s), m, s);
            x = Math.fma(Math.fma(Math.fma(Math.fma(x, m, s), m, s), m, s), m, s);
            x = Math.fma(Math.fma(Math.fma(Math.fma(x, m, s), m, s), m, s), m, s);
            a[i] = x;
        }
    }

    private static void triad(float[] a, float[] b, float[] c) {
        for (int i = 0; i < a.length; i++) {
            a[i] = b[i] + 3f * c[i];
        }
    }
}
