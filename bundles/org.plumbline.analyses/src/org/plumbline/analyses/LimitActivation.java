package org.plumbline.analyses;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.numerics.special.ErrorFunction;
import org.plumbline.theory.limits.SmoothActivation;

/**
 * An activation of a network as the theory sees it.
 *
 * @param value  sigma
 * @param smooth the same with its derivatives at 0, if the limit theorems know it: two derivatives and sigma(0) = 0
 */
record LimitActivation(DoubleUnaryOperator value, Optional<SmoothActivation> smooth) {
    static final LimitActivation IDENTITY = of(SmoothActivation.IDENTITY);
    private static final double ROOT_PI = Math.sqrt(Math.PI);

    private static LimitActivation of(SmoothActivation smooth) {
        return new LimitActivation(smooth.value(), Optional.of(smooth));
    }

    private static LimitActivation rough(DoubleUnaryOperator value) {
        return new LimitActivation(value, Optional.empty());
    }

    /** @return the activation; empty if the theory has no formula for it */
    static Optional<LimitActivation> of(ActivationLayer layer) {
        return switch (layer.function()) {
            case TANH -> Optional.of(of(SmoothActivation.TANH));
            case IDENTITY -> Optional.of(IDENTITY);
            case SILU -> Optional.of(of(SmoothActivation.SILU));
            case ERF -> Optional.of(of(errorFunction("erf", 1)));
            case UNIT_ERF -> Optional.of(of(errorFunction("unit-erf", ROOT_PI / 2)));
            case GELU -> Optional.of(of(gelu()));
            case RELU -> Optional.of(rough(x -> Math.max(x, 0)));
            case LEAKY_RELU -> Optional.of(rough(x -> x > 0 ? x : layer.slope() * x));
            case HARD_TANH -> Optional.of(rough(x -> Math.clamp(x, -1, 1)));
            // sigma(0) = ln 2: the states run away as the depth grows, and there is no limit of this kind.
            case SOFTPLUS -> Optional.of(rough(x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))));
            default -> Optional.empty();
        };
    }

    /** erf(a x): slope 2 a / sqrt(pi) and curvature 0 at 0. */
    private static SmoothActivation errorFunction(String name, double a) {
        return new SmoothActivation(name, x -> ErrorFunction.erf(a * x), x -> 2 * a / ROOT_PI * Math.exp(-a * a * x * x),
                2 * a / ROOT_PI, 0);
    }

    /** x Phi(x): derivative Phi + x phi, second derivative 2 phi - x^2 phi; 1/2 and 2 phi(0) at 0. */
    private static SmoothActivation gelu() {
        double density = 1 / Math.sqrt(2 * Math.PI);
        return new SmoothActivation("gelu", x -> x * ErrorFunction.normal(x),
                x -> ErrorFunction.normal(x) + x * density * Math.exp(-x * x / 2), 0.5, 2 * density);
    }
}
