package org.plumbline.headless.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Our side of a case, on the calling thread, whose processor time is counted. */
abstract class OurSubject implements Subject {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private final String note;

    OurSubject(String note) {
        this.note = note;
    }

    /** Goes back to the initial values; not timed. */
    abstract void reset();

    /** Does the steps; returns what the peer's values are compared with. */
    abstract double[] steps(int steps);

    @Override
    public final Sample run(int steps) {
        reset();
        long wall = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        double[] values = steps(steps);
        cpu = THREADS.getCurrentThreadCpuTime() - cpu;
        wall = System.nanoTime() - wall;
        return new Sample(1e-6 * cpu / steps, 1e-6 * wall / steps, values);
    }

    @Override
    public final String note() {
        return note;
    }

    @Override
    public void close() {
        // arrays on the heap
    }
}
