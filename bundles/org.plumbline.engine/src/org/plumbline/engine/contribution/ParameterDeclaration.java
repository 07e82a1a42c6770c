package org.plumbline.engine.contribution;

import java.util.Locale;
import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.finding.InvalidInputException;

/**
 * The one declaration of a parameter, from which form, validation, help and plan derive.
 *
 * @param id           the name in files and paths
 * @param label        the name on a form
 * @param description  one sentence
 * @param type         the type of its values
 * @param unit         the unit, or empty if it has none
 * @param defaultValue the value when an experiment does not set it, in canonical text
 * @param min          the smallest value allowed, if any
 * @param max          the largest value allowed, if any
 * @param openMin      whether {@code min} itself is excluded
 * @param choices      the words allowed; empty unless the type is {@code CHOICE}
 * @param onlyWhen     {@code parameter=value|value}: the parameter has an effect only then; empty: always
 */
public record ParameterDeclaration(String id, String label, String description, ParameterType type, String unit,
        String defaultValue, Optional<Double> min, Optional<Double> max, boolean openMin,
        ImmutableList<String> choices, String onlyWhen) {

    /**
     * Turns text into a value of this parameter's type, within its bounds.
     *
     * @param text as found in a file or on a command line
     * @return a Long, Double, Boolean or String
     * @throws InvalidInputException if the text is not such a value; the message says what was found and what is allowed
     */
    public Object parse(String text) {
        String trimmed = text.strip();
        return switch (type) {
            case INTEGER -> bounded(parseLong(trimmed), trimmed);
            case REAL -> bounded(parseDouble(trimmed), trimmed);
            case BOOLEAN -> switch (trimmed) {
                case "true" -> Boolean.TRUE;
                case "false" -> Boolean.FALSE;
                default -> throw invalid(text, "true or false");
            };
            case CHOICE -> {
                if (!choices.contains(trimmed)) {
                    throw invalid(text, "one of " + choices.makeString(", "));
                }
                yield trimmed;
            }
            case TEXT -> text;
        };
    }

    private Long parseLong(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw invalid(text, "a whole number" + bounds());
        }
    }

    private Double parseDouble(String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value == 0 ? 0.0 : value;
            }
        } catch (NumberFormatException e) {
            // falls through to the same message as for infinity and NaN
        }
        throw invalid(text, "a finite number" + bounds());
    }

    private <N extends Number> N bounded(N value, String text) {
        double v = value.doubleValue();
        boolean low = min.isPresent() && (openMin ? v <= min.get() : v < min.get());
        boolean high = max.isPresent() && v > max.get();
        if (low || high) {
            throw invalid(text, (type == ParameterType.INTEGER ? "a whole number" : "a number") + bounds());
        }
        return value;
    }

    private InvalidInputException invalid(String text, String wanted) {
        return new InvalidInputException("'" + text + "' is not " + wanted);
    }

    /** @return the bounds as text, with a leading space, or empty */
    public String bounds() {
        String low = min.map(v -> (openMin ? " > " : " >= ") + number(v)).orElse("");
        String high = max.map(v -> (low.isEmpty() ? "" : " and") + " <= " + number(v)).orElse("");
        return low + high;
    }

    private String number(double value) {
        return type == ParameterType.INTEGER || value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%d", (long) value)
                : Double.toString(value);
    }

    /** @return the type as shown to a user, choices included */
    public String typeText() {
        return type == ParameterType.CHOICE ? choices.makeString("|") : type.name().toLowerCase(Locale.ROOT);
    }
}
