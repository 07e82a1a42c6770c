package org.plumbline.engine.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionException;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.ParameterDeclaration;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.finding.Severity;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.LayerComposition;
import org.plumbline.model.experiment.Setting;
import org.plumbline.model.experiment.SweepMode;
import org.plumbline.model.io.Problem;
import org.plumbline.model.io.StructureValidator;
import org.plumbline.model.sweep.ValueExpansion;
import org.plumbline.model.sweep.ValueKind;

/**
 * Compiles an experiment into an immutable plan: resolves all defaults, expands the sweep to one trial per cell, and
 * checks what can be checked before the first step. No EMF object is used after it.
 */
public final class PlanCompiler {
    private static final String SEED = "seed";
    private final ContributionRegistry registry;

    public PlanCompiler(ContributionRegistry registry) {
        this.registry = registry;
    }

    /** @return the plan, or the findings that forbid one */
    public Compilation compile(Experiment experiment, PlanOptions options) {
        MutableList<Finding> findings = Lists.mutable.empty();
        for (Problem problem : new StructureValidator().validate(experiment)) {
            findings.add(new Finding(Severity.valueOf(problem.severity().name()), problem.elementId(), problem.text()));
        }
        if (Finding.blocks(findings.toImmutable())) {
            return new Compilation(Optional.empty(), findings.toImmutable(), Lists.immutable.empty());
        }
        MutableList<Component> known = Lists.mutable.empty();
        for (Component component : experiment.getComponents()) {
            if (isKnown(component, findings)) {
                known.add(component);
            }
        }
        MutableList<SweepCells.PlanAxis> axes = Lists.mutable.empty();
        ImmutableList<Long> seeds = Lists.immutable.with(experiment.getBaseSeed());
        if (experiment.getSweep() != null) {
            for (Axis axis : experiment.getSweep().getAxes()) {
                if (axis.getComponent() == null) {
                    seeds = seeds(axis, experiment.getBaseSeed(), findings);
                } else if (known.contains(axis.getComponent())) {
                    axes.add(axis(axis, experiment.getBaseSeed(), findings));
                }
            }
        }
        boolean zip = experiment.getSweep() != null && experiment.getSweep().getMode() == SweepMode.ZIP;
        if (zip && axes.collectInt(axis -> axis.values().size()).distinct().size() > 1) {
            findings.add(Finding.error("", "zipped axes must have equally many values: "
                    + axes.collect(axis -> axis.path() + " has " + axis.values().size()).makeString(", ")));
        }
        if (Finding.blocks(findings.toImmutable())) {
            return new Compilation(Optional.empty(), findings.toImmutable(), Lists.immutable.empty());
        }
        Map<String, TrialPlan> trials = new LinkedHashMap<>();
        TrialPlanner planner = new TrialPlanner(registry, options, findings);
        for (SortedMap<String, String> cell : SweepCells.expand(axes.toImmutable(), zip)) {
            Map<Component, Map<String, String>> raw = rawSettings(known, cell);
            for (TrialPlan trial : planner.plan(raw, cell, seeds)) {
                trials.putIfAbsent(trial.id(), trial);
            }
        }
        ImmutableList<Finding> distinct = findings.distinct().toImmutable();
        if (Finding.blocks(distinct)) {
            return new Compilation(Optional.empty(), distinct, planner.notDefined());
        }
        ImmutableList<TrialPlan> all = Lists.immutable.withAll(trials.values());
        return new Compilation(Optional.of(new RunPlan(experiment.getName(),
                experiment.getTitle() == null ? experiment.getName() : experiment.getTitle(), all, all.getFirst().analyses())),
                distinct, planner.notDefined());
    }

    private boolean isKnown(Component component, MutableList<Finding> findings) {
        if (component instanceof LayerComposition) {
            return true;
        }
        ContributionKind kind = Components.kind(component);
        Optional<Contribution> contribution = registry.find(kind, String.valueOf(component.getContribution()));
        if (contribution.isEmpty()) {
            String broken = registry.findings().select(f -> f.text().contains("'" + component.getContribution() + "'"))
                    .collect(f -> " (" + f.text() + ")").makeString("");
            findings.add(Finding.error(component.getId(),
                    registry.unknown(kind, String.valueOf(component.getContribution())) + broken));
            return false;
        }
        try {
            contribution.get().create(kind.type());
            return true;
        } catch (ContributionException e) {
            findings.add(Finding.error(component.getId(), e.getMessage()));
            return false;
        }
    }

    private static ImmutableList<Long> seeds(Axis axis, long baseSeed, MutableList<Finding> findings) {
        MutableList<Long> seeds = Lists.mutable.empty();
        for (String text : expand(axis, ValueKind.INTEGER, baseSeed, SEED, findings)) {
            try {
                seeds.add(Long.valueOf(text));
            } catch (NumberFormatException e) {
                findings.add(Finding.error(SEED, "'" + text + "' is not a whole number"));
            }
        }
        return seeds.distinct().toImmutable();
    }

    private SweepCells.PlanAxis axis(Axis axis, long baseSeed, MutableList<Finding> findings) {
        Component component = axis.getComponent();
        String path = component.getId() + "." + axis.getParameter();
        if (component instanceof LayerComposition) {
            return new SweepCells.PlanAxis(path, expand(axis, ValueKind.INTEGER, baseSeed, path, findings));
        }
        Contribution contribution = registry.get(Components.kind(component), component.getContribution());
        Optional<ParameterDeclaration> parameter = contribution.parameter(axis.getParameter());
        if (parameter.isEmpty()) {
            findings.add(Finding.error(component.getId(), "the sweep varies '" + axis.getParameter() + "', but '"
                    + contribution.id() + "' has no such parameter; it has "
                    + contribution.parameters().collect(ParameterDeclaration::id).makeString(", ")));
            return new SweepCells.PlanAxis(path, Lists.immutable.empty());
        }
        ValueKind valueKind = switch (parameter.get().type()) {
            case INTEGER -> ValueKind.INTEGER;
            case REAL -> ValueKind.REAL;
            default -> ValueKind.TEXT;
        };
        MutableList<String> canonical = Lists.mutable.empty();
        for (String text : expand(axis, valueKind, baseSeed, path, findings)) {
            try {
                canonical.add(parameter.get().parse(text).toString());
            } catch (InvalidInputException e) {
                findings.add(Finding.error(path, e.getMessage()));
            }
        }
        return new SweepCells.PlanAxis(path, canonical.toImmutable());
    }

    private static ImmutableList<String> expand(Axis axis, ValueKind kind, long baseSeed, String path,
            MutableList<Finding> findings) {
        try {
            return ValueExpansion.expand(axis.getValues(), kind, baseSeed);
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error(path, e.getMessage()));
            return Lists.immutable.empty();
        }
    }

    private static Map<Component, Map<String, String>> rawSettings(Iterable<Component> components,
            SortedMap<String, String> cell) {
        Map<Component, Map<String, String>> all = new LinkedHashMap<>();
        for (Component component : components) {
            Map<String, String> raw = new TreeMap<>();
            for (Setting setting : component.getSettings()) {
                raw.put(setting.getParameter(), setting.getValue());
            }
            String prefix = component.getId() + ".";
            cell.forEach((path, value) -> {
                if (path.startsWith(prefix)) {
                    raw.put(path.substring(prefix.length()), value);
                }
            });
            all.put(component, raw);
        }
        return all;
    }
}
