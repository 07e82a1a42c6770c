package org.plumbline.ui.views.properties;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.ParameterType;
import org.plumbline.model.experiment.DoublingValues;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.GeometricValues;
import org.plumbline.model.experiment.LinearValues;
import org.plumbline.model.experiment.ListValues;
import org.plumbline.model.experiment.SeedValues;
import org.plumbline.model.experiment.ValueSet;

/** The kinds of value sets with the fields that a form needs for each, and the way from texts to a set and back. */
enum SweepDraft {
    LIST("List", "Values, separated by commas"),
    GEOMETRIC("Geometric", "From", "To", "Ratio"),
    DOUBLING("Doubling", "From", "To"),
    LINEAR("Linear", "From", "To", "Number of values"),
    SEEDS("Seeds", "Number of seeds", "First seed (blank: base seed)");

    private static final double CUBE_ROOT_OF_TWO = Math.cbrt(2);

    private final String label;
    private final ImmutableList<String> fields;

    SweepDraft(String label, String... fields) {
        this.label = label;
        this.fields = Lists.immutable.with(fields);
    }

    String label() {
        return label;
    }

    ImmutableList<String> fields() {
        return fields;
    }

    /** @return the kinds that suit a parameter; the first is the one to begin with */
    static ImmutableList<SweepDraft> suiting(ParameterType type, boolean seed) {
        if (seed) {
            return Lists.immutable.with(SEEDS, LIST);
        }
        return switch (type) {
            case INTEGER, REAL -> Lists.immutable.with(LIST, GEOMETRIC, DOUBLING, LINEAR);
            default -> Lists.immutable.with(LIST);
        };
    }

    static SweepDraft of(ValueSet values) {
        return switch (values) {
            case GeometricValues g -> GEOMETRIC;
            case DoublingValues d -> DOUBLING;
            case LinearValues l -> LINEAR;
            case SeedValues s -> SEEDS;
            default -> LIST;
        };
    }

    /** @return the texts of the fields for a set of this kind */
    static ImmutableList<String> texts(ValueSet values) {
        return switch (values) {
            case GeometricValues g -> Lists.immutable.with(text(g.getFrom()), text(g.getTo()), text(g.getRatio()));
            case DoublingValues d -> Lists.immutable.with(text(d.getFrom()), text(d.getTo()));
            case LinearValues l -> Lists.immutable.with(text(l.getFrom()), text(l.getTo()), Integer.toString(l.getCount()));
            case SeedValues s -> Lists.immutable.with(Integer.toString(s.getCount()),
                    s.isSetStart() ? Long.toString(s.getStart()) : "");
            case ListValues l -> Lists.immutable.with(String.join(", ", l.getValues()));
            default -> Lists.immutable.with("");
        };
    }

    /** @return texts to begin with when nothing has been chosen yet */
    ImmutableList<String> initial(String single) {
        return switch (this) {
            case LIST -> Lists.immutable.with(single);
            case GEOMETRIC -> Lists.immutable.with("3", "100", Double.toString(CUBE_ROOT_OF_TWO));
            case DOUBLING -> Lists.immutable.with("4", "64");
            case LINEAR -> Lists.immutable.with("0", "1", "5");
            case SEEDS -> Lists.immutable.with("3", "");
        };
    }

    /** @throws NumberFormatException if a text is not a number; the message is the text */
    ValueSet values(ImmutableList<String> texts) {
        ExperimentFactory factory = ExperimentFactory.eINSTANCE;
        switch (this) {
            case LIST -> {
                ListValues list = factory.createListValues();
                Lists.immutable.with(texts.get(0).split(",")).collect(String::strip).reject(String::isEmpty)
                        .each(list.getValues()::add);
                return list;
            }
            case GEOMETRIC -> {
                GeometricValues geometric = factory.createGeometricValues();
                geometric.setFrom(real(texts.get(0)));
                geometric.setTo(real(texts.get(1)));
                geometric.setRatio(real(texts.get(2)));
                return geometric;
            }
            case DOUBLING -> {
                DoublingValues doubling = factory.createDoublingValues();
                doubling.setFrom(real(texts.get(0)));
                doubling.setTo(real(texts.get(1)));
                return doubling;
            }
            case LINEAR -> {
                LinearValues linear = factory.createLinearValues();
                linear.setFrom(real(texts.get(0)));
                linear.setTo(real(texts.get(1)));
                linear.setCount((int) whole(texts.get(2)));
                return linear;
            }
            default -> {
                SeedValues seeds = factory.createSeedValues();
                seeds.setCount((int) whole(texts.get(0)));
                if (!texts.get(1).isBlank()) {
                    seeds.setStart(whole(texts.get(1)));
                }
                return seeds;
            }
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value) : Double.toString(value);
    }

    private static double real(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw (NumberFormatException) new NumberFormatException("'" + text.strip() + "' is not a number").initCause(e);
        }
    }

    private static long whole(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw (NumberFormatException) new NumberFormatException("'" + text.strip() + "' is not a whole number")
                    .initCause(e);
        }
    }
}
