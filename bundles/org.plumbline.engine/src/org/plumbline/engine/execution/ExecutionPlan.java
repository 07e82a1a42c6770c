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
 * @param parts   in the order of the layers
 */
public record ExecutionPlan(String backend, Network network, ExecutionOptions options, ImmutableList<PlannedPart> parts) {

    /** @return what is passed between parts and kept by them */
    public Memory states() {
        return parts.collect(PlannedPart::states).injectInto(between(), Memory::plus);
    }

    /** The arrays between parts, each with its gradient. */
    private Memory between() {
        double numbers = parts.size() < 2 ? 0 : parts.take(parts.size() - 1).sumOfDouble(part -> 2.0 * part.output().size());
        return new Memory(numbers * options.capacity() * options.precision().bytes(), 0);
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
     */
    public NetworkExecution open(RealArray statistics, RandomStream noise) {
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
