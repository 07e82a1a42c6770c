package org.plumbline.engine.execution;

import org.plumbline.numerics.arrays.Precision;

/**
 * How a network is to be run.
 *
 * @param capacity  the most examples of one call, at least 1
 * @param precision of parameters, states and derivatives
 * @param limit     memory for states; parameters, gradients and the optimiser are not part of it
 * @param slices    into how many slices a batch is cut, at least 1; their gradients are added in their order, so that the bits
 *                  depend on this number but not on how many threads compute them
 */
public record ExecutionOptions(int capacity, Precision precision, Memory limit, int slices) {

    /** The whole batch at once. */
    public ExecutionOptions(int capacity, Precision precision, Memory limit) {
        this(capacity, precision, limit, 1);
    }
}
