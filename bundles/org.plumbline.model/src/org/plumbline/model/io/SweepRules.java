package org.plumbline.model.io;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.SeedValues;
import org.plumbline.model.experiment.SweepMode;
import org.plumbline.model.sweep.ValueSetCheck;

/** What every axis of a sweep points to, and that its values are sound. */
final class SweepRules {

    private static final String SEED = "seed";

    private final Experiment experiment;
    private final ProblemCollector problems;

    SweepRules(Experiment experiment, ProblemCollector problems) {
        this.experiment = experiment;
        this.problems = problems;
    }

    void check() {
        if (experiment.getSweep() == null) {
            return;
        }
        List<Axis> axes = experiment.getSweep().getAxes();
        Set<List<Object>> seen = new HashSet<>();
        boolean sound = true;
        for (Axis axis : axes) {
            target(axis);
            if (!seen.add(Arrays.asList(axis.getComponent(), axis.getParameter()))) {
                error(axis, "is swept by two axes");
            }
            Optional<String> fault = ValueSetCheck.fault(axis.getValues(), experiment.getBaseSeed());
            fault.ifPresent(text -> error(axis, text));
            sound &= fault.isEmpty();
        }
        if (sound && experiment.getSweep().getMode() == SweepMode.ZIP) {
            equalLengths(axes);
        }
    }

    private void target(Axis axis) {
        Component component = axis.getComponent();
        String parameter = axis.getParameter();
        if (parameter == null || parameter.isBlank()) {
            error(axis, "names no parameter");
        } else if (component == null && !parameter.equals(SEED)) {
            error(axis, "points to nothing: it has no component, and only the seed needs none");
        } else if (component != null && !experiment.getComponents().contains(component)) {
            error(axis, "points to nothing: " + Elements.describe(component) + " is not part of the experiment");
        } else if (component != null && axis.getValues() instanceof SeedValues) {
            error(axis, "has seeds for values, but is not the seed");
        } else if (component != null && component.getSettings().stream().anyMatch(s -> parameter.equals(s.getParameter()))) {
            problems.warning(component.getId(), name(axis) + " is also set to a fixed value; the sweep counts");
        }
    }

    /**
     * Geometric values are left to the plan, which knows whether the parameter takes whole numbers. Seeds multiply the cells whatever
     * the mode, since a replicate of every cell is what they are for.
     */
    private void equalLengths(List<Axis> axes) {
        Axis first = null;
        for (Axis axis : axes) {
            OptionalInt size = ValueSetCheck.size(axis.getValues());
            if (size.isEmpty() || axis.getComponent() == null) {
                continue;
            }
            if (first == null) {
                first = axis;
            } else if (size.getAsInt() != ValueSetCheck.size(first.getValues()).getAsInt()) {
                error(axis, "has " + size.getAsInt() + " values, but " + name(first) + " has "
                        + ValueSetCheck.size(first.getValues()).getAsInt() + "; zipped axes have equally many");
            }
        }
    }

    private void error(Axis axis, String text) {
        problems.error(Elements.id(axis.getComponent()), name(axis) + ": " + text);
    }

    private static String name(Axis axis) {
        String component = axis.getComponent() == null ? "" : Elements.id(axis.getComponent()) + ".";
        return "axis '" + component + axis.getParameter() + "'";
    }
}
