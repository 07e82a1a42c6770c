package org.plumbline.numerics.dnn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Arrays that are handed out and taken back, and how many numbers that took; a dry one only counts. */
final class DoubleArena {

    private final boolean dry;
    private final Map<Integer, Deque<double[]>> free = new HashMap<>();
    private long numbers;

    DoubleArena(boolean dry) {
        this.dry = dry;
    }

    /** An array of at least so many numbers, of any content. */
    double[] take(int length) {
        Deque<double[]> waiting = free.get(length);
        if (waiting != null && !waiting.isEmpty()) {
            return waiting.pop();
        }
        numbers += length;
        return new double[dry ? 0 : length];
    }

    void give(double[] array, int length) {
        free.computeIfAbsent(length, any -> new ArrayDeque<>()).push(array);
    }

    /** The numbers of all arrays that were ever handed out. */
    long numbers() {
        return numbers;
    }
}
