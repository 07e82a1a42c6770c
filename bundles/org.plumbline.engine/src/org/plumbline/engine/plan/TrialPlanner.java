package org.plumbline.engine.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.map.sorted.ImmutableSortedMap;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.engine.spi.TrainingProcedure;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.LayerComposition;

/** Plans the trials of one cell and checks that its parts fit together. */
final class TrialPlanner {
    private final ContributionRegistry registry;
    private final PlanOptions options;
    private final MutableList<Finding> findings;
    private final MutableList<Finding> notDefined = Lists.mutable.empty();
    private final Map<String, Optional<DataInfo>> datasets = new HashMap<>();
    private final Map<MemoryKey, MemoryShares> memory = new HashMap<>();

    private record DataInfo(DataShape shape, String digest) {
    }

    TrialPlanner(ContributionRegistry registry, PlanOptions options, MutableList<Finding> findings) {
        this.registry = registry;
        this.options = options;
        this.findings = findings;
    }

    /** @return one trial per seed, or none if a finding forbids it */
    ImmutableList<TrialPlan> plan(Map<Component, Map<String, String>> raw, SortedMap<String, String> cell,
            ImmutableList<Long> seeds) {
        int before = findings.size();
        Map<ContributionKind, ComponentPlan> parts = new HashMap<>();
        MutableList<ComponentPlan> analyses = Lists.mutable.empty();
        ArchitecturePlan[] architecture = new ArchitecturePlan[1];
        raw.forEach((component, settings) -> {
            if (component instanceof LayerComposition composition) {
                architecture[0] = new ArchitecturePlan.Composition(composition.getId(),
                        new LayerPlanBuilder(registry, composition, settings, findings).build());
                return;
            }
            ComponentPlan plan = resolve(component, settings);
            switch (plan.kind()) {
                case ANALYSIS -> analyses.add(plan);
                case ARCHITECTURE -> architecture[0] = new ArchitecturePlan.Family(plan);
                default -> parts.put(plan.kind(), plan);
            }
        });
        if (findings.size() > before && Finding.blocks(findings.toImmutable())) {
            return Lists.immutable.empty();
        }
        ComponentPlan dataset = parts.get(ContributionKind.DATASET);
        Optional<DataInfo> data = datasets.computeIfAbsent(CanonicalJson.text(dataset.canonical()), text -> data(dataset));
        Optional<Network> network = data.flatMap(d -> network(architecture[0], d.shape()));
        if (network.isEmpty()) {
            return Lists.immutable.empty();
        }
        check(parts.get(ContributionKind.TRAINING), data.get().shape());
        checkStart(parts.get(ContributionKind.INITIALISER), network.get());
        analyses.forEach(analysis -> check(analysis, network.get()));
        ImmutableSortedMap<String, String> frozenCell = SortedMaps.immutable.withSortedMap(cell);
        ImmutableList<ComponentPlan> frozenAnalyses = analyses.toImmutable();
        ImmutableList<TrialPlan> trials = seeds.collect(seed -> TrialPlan.of(frozenCell, seed, dataset, data.get().digest(),
                architecture[0], parts.get(ContributionKind.INITIALISER), parts.get(ContributionKind.OPTIMISER),
                parts.get(ContributionKind.LOSS), parts.get(ContributionKind.TRAINING), frozenAnalyses,
                options.execution(), options.memory(), network.get().depth(), network.get().layout().size()));
        if (trials.notEmpty() && !Finding.blocks(findings.toImmutable())) {
            TrialResources resources = TrialResources.of(trials.getFirst(), registry, network.get(), data.get().shape());
            MemoryShares shares = memory.computeIfAbsent(MemoryKey.of(trials.getFirst(), resources, data.get().shape()),
                    key -> new MemoryShares(resources, options.memory(), options.total()));
            shares.refusal().ifPresent(reason -> findings.add(Finding.error(architecture[0].element(), reason)));
            return shares.best().map(share -> trials.collect(trial -> trial.within(share))).orElse(trials);
        }
        return trials;
    }

    private ComponentPlan resolve(Component component, Map<String, String> settings) {
        ContributionKind kind = Components.kind(component);
        Contribution contribution = registry.get(kind, component.getContribution());
        Contribution.Resolution resolution = contribution.resolve(settings, component.getId());
        findings.withAll(resolution.findings());
        return new ComponentPlan(component.getId(), kind, contribution.id(), contribution.version(), resolution.settings());
    }

    private Optional<DataInfo> data(ComponentPlan plan) {
        Dataset dataset = registry.get(ContributionKind.DATASET, plan.contribution()).create(Dataset.class);
        try {
            return Optional.of(new DataInfo(dataset.shape(plan.settings()), dataset.contentDigest(plan.settings())));
        } catch (InvalidInputException e) {
            findings.add(Finding.error(plan.element(), e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Network> network(ArchitecturePlan plan, DataShape data) {
        try {
            return Optional.of(plan.build(registry, data));
        } catch (InvalidInputException e) {
            findings.add(Finding.error(plan.element(), e.getMessage()));
        } catch (ArithmeticException e) {
            findings.add(Finding.error(plan.element(), "the network has more than 2^31 - 1 parameters"));
        }
        return Optional.empty();
    }

    private void check(ComponentPlan plan, DataShape data) {
        TrainingProcedure training = registry.get(ContributionKind.TRAINING, plan.contribution())
                .create(TrainingProcedure.class);
        training.check(plan.settings(), data).forEach(text -> findings.add(Finding.error(plan.element(), text)));
    }

    private void checkStart(ComponentPlan plan, Network network) {
        Initialiser initialiser = registry.get(ContributionKind.INITIALISER, plan.contribution()).create(Initialiser.class);
        network.layout().slots().collect(ParameterLayout.Slot::tensor).select(tensor -> tensor.scaleStart().isEmpty())
                .forEach(tensor -> initialiser.refusal(tensor, plan.settings())
                        .ifPresent(text -> findings.add(Finding.error(plan.element(), text))));
    }

    private void check(ComponentPlan plan, Network network) {
        Analysis analysis = registry.get(ContributionKind.ANALYSIS, plan.contribution()).create(Analysis.class);
        analysis.notDefinedFor(network, plan.settings()).map(reason -> Finding.error(plan.element(), reason)).ifPresent(finding -> {
            findings.add(finding);
            notDefined.add(finding);
        });
    }

    /** @return why analyses are not defined for networks that were planned, each reason once */
    ImmutableList<Finding> notDefined() {
        return notDefined.distinct().toImmutable();
    }
}
