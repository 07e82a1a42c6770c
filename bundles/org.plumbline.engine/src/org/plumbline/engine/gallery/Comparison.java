package org.plumbline.engine.gallery;

import java.util.Locale;
import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Estimate;

/**
 * A claim against what a run gave.
 * <p>Ours is sum_i factor_i estimate_i; the half widths of the intervals are added with |factor_i|, so that the interval of a sum is never
 * too short. A published value v, rounded to v +- r: AGREE if the interval meets [v - r, v + r], DISAGREE if not; CANNOT_TELL without an
 * interval, or if it is so wide, more than {@link #TOO_WIDE} to either side, that it would meet nearly anything. A band of our own: AGREE if
 * the estimate lies in it, CANNOT_TELL if the interval alone meets it or there is none, else DISAGREE. A verdict: AGREE if it is the same,
 * CANNOT_TELL if it is undecided.</p>
 * Source: the rule for published values is that of `scaling-limits` 6, except for the width; the others are ours.
 *
 * @param claim    what was claimed
 * @param estimate ours; NaN if there is none
 * @param low      of the interval; NaN if there is none
 * @param high     likewise
 * @param ours     what we have, for people
 * @param verdict  what follows
 * @param why      in words
 * @param basis    how the number was made: depths, seeds, method
 */
public record Comparison(Claim claim, double estimate, double low, double high, String ours, Verdict verdict, String why, String basis) {

    /** Half width of an interval beyond which it tells nothing: settings move exponents by as much. */
    public static final double TOO_WIDE = 0.4;

    /** What follows. */
    public enum Verdict {
        AGREE("agree"), DISAGREE("disagree"), CANNOT_TELL("cannot tell");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** @param results of the run's analyses */
    public static Comparison of(Claim claim, ImmutableList<AnalysisResult> results) {
        return claim.verdict().isPresent() ? verdict(claim, claim.verdict().get(), results) : number(claim, claim.expected().orElseThrow(), results);
    }

    private static Comparison verdict(Claim claim, String expected, ImmutableList<AnalysisResult> results) {
        Optional<Conclusion> found = results.select(result -> result.analysis().equals(claim.analysis()))
                .collect(AnalysisResult::conclusion).detectOptional(Optional::isPresent).map(Optional::get);
        if (found.isEmpty()) {
            return none(claim, "the analysis '" + claim.analysis() + "' has concluded nothing");
        }
        Conclusion conclusion = found.get();
        Verdict verdict = !conclusion.decided() ? Verdict.CANNOT_TELL
                : conclusion.verdict().equals(expected) ? Verdict.AGREE : Verdict.DISAGREE;
        return new Comparison(claim, Double.NaN, Double.NaN, Double.NaN, conclusion.verdict(), verdict,
                reason(conclusion), conclusion.evidence().makeString("; "));
    }

    /** @return the evidence that speaks of the verdict itself, or else the last */
    private static String reason(Conclusion conclusion) {
        return conclusion.evidence().detectOptional(e -> e.startsWith(conclusion.verdict()))
                .orElse(conclusion.evidence().isEmpty() ? "" : conclusion.evidence().getLast());
    }

    private static Comparison number(Claim claim, Claim.Band band, ImmutableList<AnalysisResult> results) {
        double value = 0;
        double half = 0;
        Estimate last = null;
        for (Claim.Term term : claim.terms()) {
            Optional<Estimate> found = results.detectOptional(result -> result.analysis().equals(claim.analysis())
                    && result.quantity().equals(term.quantity())).flatMap(AnalysisResult::estimate);
            if (found.isEmpty()) {
                return none(claim, "there is no estimate of " + term.quantity() + " by '" + claim.analysis() + "'");
            }
            last = found.get();
            value += term.factor() * last.value();
            half += Math.abs(term.factor()) * Math.max(last.high() - last.value(), last.value() - last.low());
        }
        boolean interval = Double.isFinite(half);
        double low = interval ? value - half : Double.NaN;
        double high = interval ? value + half : Double.NaN;
        if (claim.terms().size() == 1 && interval) {
            double factor = claim.terms().getFirst().factor();
            low = Math.min(factor * last.low(), factor * last.high());
            high = Math.max(factor * last.low(), factor * last.high());
        }
        String ours = text(value) + (interval ? " [" + text(low) + ", " + text(high) + "] at " + Math.round(100 * last.level()) + " %" : ", no interval");
        return judged(claim, band, new double[] {value, low, high}, ours, last.method() + "; n = " + last.n());
    }

    private static Comparison judged(Claim claim, Claim.Band band, double[] our, String ours, String basis) {
        boolean interval = Double.isFinite(our[1]);
        boolean meets = interval && our[2] >= band.low() && our[1] <= band.high();
        Verdict verdict;
        String why;
        if (!interval) {
            verdict = Verdict.CANNOT_TELL;
            why = "no interval: two seeds are needed, five are better";
        } else if (band.published().isPresent() && Math.max(our[2] - our[0], our[0] - our[1]) > TOO_WIDE) {
            verdict = Verdict.CANNOT_TELL;
            why = "the interval is too wide to tell: more seeds";
        } else if (band.published().isPresent()) {
            verdict = meets ? Verdict.AGREE : Verdict.DISAGREE;
            why = "the interval " + (meets ? "meets " : "misses ") + text(band);
        } else if (our[0] >= band.low() && our[0] <= band.high()) {
            verdict = Verdict.AGREE;
            why = (Double.isFinite(band.high() - band.low()) ? "within " : "") + text(band);
        } else {
            verdict = meets ? Verdict.CANNOT_TELL : Verdict.DISAGREE;
            why = meets ? "outside " + text(band) + ", but the interval reaches it" : "outside " + text(band) + " with its interval";
        }
        return new Comparison(claim, our[0], our[1], our[2], ours, verdict, why, basis);
    }

    private static Comparison none(Claim claim, String why) {
        return new Comparison(claim, Double.NaN, Double.NaN, Double.NaN, "none", Verdict.CANNOT_TELL, why, "");
    }

    /** @return the band for people */
    public static String text(Claim.Band band) {
        return Double.isInfinite(band.low()) ? "below " + text(band.high()) : Double.isInfinite(band.high()) ? "above " + text(band.low())
                : "[" + text(band.low()) + ", " + text(band.high()) + "]";
    }

    private static String text(double value) {
        double size = Math.abs(value);
        return size != 0 && (size < 1e-3 || size >= 1e5) ? String.format(Locale.ROOT, "%.3g", value) : String.format(Locale.ROOT, "%.3f", value);
    }
}
