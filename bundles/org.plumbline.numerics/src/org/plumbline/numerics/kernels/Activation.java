package org.plumbline.numerics.kernels;

/** The function sigma that acts on each coordinate of a layer's pre-activation. */
public enum Activation {
    /** Hyperbolic tangent; accuracy of the vectorised form: see VectorTanh. */
    TANH,
    /** max(z, 0), with derivative 0 at z = 0. */
    RELU,
    /** sigma(z) = z. */
    IDENTITY
}
