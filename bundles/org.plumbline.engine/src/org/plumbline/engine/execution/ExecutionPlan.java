package org.plumbline.engine.execution;

import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.factory.Lists;
import org.plumbline.engine.network.Network;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;

/**
 * How a network will be run: its parts one after the other, known before anything is allocated.
 *
 * @param backend who computes
 * @param network what is run
 * @param options what was asked for
 * @param parts   in the order of the layers, each for one slice
 * @param slices  into how many slices a batch is cut, each run by parts of its own
 */
public record ExecutionPlan(String backend, Network network, ExecutionOptions options, ImmutableList<PlannedPart> parts,
        int slices) {

    /** @return what is passed between parts and kept by them, and what slices have of their own */
    public Memory states() {
        Memory one = parts.collect(PlannedPart::states).injectInto(between(), Memory::plus);
        return slices == 1 ? one : one.plus(sliceArrays(network, options, sliceSize())).times(slices);
    }

    /** @return the most examples of one slice */
    public int sliceSize() {
        return (options.capacity() + slices - 1) / slices;
    }

    /** The arrays between parts, each with its gradient. */
    private Memory between() {
        double numbers = parts.size() < 2 ? 0 : parts.take(parts.size() - 1).sumOfDouble(part -> 2.0 * part.output().size());
        return new Memory(numbers * sliceSize() * options.precision().bytes(), 0);
    }

    /** A gradient, inputs and outputs. */
    static Memory sliceArrays(Network network, ExecutionOptions options, int size) {
        double numbers = network.layout().size() + (double) size * (network.input().size() + network.output().size());
        return new Memory(numbers * options.precision().bytes(), 0);
    }

    /** @return parameters, their gradient and the statistics */
    public Memory parameters() {
        return new Memory((2.0 * network.layout().size() + network.statistics().size()) * options.precision().bytes(), 0);
    }

    /**
     * Allocates all that running needs.
     *
     * @param statistics of the network, moved by training. Shared, not copied.
     * @param noise      random numbers for training
     * @param threads    how many threads may compute slices, at least 1; the bits do not depend on it
     */
    public NetworkExecution open(RealArray statistics, RandomStream noise, int threads) {
        if (slices == 1) {
            return slice(statistics, noise);
        }
        MutableList<NetworkExecution> opened = Lists.mutable.empty();
        try {
            for (int s = 0; s < slices; s++) {
                opened.add(slice(statistics, noise));
            }
        } catch (RuntimeException | Error e) {
            opened.forEach(NetworkExecution::close);
            throw e;
        }
        return new SlicedExecution(this, opened.toImmutable(), sliceSize(), threads);
    }

    private NetworkExecution slice(RealArray statistics, RandomStream noise) {
        MutableList<NetworkExecution> opened = Lists.mutable.empty();
        try {
            for (PlannedPart part : parts) {
                opened.add(part.opener().open(statistics, noise));
            }
        } catch (RuntimeException | Error e) {
            opened.forEach(NetworkExecution::close);
            throw e;
        }
        return opened.size() == 1 ? opened.getFirst() : new SequentialExecution(this, opened.toImmutable());
    }

    /** @return the precision of all arrays */
    public Precision precision() {
        return options.precision();
    }
}
