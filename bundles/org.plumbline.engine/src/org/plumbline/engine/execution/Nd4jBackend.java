package org.plumbline.engine.execution;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.plumbline.engine.network.Network;

/** Runs everything with the layers' own array operations: slow, but one way for all, to compare the others with. */
final class Nd4jBackend implements ComputeBackend {

    @Override
    public String id() {
        return "nd4j";
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public ExecutionPlan plan(Network network, ExecutionOptions options) {
        return new ExecutionPlan(id(), network, options,
                Lists.immutable.with(GenericPart.plan(network, Lists.immutable.with(network.root()), network.input(), options)), 1);
    }
}
