package org.plumbline.engine.execution;

import java.util.OptionalInt;

import org.plumbline.engine.network.Mode;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.arrays.RealArray.Floats;
import org.plumbline.numerics.dnn.ConvolutionPlan;
import org.plumbline.numerics.dnn.ConvolutionSlices;
import org.plumbline.numerics.dnn.ConvolutionStack;

/** Runs a stack of convolutions on oneDNN, with its layout kept between the layers. */
final class ConvolutionStackExecution implements NetworkExecution {
    private final ConvolutionStack stack;
    /** Of the last forward pass. */
    private RealArray point;

    ConvolutionStackExecution(ConvolutionPlan plan, ConvolutionSlices slices) {
        stack = new ConvolutionStack(plan, slices);
    }

    @Override
    public void forward(Mode mode, RealArray parameters, RealArray x, int n, RealArray y) {
        point = parameters;
        stack.forward(floats(parameters), floats(x), n, floats(y));
    }

    @Override
    public void backward(RealArray parameters, RealArray g, RealArray gradient, RealArray inputGradient) {
        stack.backward(floats(parameters), floats(g), floats(gradient), inputGradient == null ? null : floats(inputGradient));
    }

    @Override
    public void tangent(RealArray parameters, RealArray inputTangent, RealArray parameterTangent, RealArray outputTangent) {
        stack.tangent(floats(parameters), floats(inputTangent), floats(parameterTangent), floats(outputTangent));
    }

    @Override
    public String firstNonFinite() {
        OptionalInt layer = stack.firstNonFiniteLayer(floats(point));
        return layer.isPresent() ? "layer " + (layer.getAsInt() + 1) + " of " + stack.plan().shape().depth() : "";
    }

    @Override
    public void close() {
        stack.close();
    }

    private static float[] floats(RealArray array) {
        return ((Floats) array).values();
    }
}
