package org.plumbline.headless.bench;

/**
 * A peer's times in one case and how ours compare.
 *
 * @param name      of the variant
 * @param note      how it is done
 * @param cpuMs     processor time of a step
 * @param wallMs    time of a step
 * @param cpuRatio  theirs to ours, pair by pair of neighbouring measurements
 * @param wallRatio the same by the clock
 * @param digits    in which the results agree
 * @param floor     ratio owed, 0 if none
 * @param fair      whether the peer has a linear algebra library worth its name
 */
record PeerRow(String name, String note, Spread cpuMs, Spread wallMs, Spread cpuRatio, Spread wallRatio, double digits,
        double floor, boolean fair) {

    /** What a row says. */
    enum Verdict { REACHED, BELOW, NO_FLOOR, DISAGREES, UNFAIR }

    Verdict verdict() {
        if (digits < Agreement.REQUIRED_DIGITS) {
            return Verdict.DISAGREES;
        }
        if (!fair) {
            return Verdict.UNFAIR;
        }
        return floor == 0 ? Verdict.NO_FLOOR : cpuRatio.median() >= floor ? Verdict.REACHED : Verdict.BELOW;
    }

    /** Returns whether the row counts: the same was computed, by a peer that deserves the name. */
    boolean counts() {
        return verdict() != Verdict.DISAGREES && verdict() != Verdict.UNFAIR;
    }
}
