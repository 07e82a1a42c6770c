package org.plumbline.theory.limits;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation with two derivatives at 0 and sigma(0) = 0, as the limit theorems ask for.
 * The limits know it by s1 = sigma'(0) and s2 = sigma''(0) alone, except the neural ODE, which keeps all of sigma. ReLU is no such
 * function.
 *
 * @param name       for messages
 * @param value      sigma
 * @param derivative sigma'
 * @param slope      s1 = sigma'(0)
 * @param curvature  s2 = sigma''(0)
 */
public record SmoothActivation(String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, double slope,
        double curvature) {

    /** tanh: s1 = 1, s2 = 0. */
    public static final SmoothActivation TANH = new SmoothActivation("tanh", Math::tanh, z -> {
        double tanh = Math.tanh(z);
        return 1 - tanh * tanh;
    }, 1, 0);

    /** The identity: s1 = 1, s2 = 0. */
    public static final SmoothActivation IDENTITY = new SmoothActivation("identity", z -> z, z -> 1, 1, 0);

    /** SiLU, z / (1 + exp(-z)): s1 = 1/2, s2 = 1/2. */
    public static final SmoothActivation SILU = new SmoothActivation("silu", z -> z / (1 + Math.exp(-z)), z -> {
        double sigmoid = 1 / (1 + Math.exp(-z));
        return sigmoid * (1 + z * (1 - sigmoid));
    }, 0.5, 0.5);

    private static final double STEP = 1e-4;

    /**
     * Checks the function near 0.
     *
     * @throws IllegalArgumentException if sigma(0) is not 0, or s1 or s2 are far from the difference quotients of sigma at 0
     */
    public SmoothActivation {
        Objects.requireNonNull(name, "name");
        double atZero = value.applyAsDouble(0);
        if (atZero != 0) {
            throw new IllegalArgumentException("activation " + name + ": the limits need sigma(0) = 0, got " + atZero);
        }
        double up = value.applyAsDouble(STEP);
        double down = value.applyAsDouble(-STEP);
        requireNear(name, "sigma'(0)", slope, (up - down) / (2 * STEP));
        requireNear(name, "derivative at 0", derivative.applyAsDouble(0), slope);
        requireNear(name, "sigma''(0)", curvature, (up + down) / (STEP * STEP));
    }

    private static void requireNear(String name, String what, double said, double found) {
        // A third derivative of order one changes the quotients by STEP^2, rounding by 1e-8.
        if (!(Math.abs(said - found) <= 1e-2 * Math.max(1, Math.abs(found)))) {
            throw new IllegalArgumentException("activation " + name + ": " + what + " is said to be " + said
                    + ", difference quotients give " + found);
        }
    }
}
