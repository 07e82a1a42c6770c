package org.plumbline.engine.execution;

import java.util.OptionalInt;

import org.plumbline.engine.network.Mode;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.arrays.RealArray.Doubles;
import org.plumbline.numerics.kernels.ParameterSlices;
import org.plumbline.numerics.kernels.float64.DoubleResidualDenseKernel;
import org.plumbline.numerics.kernels.ResidualDenseShape;
import org.plumbline.numerics.kernels.float64.DoubleStateStorage;

/** Runs a stack of residual dense layers in one kernel in double precision, without an array-library call per layer. */
final class DoubleResidualExecution implements NetworkExecution {
    private final ResidualDenseShape shape;
    private final DoubleResidualDenseKernel kernel;

    DoubleResidualExecution(ResidualDenseShape shape, ParameterSlices slices, int capacity, DoubleStateStorage storage) {
        this.shape = shape;
        kernel = new DoubleResidualDenseKernel(shape, slices, capacity, storage);
    }

    @Override
    public void forward(Mode mode, RealArray parameters, RealArray x, int n, RealArray y) {
        kernel.forward(doubles(parameters), doubles(x), n, doubles(y));
    }

    @Override
    public void backward(RealArray parameters, RealArray g, RealArray gradient, RealArray inputGradient) {
        kernel.backward(doubles(parameters), doubles(g), doubles(gradient), inputGradient == null ? null : doubles(inputGradient));
    }

    @Override
    public void tangent(RealArray parameters, RealArray inputTangent, RealArray parameterTangent, RealArray outputTangent) {
        kernel.tangent(doubles(parameters), doubles(inputTangent), doubles(parameterTangent), doubles(outputTangent));
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

    private static double[] doubles(RealArray array) {
        return ((Doubles) array).values();
    }
}
