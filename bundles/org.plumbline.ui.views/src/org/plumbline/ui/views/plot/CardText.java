package org.plumbline.ui.views.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;

/**
 * What the card of a result says, in the order in which it says it: conclusion, estimate, notes.
 *
 * @param parts each ends with the end of a line
 */
record CardText(List<Part> parts) {

    /** How a part is shown. */
    enum Style {
        HEADLINE, STRONG, PLAIN, QUIET, WARNING
    }

    /** A text in one style. */
    record Part(String text, Style style) {
    }

    static CardText of(AnalysisResult result) {
        List<Part> parts = new ArrayList<>();
        result.conclusion().ifPresent(conclusion -> add(conclusion, result.label(), parts));
        if (result.estimate().isPresent() || !result.meaning().isBlank() && result.conclusion().isEmpty()) {
            EstimateText estimate = EstimateText.of(result);
            parts.add(new Part(estimate.headline() + "\n", result.conclusion().isPresent() ? Style.STRONG : Style.HEADLINE));
            parts.add(new Part(estimate.meaning() + "\n\n", Style.STRONG));
            parts.add(new Part(estimate.details() + "\n\n", Style.PLAIN));
        } else if (result.conclusion().isEmpty()) {
            parts.add(new Part(result.label() + "\n", Style.STRONG));
            parts.add(new Part("no number is estimated from it\n\n", Style.QUIET));
        }
        if (result.remarks().notEmpty()) {
            parts.add(new Part(result.remarks().makeString("", "\n", "\n"), Style.QUIET));
        }
        return new CardText(List.copyOf(parts));
    }

    private static void add(Conclusion conclusion, String label, List<Part> parts) {
        boolean says = conclusion.verdict().toLowerCase(Locale.ROOT).startsWith("undecided");
        parts.add(new Part(conclusion.verdict() + "\n", Style.HEADLINE));
        if (conclusion.decided() || !says) {
            parts.add(new Part(conclusion.decided() ? "decided\n" : "undecided\n", conclusion.decided() ? Style.QUIET : Style.WARNING));
        }
        parts.add(new Part(label + "\n\n", Style.STRONG));
        if (conclusion.evidence().notEmpty()) {
            parts.add(new Part(conclusion.evidence().collect(sentence -> "\u2022 " + sentence + "\n").makeString("", "", "\n"), Style.PLAIN));
        }
    }

    /** @return all of it */
    String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining()).stripTrailing();
    }
}
