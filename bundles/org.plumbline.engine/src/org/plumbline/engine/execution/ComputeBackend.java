package org.plumbline.engine.execution;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;

/**
 * Who computes: a device, with its ways to run layers. Callers know arrays, plans and executions only, so that another device
 * is another implementation: it makes arrays that lie where it computes, plans parts for the layers that it has kernels for
 * (all others by {@link GenericPart}), and its executions take its arrays.
 */
public interface ComputeBackend {

    /** All of this process, in the order of preference. */
    ImmutableList<ComputeBackend> ALL = Lists.immutable.with(new CpuBackend(), new Nd4jBackend());

    /** @throws IllegalArgumentException if there is none; the message names those that are */
    static ComputeBackend byId(String id) {
        return ALL.detectOptional(backend -> backend.id().equals(id)).orElseThrow(() -> new IllegalArgumentException(
                "no backend '" + id + "'; there are " + ALL.collect(ComputeBackend::id).makeString(", ")));
    }

    /** @return the word for options and plans */
    String id();

    /** @return why it cannot be used on this machine; empty if it can */
    Optional<String> unavailable();

    /** @return a new array of zeros where this backend computes */
    default RealArray zeros(Precision precision, int length) {
        return RealArray.zeros(precision, length);
    }

    /**
     * Decides how a network is run; allocates nothing that lasts.
     *
     * @throws ShapeException if the states of the network do not fit into the limit; the message names the largest depth that
     *                        would, if it is known
     */
    ExecutionPlan plan(Network network, ExecutionOptions options);
}
