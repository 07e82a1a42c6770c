package org.plumbline.model.sweep;

import java.util.regex.Pattern;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.model.experiment.DoublingValues;
import org.plumbline.model.experiment.GeometricValues;
import org.plumbline.model.experiment.LinearValues;
import org.plumbline.model.experiment.ListValues;
import org.plumbline.model.experiment.SeedValues;
import org.plumbline.model.experiment.ValueSet;

/**
 * The values that a sweep axis stands for, as canonical text: integers without a fraction, reals as
 * {@link Double#toString(double)} writes them, other text as it is.
 * <p>linear: from + i (to - from) / (count - 1);
 * geometric: distinct floor(ratio^n) in [from, to] for integers, from ratio^n &lt;= to for reals, n = 0, 1, ..;
 * doubling: from 2^n &lt;= to; seeds: start + i.</p>
 * Units: those of the swept parameter.
 * Source: the grid of depths 2^(n/3) of the scaling experiments; otherwise definition. Pinned by ValueExpansionTest.
 */
public final class ValueExpansion {

    /** Most values of one axis. */
    public static final int MOST_VALUES = ValueSetCheck.MOST_VALUES;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    /** Half an ulp of 1: relative error of one rounding. */
    private static final double ROUNDING = 0x1p-53;

    private ValueExpansion() {
    }

    /**
     * The values of a set.
     *
     * @param values   the set. Not modified.
     * @param kind     what the swept parameter takes
     * @param baseSeed first seed of a seed set that has no start of its own
     * @return the values in order, at least one, no two equal unless the axis is zipped
     * @throws IllegalArgumentException if the set is not sound or does not fit the kind; the message says what was found
     */
    public static ImmutableList<String> expand(ValueSet values, ValueKind kind, long baseSeed) {
        ValueSetCheck.fault(values, baseSeed).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        MutableList<String> expanded = switch (values) {
            case ListValues list -> Lists.mutable.withAll(list.getValues()).collect(text -> canonical(text, kind));
            case SeedValues seeds -> seeds(seeds, baseSeed);
            case LinearValues linear -> numbers(linear(linear), kind);
            case DoublingValues doubling -> numbers(doubling(doubling), kind);
            case GeometricValues geometric -> numbers(geometric(geometric, kind), kind);
            default -> throw new IllegalArgumentException("unknown kind of values: " + values.eClass().getName());
        };
        if (expanded.isEmpty()) {
            throw new IllegalArgumentException("the values are empty: none lies within the bounds");
        }
        if (expanded.distinct().size() < expanded.size() && !ValueSetCheck.mayRepeat(values)) {
            throw new IllegalArgumentException("the same value stands twice: " + expanded.makeString(", "));
        }
        return expanded.toImmutable();
    }

    private static MutableList<String> seeds(SeedValues seeds, long baseSeed) {
        long start = seeds.isSetStart() ? seeds.getStart() : baseSeed;
        MutableList<String> result = Lists.mutable.withInitialCapacity(seeds.getCount());
        for (int i = 0; i < seeds.getCount(); i++) {
            result.add(Long.toString(start + i));
        }
        return result;
    }

    private static MutableList<Double> linear(LinearValues linear) {
        MutableList<Double> result = Lists.mutable.withInitialCapacity(linear.getCount());
        int last = linear.getCount() - 1;
        for (int i = 0; i < last; i++) {
            // Multiplied before it is divided: 0, 0.1, 0.2, 0.3 rather than 0.30000000000000004.
            result.add(linear.getFrom() + (linear.getTo() - linear.getFrom()) * i / last);
        }
        result.add(linear.getTo());
        return result;
    }

    private static MutableList<Double> doubling(DoublingValues doubling) {
        MutableList<Double> result = Lists.mutable.empty();
        for (double value = doubling.getFrom(); value <= doubling.getTo(); value *= 2) {
            result.add(value);
        }
        return result;
    }

    private static MutableList<Double> geometric(GeometricValues geometric, ValueKind kind) {
        MutableList<Double> result = Lists.mutable.empty();
        double scale = kind == ValueKind.INTEGER ? 1 : geometric.getFrom();
        for (int n = 0; ; n++) {
            double power = scale * Math.pow(geometric.getRatio(), n);
            // The ratio is itself rounded, so ratio^n is off by n roundings: floor(2^(9/3)) must be 8, not 7.
            double guard = 4 * (n + 1) * ROUNDING;
            if (power > geometric.getTo() * (1 + guard)) {
                return result;
            }
            if (kind != ValueKind.INTEGER) {
                result.add(Math.min(power, geometric.getTo()));
                continue;
            }
            double whole = Math.floor(power * (1 + guard));
            boolean fresh = result.isEmpty() || whole > result.getLast();
            if (fresh && whole >= geometric.getFrom() && whole <= geometric.getTo()) {
                result.add(whole);
            }
        }
    }

    private static MutableList<String> numbers(MutableList<Double> values, ValueKind kind) {
        return switch (kind) {
            case REAL -> values.collect(value -> Double.toString(value));
            case INTEGER -> values.collect(ValueExpansion::whole);
            case TEXT -> throw new IllegalArgumentException("computed values for a parameter that is not a number; list them");
        };
    }

    private static String whole(double value) {
        if (value != Math.rint(value) || Math.abs(value) > 0x1p53) {
            throw new IllegalArgumentException("the value " + value + " for a parameter that takes whole numbers");
        }
        return Long.toString((long) value);
    }

    private static String canonical(String text, ValueKind kind) {
        return switch (kind) {
            case TEXT -> text;
            case INTEGER -> integer(text.strip());
            case REAL -> real(text.strip());
        };
    }

    private static String integer(String text) {
        try {
            return Long.toString(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the value '" + text + "' for a parameter that takes whole numbers", e);
        }
    }

    private static String real(String text) {
        double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the value '" + text + "' for a parameter that takes finite numbers");
        }
        return Double.toString(value);
    }
}
