package org.plumbline.theory.limits;

/**
 * Where a solution left every bound: it is known up to here and not beyond.
 *
 * @param time depth time in [0, 1] at which the norm passed the bound
 * @param norm Euclidean norm there, or the last finite one before
 */
public record Explosion(double time, double norm) {

    /** Returns one line for a reader. */
    public String message() {
        return String.format(java.util.Locale.ROOT, "explodes: norm %.3g at t = %.6g", norm, time);
    }
}
