package org.plumbline.engine.network;

/** What a parameter is for; an initialiser chooses by it. */
public enum TensorRole {
    /** Multiplies activations: a matrix or a convolution kernel. */
    WEIGHT,
    /** Is added to activations. */
    BIAS,
    /** Multiplies a whole residual branch. Its initial value belongs to the layer, not to the initialiser. */
    SCALE,
    /** Multiplies each normalised entry or output. Its initial value belongs to the layer, too. */
    GAIN,
    /** Is not trained but observed, such as a running mean. Its initial value belongs to the layer. */
    STATISTIC
}
