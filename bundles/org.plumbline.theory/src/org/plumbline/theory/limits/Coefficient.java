package org.plumbline.theory.limits;

import java.util.Objects;
import java.util.function.DoubleFunction;

/**
 * A function of depth time t in [0, 1] with m numbers as value: the limit of L^beta W_k at t = k / L.
 * Immutable and safe for all threads, unless an implementation says otherwise.
 */
public interface Coefficient {

    /** Returns m. */
    int size();

    /**
     * Writes the value at a time.
     *
     * @param t   in [0, 1]
     * @param out [m]. Modified: overwritten.
     * @throws IllegalArgumentException if the value is not finite; the message names t
     */
    void at(double t, double[] out);

    /** Returns the times inside (0, 1), ascending, at which the function or its slope jumps: solvers stop and start there. */
    default double[] kinks() {
        return new double[0];
    }

    /** Says whether the value is the same at all times. */
    default boolean isConstant() {
        return false;
    }

    /**
     * A coefficient from a formula, smooth on [0, 1].
     *
     * @param size    m >= 1
     * @param formula t to m numbers
     * @throws IllegalArgumentException if m is below 1; when evaluated, if the formula gives another number of values or one that
     *                                  is not finite
     */
    static Coefficient of(int size, DoubleFunction<double[]> formula) {
        Objects.requireNonNull(formula, "formula");
        return new FormulaCoefficient(size, formula);
    }

    /**
     * A constant coefficient.
     *
     * @param values one or more finite numbers; copied
     * @throws IllegalArgumentException if there is none or one is not finite
     */
    static Coefficient constant(double... values) {
        return new ConstantCoefficient(values);
    }

    /**
     * The coefficient 0.
     *
     * @param size m >= 1
     */
    static Coefficient zero(int size) {
        return new ConstantCoefficient(new double[size]);
    }
}
