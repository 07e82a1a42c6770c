package org.plumbline.engine.gallery;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;

/**
 * One statement of a paper that a run can be held against.
 *
 * @param id       unique among the claims of an experiment
 * @param text     what is claimed, one sentence
 * @param source   where it stands, and of which kind: published, read from a program or a figure, derived, measured, from memory
 * @param analysis id of the component whose results decide
 * @param terms    quantities that are added up to what the claim is about
 * @param expected what the sum should be; empty if the claim is about a verdict
 * @param verdict  what the analysis should conclude; empty if the claim is about a number
 */
public record Claim(String id, String text, String source, String analysis, ImmutableList<Term> terms, Optional<Band> expected,
        Optional<String> verdict) {

    /** A quantity of the analysis and what its estimate is multiplied by. */
    public record Term(String quantity, double factor) {
    }

    /**
     * The numbers that agree.
     *
     * @param low       lowest, or minus infinity
     * @param high      highest, or infinity
     * @param published the number that was published, rounded to the width of the band; empty for a band of our own
     */
    public record Band(double low, double high, Optional<Double> published) {
    }
}
