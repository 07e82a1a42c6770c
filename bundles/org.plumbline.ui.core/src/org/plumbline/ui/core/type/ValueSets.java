package org.plumbline.ui.core.type;

import java.util.Locale;
import java.util.OptionalLong;

import org.plumbline.model.experiment.DoublingValues;
import org.plumbline.model.experiment.GeometricValues;
import org.plumbline.model.experiment.LinearValues;
import org.plumbline.model.experiment.ListValues;
import org.plumbline.model.experiment.SeedValues;
import org.plumbline.model.experiment.ValueSet;

/** Value sets in a few words, as nodes and forms show them. */
public final class ValueSets {
    private ValueSets() {
    }

    /** @return for example {@code 3 … 1300, × 1.26} */
    public static String text(ValueSet values) {
        return switch (values) {
            case null -> "no values";
            case ListValues list -> list(list);
            case LinearValues linear -> number(linear.getFrom()) + " … " + number(linear.getTo()) + ", "
                    + linear.getCount() + " values";
            case GeometricValues geometric -> number(geometric.getFrom()) + " … " + number(geometric.getTo()) + ", × "
                    + number(geometric.getRatio());
            case DoublingValues doubling -> number(doubling.getFrom()) + " … " + number(doubling.getTo()) + ", × 2";
            case SeedValues seeds -> seeds.getCount() + (seeds.getCount() == 1 ? " seed" : " seeds");
            default -> values.eClass().getName();
        };
    }

    /** @return for example {@code 3…1300 (27)}: the ends and the number of values, if that is known */
    static String ends(ValueSet values, OptionalLong count) {
        String number = count.isPresent() ? " (" + count.getAsLong() + ")" : "";
        return switch (values) {
            case LinearValues linear -> number(linear.getFrom()) + "…" + number(linear.getTo()) + number;
            case GeometricValues geometric -> number(geometric.getFrom()) + "…" + number(geometric.getTo()) + number;
            case DoublingValues doubling -> number(doubling.getFrom()) + "…" + number(doubling.getTo()) + number;
            case null, default -> text(values);
        };
    }

    private static String list(ListValues list) {
        int size = list.getValues().size();
        return size <= 5 ? String.join(", ", list.getValues())
                : String.join(", ", list.getValues().subList(0, 3)) + " … " + list.getValues().get(size - 1);
    }

    /** @return the number with at most four significant digits, without a fraction where it has none */
    public static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        String text = String.format(Locale.ROOT, "%.4g", value);
        return text.contains("e") || !text.contains(".") ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
