package org.plumbline.engine.result;

/**
 * What speaks against reading a number as what it is called.
 *
 * @param word one or two words for a table, e.g. {@code bends}
 * @param text a plain sentence with the numbers, e.g. {@code ln(value) bends over ln(depth): curvature 0.0185, probability by chance 0.0182}
 */
public record Caution(String word, String text) {
}
