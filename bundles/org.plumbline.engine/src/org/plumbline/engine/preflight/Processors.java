package org.plumbline.engine.preflight;

/** How trials share the processors of this machine. */
final class Processors {
    private Processors() {
    }

    /** @return by which factor trials take longer because they have to take turns, at least 1 */
    static double crowding(int workers) {
        return Math.max(1.0, (double) workers / Runtime.getRuntime().availableProcessors());
    }

    /** @return number of trials that run without taking turns, at least 1 */
    static int together(int workers, int trials) {
        return Math.max(1, Math.min(Math.min(workers, trials), Runtime.getRuntime().availableProcessors()));
    }
}
