package org.plumbline.numerics.dnn;

/** Smooth functions of each entry whose derivative needs the input. */
public enum SmoothFunction {
    /** z Phi(z), Phi the distribution function of the standard normal: the exact form. */
    GELU,
    /** z / (1 + exp(-z)). */
    SILU,
    /** log(1 + exp(z)). */
    SOFTPLUS,
    /** erf z; slope 2/sqrt(pi) at 0. The library has none: computed one by one, in double. */
    ERF,
    /** erf(sqrt(pi)/2 z): slope 1 at 0. As {@link #ERF}. */
    UNIT_ERF
}
