package org.plumbline.numerics.dnn;

import java.util.Map;

/**
 * oneDNN's own threads are not used: with them the gradients' bits depend on their number (measured: 1 and 2 threads
 * differ), and on a busy machine they wait for each other. OpenMP reads its number from the environment when it loads, so
 * the process that starts Java must set it.
 */
final class SingleThread {

    static final String VARIABLE = "OMP_NUM_THREADS";

    private SingleThread() {
    }

    /** @throws IllegalStateException if OpenMP would use more than one thread; the message says how to set it */
    static void require(Map<String, String> environment, int processors) {
        String threads = environment.get(VARIABLE);
        boolean single = threads == null ? processors == 1 : threads.split(",", -1)[0].strip().equals("1");
        if (!single) {
            throw new IllegalStateException("convolution stack: needs %s=1 in the environment when the program starts, found %s"
                    .formatted(VARIABLE, threads == null ? "none on " + processors + " processors" : threads));
        }
    }
}
