package org.plumbline.engine.passport;

/**
 * What a check of the machine found.
 *
 * @param item    what was checked; lower case but for names
 * @param outcome whether it passed
 * @param text    what was measured against what, and the path taken instead, in one line
 */
public record Verdict(String item, Outcome outcome, String text) {

    /** OK, or FAILED with the same text. */
    static Verdict of(String item, boolean passed, String text) {
        return new Verdict(item, passed ? Outcome.OK : Outcome.FAILED, text);
    }
}
