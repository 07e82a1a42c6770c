package org.plumbline.engine.execution;

import org.plumbline.engine.network.Cost;
import org.plumbline.engine.network.Network;
import org.plumbline.numerics.arrays.Precision;

/**
 * Into how many slices a batch is cut where the experiment does not say: as many as cost next to nothing on one thread.
 * <p>What a slice costs more, its own copies of the weights and their gradients, grows with the parameters; what it computes
 * with the forward pass. The number follows from the network and the batch alone, never from the machine, since the bits depend on
 * it.</p>
 */
public final class AutomaticSlices {
    /** More pay only on machines where several trials would be better, and cost memory. */
    private static final int MOST = 4;
    /**
     * Least products that a slice makes with each weight, on average. Measured on one thread: from 6,000 on four slices cost at
     * most 3 %, at 800 they cost 5 %, at 400 some 11 %, at 64 half as much again and more; see releng/bench.
     */
    private static final double LEAST_PRODUCTS = 2000;
    /** Least operations of a slice's forward pass: some 0.1 ms, against 0.02 ms to wake a thread. */
    private static final double LEAST_FLOPS = 1e7;
    /** Most bytes of gradients besides the first. */
    private static final double MOST_GRADIENTS = 128e6;

    private AutomaticSlices() {
    }

    /** @return 1, or a power of two */
    public static int of(Network network, int batch, Precision precision) {
        Cost cost = network.root().cost(network.input());
        double weights = network.layout().size();
        if (!network.root().separable() || weights == 0) {
            return 1;
        }
        int slices = MOST;
        while (slices > 1) {
            double flops = cost.flops() * Math.floorDiv(batch, slices);
            if (flops >= LEAST_FLOPS && flops / (2 * weights) >= LEAST_PRODUCTS
                    && (slices - 1) * weights * precision.bytes() <= MOST_GRADIENTS) {
                break;
            }
            slices /= 2;
        }
        return slices;
    }
}
