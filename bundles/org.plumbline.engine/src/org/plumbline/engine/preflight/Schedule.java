package org.plumbline.engine.preflight;

import java.util.PriorityQueue;

/** When trials end that wait in one line for several workers: each worker takes the next when it is free. */
final class Schedule {
    private Schedule() {
    }

    /**
     * @param seconds of each trial, in the order of the line. Not modified.
     * @param workers at least 1
     * @return seconds until the last has ended; 0 if there is none
     */
    static double length(double[] seconds, int workers) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        double last = 0;
        for (double trial : seconds) {
            double begin = free.size() < workers ? 0 : free.poll();
            free.add(begin + trial);
            last = Math.max(last, begin + trial);
        }
        return last;
    }
}
