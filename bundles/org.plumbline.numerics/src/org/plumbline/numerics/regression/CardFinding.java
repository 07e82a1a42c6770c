package org.plumbline.numerics.regression;

/**
 * Something of an {@link ExponentCard} that speaks against reading its number as an exponent.
 *
 * @param word one or two words for a table: one seed, bends, drifts, scatter, no rivals, rival, forecast
 * @param text a plain sentence with the numbers
 */
public record CardFinding(String word, String text) {
}
