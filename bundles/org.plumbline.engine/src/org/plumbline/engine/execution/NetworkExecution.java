package org.plumbline.engine.execution;

import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.numerics.arrays.RealArray;

/**
 * A network, or a part of one, made ready to run on one thread.
 * <p>
 * All arrays are row-major and of one precision, that of the plan; parameters, gradients and tangents are flat, in the order
 * of {@link Network#layout()}, also for a part. Equal input gives equal bits, on every call and on every thread.
 * </p>
 */
public interface NetworkExecution extends AutoCloseable {

    /**
     * Computes y = f(x, theta) and keeps what {@link #backward} and {@link #tangent} need.
     *
     * @param mode       what for; in mode {@code TRAINING} the statistics move
     * @param parameters theta. Not modified.
     * @param x          inputs [n, input size]. Not modified.
     * @param n          number of examples, 1 to the capacity it was made for
     * @param y          outputs [n, output size]. Modified.
     */
    void forward(Mode mode, RealArray parameters, RealArray x, int n, RealArray y);

    /**
     * Vector-Jacobian product at the point of the last {@link #forward}: gradients of sum(g * y).
     *
     * @param parameters    the same as there. Not modified.
     * @param g             [n, output size]. Not modified.
     * @param gradient      [layout size]; overwritten where the parameters of this part lie
     * @param inputGradient overwritten with the gradient with respect to x [n, input size]; null: not wanted
     */
    void backward(RealArray parameters, RealArray g, RealArray gradient, RealArray inputGradient);

    /**
     * Jacobian-vector product at the point of the last {@link #forward}.
     *
     * @param parameters       the same as there. Not modified.
     * @param inputTangent     dx [n, input size]. Not modified.
     * @param parameterTangent dtheta [layout size]. Not modified.
     * @param outputTangent    overwritten with dy [n, output size]
     */
    void tangent(RealArray parameters, RealArray inputTangent, RealArray parameterTangent, RealArray outputTangent);

    /**
     * @return where the last {@link #forward} first became not finite, e.g. {@code layer 17}; empty if it is not
     *         known or all is finite
     */
    String firstNonFinite();

    @Override
    void close();
}
