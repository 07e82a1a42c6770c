package org.plumbline.theory.convergence;

/**
 * A condition of the certificate with what was found.
 *
 * @param name  the condition, as a reader says it
 * @param state whether it holds
 * @param found one line with the numbers
 */
public record DescentCondition(String name, State state, String found) {

    /** What can be said of a condition. */
    public enum State {
        /** It holds. */
        HOLDS,
        /** It does not hold. */
        FAILS,
        /** It cannot hold or fail: a constant in it promises nothing. */
        VACUOUS
    }
}
