package org.plumbline.numerics.kernels;

/** The function sigma that acts on each coordinate of a layer's pre-activation. */
public enum Activation {
    /** Hyperbolic tangent; accuracy of the vectorised form: see VectorTanh. */
    TANH,
    /** max(z, 0), with derivative 0 at z = 0. */
    RELU,
    /** sigma(z) = z. */
    IDENTITY,
    /** z for z >= 0, else {@link #LEAKY_SLOPE} z, with the derivative LEAKY_SLOPE at z = 0. */
    LEAKY_RELU,
    /** z cut off at -1 and 1, with derivative 0 from there on. */
    HARD_TANH;

    /** The slope of the leaky ReLU on the negative axis; PyTorch's default. */
    public static final double LEAKY_SLOPE = 0.01;
}
