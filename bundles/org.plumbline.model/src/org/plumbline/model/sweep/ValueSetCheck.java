package org.plumbline.model.sweep;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.DoublingValues;
import org.plumbline.model.experiment.GeometricValues;
import org.plumbline.model.experiment.LinearValues;
import org.plumbline.model.experiment.ListValues;
import org.plumbline.model.experiment.SeedValues;
import org.plumbline.model.experiment.Sweep;
import org.plumbline.model.experiment.SweepMode;
import org.plumbline.model.experiment.ValueSet;

/** Whether a set of values is sound, as far as that can be said without the type of the swept parameter. */
public final class ValueSetCheck {

    /** Most values of one axis: far more than trials that anybody can run, few enough to list. */
    static final int MOST_VALUES = 100_000;

    private ValueSetCheck() {
    }

    /**
     * What is wrong with a set.
     *
     * @param values   the set, or null. Not modified.
     * @param baseSeed first seed of a seed set that has no start of its own
     * @return a phrase that names the value found, or empty if nothing is wrong
     */
    public static Optional<String> fault(ValueSet values, long baseSeed) {
        return Optional.ofNullable(switch (values) {
            case null -> "no values";
            case ListValues list -> list(list);
            case LinearValues linear -> linear(linear);
            case GeometricValues geometric -> geometric(geometric);
            case DoublingValues doubling -> doubling(doubling);
            case SeedValues seeds -> seeds(seeds, baseSeed);
            default -> "unknown kind of values: " + values.eClass().getName();
        });
    }

    /**
     * The number of values.
     *
     * @param values a sound set. Not modified.
     * @return the number, or empty where it depends on the type of the parameter (geometric values)
     */
    public static OptionalInt size(ValueSet values) {
        return switch (values) {
            case ListValues list -> OptionalInt.of(list.getValues().size());
            case LinearValues linear -> OptionalInt.of(linear.getCount());
            case SeedValues seeds -> OptionalInt.of(seeds.getCount());
            case DoublingValues doubling -> OptionalInt.of(Math.getExponent(doubling.getTo() / doubling.getFrom()) + 1);
            default -> OptionalInt.empty();
        };
    }

    /** @return whether a value may stand twice: on an axis that is zipped with others, where each value goes with one of theirs */
    static boolean mayRepeat(ValueSet values) {
        return values.eContainer() instanceof Axis axis && axis.getComponent() != null && axis.eContainer() instanceof Sweep sweep
                && sweep.getMode() == SweepMode.ZIP;
    }

    private static String list(ListValues list) {
        if (list.getValues().isEmpty()) {
            return "the list of values is empty";
        }
        Set<String> seen = new HashSet<>();
        for (String value : list.getValues()) {
            if (value == null || value.isBlank()) {
                return "the list of values holds an empty one";
            }
            if (!seen.add(value) && !mayRepeat(list)) {
                return "the value '" + value + "' stands twice";
            }
        }
        return list.getValues().size() > MOST_VALUES ? tooMany(list.getValues().size()) : null;
    }

    private static String linear(LinearValues linear) {
        if (!Double.isFinite(linear.getTo() - linear.getFrom())) {
            return "linear values from " + linear.getFrom() + " to " + linear.getTo() + ": the bounds must be finite";
        }
        if (linear.getCount() > 1 && linear.getFrom() == linear.getTo()) {
            return linear.getCount() + " linear values from " + linear.getFrom() + " to the same value";
        }
        if (linear.getCount() == 1 && linear.getFrom() != linear.getTo()) {
            return "count is 1, but from " + linear.getFrom() + " is not to " + linear.getTo();
        }
        return count(linear.getCount());
    }

    private static String geometric(GeometricValues geometric) {
        double ratio = geometric.getRatio();
        if (!Double.isFinite(ratio) || ratio <= 1) {
            return "the ratio must be above 1, found " + ratio;
        }
        String bounds = bounds(geometric.getFrom(), geometric.getTo());
        if (bounds != null) {
            return bounds;
        }
        // Integers start at ratio^0 = 1, reals at from: the longer way counts.
        double steps = Math.log(Math.max(geometric.getTo(), geometric.getTo() / geometric.getFrom())) / Math.log(ratio);
        return steps >= MOST_VALUES ? tooMany((long) Math.min(steps, Long.MAX_VALUE)) : null;
    }

    private static String doubling(DoublingValues doubling) {
        return bounds(doubling.getFrom(), doubling.getTo());
    }

    private static String bounds(double from, double to) {
        if (!Double.isFinite(from) || from <= 0) {
            return "from must be above 0, found " + from;
        }
        return Double.isFinite(to) && to >= from ? null : "to must be at least from (" + from + "), found " + to;
    }

    private static String seeds(SeedValues seeds, long baseSeed) {
        long start = seeds.isSetStart() ? seeds.getStart() : baseSeed;
        if (seeds.getCount() >= 1 && start > Long.MAX_VALUE - (seeds.getCount() - 1)) {
            return seeds.getCount() + " seeds from " + start + " go beyond " + Long.MAX_VALUE;
        }
        return count(seeds.getCount());
    }

    private static String count(int count) {
        if (count < 1) {
            return "count must be at least 1, found " + count;
        }
        return count > MOST_VALUES ? tooMany(count) : null;
    }

    private static String tooMany(long found) {
        return found + " values; at most " + MOST_VALUES + " are allowed";
    }
}
