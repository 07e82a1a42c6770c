package org.plumbline.engine.network;

import java.util.OptionalInt;

import org.plumbline.numerics.kernels.ParameterSlices;
import org.plumbline.numerics.kernels.ResidualDenseKernel;
import org.plumbline.numerics.kernels.StateStorage;

/** Runs a stack of residual dense layers in one kernel, without an array-library call per layer. */
final class FusedResidualExecution implements NetworkExecution {
    /** States may take this part of the heap at most: the rest is for parameters, gradients, the optimiser and data. */
    private static final int HEAP_SHARE = 2;

    private final ExecutionPlanner.Stack stack;
    private final StateStorage storage;
    private final ResidualDenseKernel kernel;

    /** @throws IllegalArgumentException if the states of a batch of this capacity do not fit; the message names what would */
    FusedResidualExecution(Network network, ExecutionPlanner.Stack stack, int capacity) {
        this.stack = stack;
        ParameterLayout layout = network.layout();
        int bias = stack.dense().hasBias() ? layout.slot(stack.dense().bias()).offset() : 0;
        int scale = stack.scale().tensor().map(tensor -> layout.slot(tensor.name()).offset()).orElse(0);
        ParameterSlices slices = new ParameterSlices(layout.slot(stack.dense().weight()).offset(), bias, scale);
        storage = StateStorage.within(stack.shape(), capacity, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        kernel = new ResidualDenseKernel(stack.shape(), slices, capacity, storage);
    }

    @Override
    public String path() {
        return "fused residual dense, depth " + stack.shape().depth() + ", width " + stack.shape().width()
                + (storage.allActivations() ? "" : ", activations recomputed in segments of " + storage.segment());
    }

    @Override
    public void forward(float[] parameters, float[] x, int n, float[] y) {
        kernel.forward(parameters, x, n, y);
    }

    @Override
    public void backward(float[] parameters, float[] g, float[] gradient) {
        kernel.backward(parameters, g, gradient, null);
    }

    @Override
    public void tangent(float[] parameters, float[] inputTangent, float[] parameterTangent, float[] outputTangent) {
        kernel.tangent(parameters, inputTangent, parameterTangent, outputTangent);
    }

    @Override
    public String firstNonFinite() {
        OptionalInt layer = kernel.firstNonFiniteLayer();
        return layer.isPresent() ? "layer " + (layer.getAsInt() + 1) + " of " + stack.shape().depth() : "";
    }

    @Override
    public void close() {
        // the kernel holds nothing outside of the Java heap
    }
}
