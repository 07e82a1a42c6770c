package org.plumbline.engine.execution;

import java.util.OptionalInt;

import org.plumbline.engine.network.Mode;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.arrays.RealArray.Floats;
import org.plumbline.numerics.kernels.ParameterSlices;
import org.plumbline.numerics.kernels.ResidualDenseKernel;
import org.plumbline.numerics.kernels.ResidualDenseShape;
import org.plumbline.numerics.kernels.StateStorage;

/** Runs a stack of residual dense layers in one kernel in single precision, without an array-library call per layer. */
final class FloatResidualExecution implements NetworkExecution {
    private final ResidualDenseShape shape;
    private final ResidualDenseKernel kernel;

    FloatResidualExecution(ResidualDenseShape shape, ParameterSlices slices, int capacity, StateStorage storage) {
        this.shape = shape;
        kernel = new ResidualDenseKernel(shape, slices, capacity, storage);
    }

    @Override
    public void forward(Mode mode, RealArray parameters, RealArray x, int n, RealArray y) {
        kernel.forward(floats(parameters), floats(x), n, floats(y));
    }

    @Override
    public void backward(RealArray parameters, RealArray g, RealArray gradient, RealArray inputGradient) {
        kernel.backward(floats(parameters), floats(g), floats(gradient), inputGradient == null ? null : floats(inputGradient));
    }

    @Override
    public void tangent(RealArray parameters, RealArray inputTangent, RealArray parameterTangent, RealArray outputTangent) {
        kernel.tangent(floats(parameters), floats(inputTangent), floats(parameterTangent), floats(outputTangent));
    }

    @Override
    public String firstNonFinite() {
        OptionalInt layer = kernel.firstNonFiniteLayer();
        return layer.isPresent() ? "layer " + (layer.getAsInt() + 1) + " of " + shape.depth() : "";
    }

    @Override
    public void close() {
        // the kernel holds nothing outside of the Java heap
    }

    private static float[] floats(RealArray array) {
        return ((Floats) array).values();
    }
}
