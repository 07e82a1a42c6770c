package org.plumbline.engine.preflight;

/**
 * A time that is not known exactly.
 *
 * @param seconds what is expected
 * @param low     lower end of the {@value Preflight#LEVEL} interval, s
 * @param high    its upper end, s
 */
public record TimeSpan(double seconds, double low, double high) {
}
