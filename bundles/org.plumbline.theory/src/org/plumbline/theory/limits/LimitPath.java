package org.plumbline.theory.limits;

import java.util.Optional;

/** A solution t -> H_t on [0, end]. One thread at a time. */
public interface LimitPath {

    /** Returns the number of entries of H. */
    int dimension();

    /** Returns the last time that is known: 1, or where the solution exploded. */
    double end();

    /**
     * Writes H_t.
     *
     * @param t   in [0, end]
     * @param out [dimension]. Modified: overwritten.
     * @throws IllegalArgumentException if t lies outside; the message names both
     */
    void at(double t, double[] out);

    /** Returns where the solution exploded; empty if it reaches t = 1. */
    Optional<Explosion> explosion();
}
