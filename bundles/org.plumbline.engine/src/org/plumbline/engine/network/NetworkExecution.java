package org.plumbline.engine.network;

/**
 * A network made ready to run on one thread: how its tree is executed is decided here, and nowhere else.
 * <p>
 * All arrays are row-major float32; parameters, gradients and tangents are flat, in the order of
 * {@link Network#layout()}. Equal input gives equal bits, on every call and on every thread.
 * </p>
 */
public interface NetworkExecution extends AutoCloseable {

    /** @return one line that says which path it takes, e.g. {@code fused residual dense, 16 lanes} */
    String path();

    /**
     * Computes y = f(x, theta) and keeps what {@link #backward} and {@link #tangent} need.
     *
     * @param parameters theta. Not modified.
     * @param x          inputs [n, input size]. Not modified.
     * @param n          number of examples, 1 to the capacity it was made for
     * @param y          outputs [n, output size]. Modified.
     */
    void forward(float[] parameters, float[] x, int n, float[] y);

    /**
     * Gradient of sum(g * y) with respect to the parameters, at the point of the last {@link #forward}.
     *
     * @param parameters the same as there. Not modified.
     * @param g          [n, output size]. Not modified.
     * @param gradient   overwritten with the gradient, [layout size]
     */
    void backward(float[] parameters, float[] g, float[] gradient);

    /**
     * Jacobian-vector product at the point of the last {@link #forward}.
     *
     * @param parameters       the same as there. Not modified.
     * @param inputTangent     dx [n, input size]. Not modified.
     * @param parameterTangent dtheta [layout size]. Not modified.
     * @param outputTangent    overwritten with dy [n, output size]
     */
    void tangent(float[] parameters, float[] inputTangent, float[] parameterTangent, float[] outputTangent);

    /**
     * @return where the last {@link #forward} first became not finite, e.g. {@code layer 17}; empty if it is not
     *         known or all is finite
     */
    String firstNonFinite();

    @Override
    void close();
}
