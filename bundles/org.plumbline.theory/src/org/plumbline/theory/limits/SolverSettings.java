package org.plumbline.theory.limits;

/**
 * How exactly limits are solved, and from which norm on a solution counts as exploded.
 *
 * @param tolerance     largest local error of a step of an ODE, absolute and relative, in [1e-14, 1e-2]
 * @param explosionNorm Euclidean norm, > 0
 */
public record SolverSettings(double tolerance, double explosionNorm) {

    /** Tolerance 1e-12; exploded from norm 1e8 on. */
    public static final SolverSettings DEFAULT = new SolverSettings(1e-12, 1e8);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public SolverSettings {
        if (!(tolerance >= 1e-14 && tolerance <= 1e-2) || !(explosionNorm > 0) || Double.isInfinite(explosionNorm)) {
            throw new IllegalArgumentException("solver: expected a tolerance in [1e-14, 1e-2] and a finite explosion norm > 0, got "
                    + tolerance + " and " + explosionNorm);
        }
    }

    /** Returns the same with another tolerance. */
    public SolverSettings withTolerance(double other) {
        return new SolverSettings(other, explosionNorm);
    }
}
