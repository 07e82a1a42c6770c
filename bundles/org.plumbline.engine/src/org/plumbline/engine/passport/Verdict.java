package org.plumbline.engine.passport;

/**
 * What a check of the machine found.
 *
 * @param item what was checked
 * @param ok   whether it passed
 * @param text what was measured against what, in one line
 */
public record Verdict(String item, boolean ok, String text) {
}
