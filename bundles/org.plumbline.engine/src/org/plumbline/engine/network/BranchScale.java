package org.plumbline.engine.network;

import java.util.Optional;

/**
 * The factor in front of a residual branch.
 *
 * @param mode     how it is made
 * @param constant its value if the mode is {@code CONSTANT}; 1 otherwise
 * @param tensor   the trainable number, if the mode has one
 */
public record BranchScale(Mode mode, double constant, Optional<ParameterTensor> tensor) {

    /** The ways to scale a branch. */
    public enum Mode {
        /** A fixed number. */
        CONSTANT,
        /** |delta| with one trainable delta for all copies. */
        SHARED,
        /** delta_k, signed and trainable, one per copy. */
        PER_LAYER
    }

    /** The factor 1. */
    public static final BranchScale NONE = constant(1);

    public static BranchScale constant(double factor) {
        return new BranchScale(Mode.CONSTANT, factor, Optional.empty());
    }

    /** @param start initial value of the one delta */
    public static BranchScale shared(String name, double start) {
        return new BranchScale(Mode.SHARED, 1,
                Optional.of(ParameterTensor.scale(name, true, new ScaleStart(start, 0))));
    }

    /** @param std standard deviation of the initial delta_k, mean 0 */
    public static BranchScale perLayer(String name, double std) {
        return new BranchScale(Mode.PER_LAYER, 1,
                Optional.of(ParameterTensor.scale(name, false, new ScaleStart(0, std))));
    }

    /** @return the factor that the forward pass uses */
    double factor(LayerParameters parameters) {
        return switch (mode) {
            case CONSTANT -> constant;
            case SHARED -> Math.abs(parameters.scalar(tensor.orElseThrow().name()));
            case PER_LAYER -> parameters.scalar(tensor.orElseThrow().name());
        };
    }

    /** @return derivative of the factor by its trainable number; 0 at delta = 0 of the mode {@code SHARED} */
    double derivative(LayerParameters parameters) {
        return switch (mode) {
            case CONSTANT -> 0;
            case SHARED -> Math.signum(parameters.scalar(tensor.orElseThrow().name()));
            case PER_LAYER -> 1;
        };
    }
}
