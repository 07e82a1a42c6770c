package org.plumbline.numerics.kernels;

import java.util.Objects;

/**
 * The factor s_k in front of the activation of layer k.
 * <p>CONSTANT: s_k = constant, not trained. SHARED: s_k = |delta| with one trained delta; the derivative of |delta| at 0 is
 * taken as 0. PER_LAYER: s_k = delta_k, signed, each trained.</p>
 * Source: Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual networks", 2021, and its program.
 *
 * @param kind     which of the three
 * @param constant the factor of CONSTANT, finite, rounded to the kernel's precision; 1 and unused for the others
 */
public record LayerScale(Kind kind, double constant) {

    /** The ways in which a factor can be given. */
    public enum Kind { CONSTANT, SHARED, PER_LAYER }

    /**
     * Checks the factor.
     *
     * @throws IllegalArgumentException if the constant is not finite; the message names it
     */
    public LayerScale {
        Objects.requireNonNull(kind, "kind of layer scale");
        if (!Double.isFinite(constant)) {
            throw new IllegalArgumentException("layer scale: expected a finite constant, got " + constant);
        }
    }

    /** Returns the scale s_k = 1. */
    public static LayerScale one() {
        return constant(1);
    }

    /**
     * Returns the scale s_k = value.
     *
     * @param value finite
     */
    public static LayerScale constant(double value) {
        return new LayerScale(Kind.CONSTANT, value);
    }

    /** Returns the scale s_k = |delta|, delta trained. */
    public static LayerScale shared() {
        return new LayerScale(Kind.SHARED, 1);
    }

    /** Returns the scale s_k = delta_k, each trained. */
    public static LayerScale perLayer() {
        return new LayerScale(Kind.PER_LAYER, 1);
    }

    /**
     * Returns the number of trained scalars: 0, 1 or the depth.
     *
     * @param depth number of layers
     */
    public int parameterCount(int depth) {
        return switch (kind) {
            case CONSTANT -> 0;
            case SHARED -> 1;
            case PER_LAYER -> depth;
        };
    }
}
