package org.plumbline.engine.execution;

import org.plumbline.engine.network.Cost;
import org.plumbline.engine.network.Shape;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;

/**
 * Layers of a network that are run together, and how.
 *
 * @param layers     what they are, e.g. {@code repeat 100 x residual(dense, tanh)}
 * @param input      shape of one example before them
 * @param output     shape of one example behind them
 * @param parameters number of their parameters
 * @param path       how they are run, e.g. {@code fused residual dense kernel}
 * @param cost       of one example in the forward pass
 * @param states     memory that running them owns, for the capacity that was planned
 * @param opener     makes it ready
 */
public record PlannedPart(String layers, Shape input, Shape output, int parameters, String path, Cost cost, Memory states,
        Opener opener) {

    /** Allocates what running a part needs. */
    public interface Opener {
        /**
         * @param statistics of the whole network, shared by all parts
         * @param noise      random numbers for training
         */
        NetworkExecution open(RealArray statistics, RandomStream noise);
    }

    /** @return floating-point operations of a training step for n examples: a backward pass counts twice a forward one */
    public double stepFlops(int n) {
        return 3 * n * cost.flops();
    }

    /**
     * @return the least traffic with memory of a training step, bytes: parameters are read twice and their gradient written
     *         once; what is kept for the derivatives is written once and read once
     */
    public double stepBytes(int n, int bytesPerNumber) {
        return bytesPerNumber * (3.0 * parameters + 2.0 * n * cost.retained());
    }
}
