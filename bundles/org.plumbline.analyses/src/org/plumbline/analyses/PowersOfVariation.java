package org.plumbline.analyses;

import java.util.Arrays;
import java.util.Optional;

import org.plumbline.numerics.paths.PVariation;

/** A list of powers p as the user writes it, such as {@code 1, 1.5, 2}. */
final class PowersOfVariation {
    private PowersOfVariation() {
    }

    /** @return what is wrong with the list, and what would be right; empty if nothing is */
    static Optional<String> wrong(String text) {
        for (String part : text.split(",")) {
            double p;
            try {
                p = Double.parseDouble(part.strip());
            } catch (NumberFormatException e) {
                return Optional.of("'" + part.strip() + "' in the powers '" + text + "' is no number; expected a list such as 1, 1.5, 2");
            }
            if (!(p >= 1 && p <= PVariation.LARGEST_P)) {
                return Optional.of("a variation of power " + part.strip() + " is none: the power must be at least 1 and at most "
                        + (long) PVariation.LARGEST_P);
            }
        }
        return Optional.empty();
    }

    /** @return the numbers of a list that is right */
    static double[] of(String text) {
        return Arrays.stream(text.split(",")).mapToDouble(part -> Double.parseDouble(part.strip())).toArray();
    }

    /** @return the number as one writes it: 2, 1.5 */
    static String text(double p) {
        return p == Math.rint(p) ? String.valueOf((long) p) : String.valueOf(p);
    }
}
