package org.plumbline.engine.execution;

import java.util.Optional;

import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.ShapeException;

/**
 * The kernels of this process. Stacks of equal layers are fused; other layers run one by one, on oneDNN's kernels in
 * single precision and on ours in double; those that have none, as ND4J operations.
 */
final class CpuBackend implements ComputeBackend {

    @Override
    public String id() {
        return "auto";
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public ExecutionPlan plan(Network network, ExecutionOptions options) {
        int slices = Math.min(options.slices(), options.capacity());
        if (slices > 1 && !network.root().separable()) {
            throw new ShapeException("the batch cannot be cut into " + slices + " slices: "
                    + LayerTexts.of(Sequence.flat(network.root())) + " has a layer in which examples meet or random numbers are drawn");
        }
        int size = (options.capacity() + slices - 1) / slices;
        Memory left = slices == 1 ? options.limit()
                : options.limit().times(1.0 / slices).minus(ExecutionPlan.sliceArrays(network, options, size));
        ExecutionOptions slice = new ExecutionOptions(size, options.precision(), left, 1);
        return new ExecutionPlan(id(), network, options, new CpuPlanning(network, slice).parts(), slices);
    }
}
