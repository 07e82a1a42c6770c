package org.plumbline.engine.execution;

import org.plumbline.numerics.arrays.Precision;

/**
 * How a network is to be run.
 *
 * @param capacity  the most examples of one call, at least 1
 * @param precision of parameters, states and derivatives
 * @param limit     memory for states; parameters, gradients and the optimiser are not part of it
 */
public record ExecutionOptions(int capacity, Precision precision, Memory limit) {
}
