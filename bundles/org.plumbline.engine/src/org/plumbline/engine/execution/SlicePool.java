package org.plumbline.engine.execution;

import java.util.concurrent.ForkJoinPool;

/** The threads that help with slices, as many as there are processors, shared by all trials of the process. */
final class SlicePool {
    static final ForkJoinPool POOL = new ForkJoinPool(Runtime.getRuntime().availableProcessors());

    private SlicePool() {
    }
}
