package org.plumbline.theory.limits;

import java.util.Objects;
import java.util.Optional;

/**
 * A path known at t = 0, 1/n, ..., 1, linear between: states of a network of depth n, or a solution by steps.
 *
 * @param steps     n >= 1
 * @param dimension entries of a state
 * @param states    [n + 1, dimension]; from the explosion on, if there is one, 0. Not to be modified.
 * @param explosion where the path left every bound
 */
public record GridPath(int steps, int dimension, double[] states, Optional<Explosion> explosion) implements LimitPath {

    /**
     * Checks sizes.
     *
     * @throws IllegalArgumentException if the number of states does not fit
     */
    public GridPath {
        Objects.requireNonNull(explosion, "explosion");
        if (steps < 1 || dimension < 1 || states.length != (steps + 1) * dimension) {
            throw new IllegalArgumentException("path on a grid: expected " + steps + " + 1 states of " + dimension
                    + " numbers, got " + states.length + " numbers");
        }
    }

    /** Returns entry j of the state at t = i / n. */
    public double value(int i, int j) {
        return states[i * dimension + j];
    }

    /** Returns the last place whose state is known: n, or the one before the explosion. */
    public int last() {
        return explosion.map(e -> (int) Math.ceil(e.time() * steps - 1e-9) - 1).orElse(steps);
    }

    @Override
    public double end() {
        return last() / (double) steps;
    }

    @Override
    public void at(double t, double[] out) {
        if (!(t >= 0 && t <= end())) {
            throw new IllegalArgumentException("path on a grid: t must lie in [0, " + end() + "], got " + t);
        }
        int i = Math.min((int) (t * steps), Math.max(0, last() - 1));
        double share = t * steps - i;
        for (int j = 0; j < dimension; j++) {
            out[j] = share == 0 ? value(i, j) : (1 - share) * value(i, j) + share * value(i + 1, j);
        }
    }
}
