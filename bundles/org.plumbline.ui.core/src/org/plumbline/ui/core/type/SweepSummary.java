package org.plumbline.ui.core.type;

import java.util.OptionalLong;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.ParameterType;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.SweepMode;
import org.plumbline.model.sweep.ValueExpansion;
import org.plumbline.model.sweep.ValueKind;

/** What an experiment varies, in one line. */
public final class SweepSummary {
    private SweepSummary() {
    }

    /** @return for example {@code architecture.depth: 3 … 1300, × 1.26 (25)  ·  3 seeds  ·  75 trials} */
    public static String text(Experiment experiment, ContributionRegistry registry) {
        if (experiment.getSweep() == null || experiment.getSweep().getAxes().isEmpty()) {
            return "1 trial, nothing is swept";
        }
        MutableList<String> parts = Lists.mutable.empty();
        long product = 1;
        long shortest = Long.MAX_VALUE;
        long seeds = 1;
        boolean known = true;
        for (Axis axis : experiment.getSweep().getAxes()) {
            OptionalLong count = count(axis, experiment, registry);
            known &= count.isPresent();
            long n = count.orElse(1);
            if (axis.getComponent() == null) {
                seeds = n;
                parts.add(ValueSets.text(axis.getValues()));
            } else {
                product *= n;
                shortest = Math.min(shortest, n);
                parts.add(axis.getComponent().getId() + "." + axis.getParameter() + ": "
                        + ValueSets.text(axis.getValues()) + (count.isPresent() ? " (" + n + ")" : ""));
            }
        }
        boolean zip = experiment.getSweep().getMode() == SweepMode.ZIP && shortest < Long.MAX_VALUE;
        if (known) {
            parts.add((zip ? shortest : product) * seeds + " trials");
        }
        return parts.makeString("  ·  ");
    }

    /** @return the number of values, or empty if they are not sound; the findings say why */
    static OptionalLong count(Axis axis, Experiment experiment, ContributionRegistry registry) {
        try {
            return OptionalLong.of(ValueExpansion.expand(axis.getValues(), kind(axis, registry),
                    experiment.getBaseSeed()).size());
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    /** @return what the swept parameter takes */
    public static ValueKind kind(Axis axis, ContributionRegistry registry) {
        if (axis.getComponent() == null) {
            return ValueKind.INTEGER;
        }
        return Parameters.contribution(registry, axis.getComponent()).flatMap(c -> c.parameter(axis.getParameter()))
                .map(p -> kind(p.type())).orElse(ValueKind.TEXT);
    }

    public static ValueKind kind(ParameterType type) {
        return switch (type) {
            case INTEGER -> ValueKind.INTEGER;
            case REAL -> ValueKind.REAL;
            default -> ValueKind.TEXT;
        };
    }
}
