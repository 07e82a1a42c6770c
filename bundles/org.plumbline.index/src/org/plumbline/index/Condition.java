package org.plumbline.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.plumbline.engine.finding.InvalidInputException;

/**
 * What is asked of a trial, e.g. {@code depth>=64}, {@code state=DONE}, {@code optimiser.lr=0.1} or {@code scaling/maxNorm(A)<0.3}.
 * Numbers compare as numbers; other texts are equal or not, whatever their case. A trial that has no such value is not meant, but
 * by {@code !=}.
 *
 * @param name     a column ({@link #COLUMNS}), a path of the sweep, or a quantity that an analysis has measured
 * @param operator {@code =}, {@code !=}, {@code <}, {@code <=}, {@code >} or {@code >=}
 * @param value    number or text
 */
public record Condition(String name, String operator, String value) {
    private static final Pattern TEXT = Pattern.compile("\\s*(\\S[^=<>!]*?)\\s*(=|!=|<=|>=|<|>)\\s*(.*?)\\s*");
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?");
    /** Names that are not values of the sweep or of analyses, and what they stand for in the tables of the index. */
    static final Map<String, String> COLUMNS = new TreeMap<>(Map.of("run", "r.name", "trial", "t.id", "state", "t.state", "depth",
            "t.depth", "seed", "t.seed", "loss", "t.loss", "steps", "t.steps", "epochs", "t.epochs", "seconds", "t.seconds"));

    /** @throws InvalidInputException if the text is no condition */
    public static Condition parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidInputException("expected NAME=VALUE, or one of != < <= > >= between them, got '" + text + "'");
        }
        Condition condition = new Condition(matcher.group(1), matcher.group(2), matcher.group(3));
        if (condition.operator.length() < 3 && condition.number().isEmpty() && !condition.isEquality()) {
            throw new InvalidInputException("expected a number after " + condition.operator + ", got '" + text + "'");
        }
        return condition;
    }

    private boolean isEquality() {
        return operator.equals("=") || operator.equals("!=");
    }

    private Optional<Double> number() {
        return NUMBER.matcher(value).matches() ? Optional.of(Double.valueOf(value)) : Optional.empty();
    }

    /** @return the condition in SQL, of a run r and its trial t; what its question marks stand for is added to the parameters */
    String sql(List<Object> parameters) {
        boolean not = operator.equals("!=");
        String positive = not ? "=" : operator;
        String column = COLUMNS.get(name);
        String test;
        if (column != null) {
            test = compare(column, column, positive, parameters);
        } else {
            parameters.add(name);
            test = "t.key IN (SELECT v.trial FROM value v WHERE v.name = (SELECT n.id FROM name n WHERE n.text = ?) AND "
                    + compare("v.number", "v.text", positive, parameters) + ")";
        }
        return not ? "NOT COALESCE(" + test + ", 0)" : test;
    }

    private String compare(String numeric, String text, String sign, List<Object> parameters) {
        if (number().isPresent()) {
            parameters.add(number().get());
            return numeric + " " + sign + " ?";
        }
        parameters.add(value);
        return text + " = ? COLLATE NOCASE";
    }

    @Override
    public String toString() {
        return name + operator + value;
    }
}
