package org.plumbline.index;

import java.nio.file.Path;

/**
 * A trial that has ended, as the index knows it; its losses and parameters are in its run.
 *
 * @param run     folder of the run
 * @param id      identity
 * @param cell    axis paths and values for people, e.g. {@code architecture.depth=8}
 * @param seed    its seed
 * @param depth   number of layers along the depth
 * @param state   how it ended
 * @param loss    final loss, NaN if it has none
 * @param steps   of the optimiser
 * @param epochs  passes over the data
 * @param seconds wall time, NaN if not known
 * @param message stop rule, or what went wrong
 */
public record IndexedTrial(Path run, String id, String cell, long seed, int depth, String state, double loss, long steps, int epochs,
        double seconds, String message) {
}
