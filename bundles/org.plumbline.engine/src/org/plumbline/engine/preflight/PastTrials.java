package org.plumbline.engine.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.list.primitive.MutableDoubleList;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.passport.Passport;
import org.plumbline.engine.plan.ArchitecturePlan;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.KnownTrials;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

/** What trials that ended on this machine tell of those to come: seconds a step, and how much of their limit of steps they used. */
final class PastTrials {
    /** Runs that are looked at, those with the last names: names end with the time. */
    private static final int RUNS = 10;
    /** Trials of a run that are looked at, spread over its plan. */
    private static final int TRIALS = 200;
    /** Seconds of a trial to which the start of its worker adds little. */
    private static final double LONG = 60;
    /** Bytes of the description of a run that is looked at, at most. */
    private static final long DESCRIPTION = 20_000_000;

    private final MutableList<StepTimes.Sample> samples = Lists.mutable.empty();
    private final MutableList<FirstTrial> first = Lists.mutable.empty();
    private final Map<String, MutableDoubleList> shares = new TreeMap<>();

    /**
     * Which part of the limit of steps trainings used.
     *
     * @param low  a twentieth of them used less
     * @param mean of all
     * @param high a twentieth used more
     * @param n    number of trials
     */
    record Share(double low, double mean, double high, int n) {
    }

    /** The first trial of a worker. */
    private record FirstTrial(PlannedCell cell, double seconds, long steps) {
    }

    private PastTrials() {
    }

    /** What cannot be read or was made elsewhere is left out. */
    static PastTrials read(KnownTrials known, ContributionRegistry registry) {
        PastTrials past = new PastTrials();
        ImmutableList<RunFolder> runs = known.runs();
        runs.drop(Math.max(0, runs.size() - RUNS)).forEach(run -> past.add(run, registry));
        return past;
    }

    private void add(RunFolder run, ContributionRegistry registry) {
        try {
            if (Files.size(run.path().resolve("run.json")) > DESCRIPTION) {
                return;
            }
            RunHeader header = RunHeader.parse(run.readRun(), run.path().toString());
            if (Passport.current().id().equals(header.provenance().get("passport"))) {
                String workers = header.provenance().getOrDefault("workers", "1");
                add(run, RunHeader.plan(registry, run), registry, Integer.parseInt(workers));
            }
        } catch (IOException | InvalidInputException | NumberFormatException e) {
            // its times are not needed
        }
    }

    private void add(RunFolder run, RunPlan plan, ContributionRegistry registry, int workers) throws StoreException {
        Set<String> firsts = plan.trials().toSortedListBy(trial -> -trial.parameterCount()).take(workers).collect(TrialPlan::id).toSet();
        int every = Math.max(1, plan.trials().size() / TRIALS);
        ImmutableList<TrialPlan> chosen = plan.trials().selectWithIndex((trial, i) -> i % every == 0);
        for (var trials : chosen.groupBy(TrialPlan::cell).multiValuesView()) {
            PlannedCell cell = PlannedCell.of(trials.toList().toImmutable(), registry);
            for (TrialPlan trial : cell.trials()) {
                Optional<TrialRecord> record = KnownTrials.in(run, trial);
                if (record.isPresent() && record.get().state() == TrialState.DONE) {
                    add(cell, record.get(), Processors.crowding(workers), firsts.contains(trial.id()));
                }
            }
        }
    }

    /**
     * A trial without steps tells nothing of them.
     *
     * @param begin whether the trial was the first of a worker: unless it was long, that tells of the start and not of steps
     */
    private void add(PlannedCell cell, TrialRecord record, double crowding, boolean begin) {
        if (record.steps() == 0) {
            return;
        }
        double seconds = record.seconds() / record.steps() / crowding;
        if (begin && record.seconds() < LONG) {
            first.add(new FirstTrial(cell, record.seconds() / crowding, record.steps()));
        } else if (seconds > 0 && Double.isFinite(seconds)) {
            samples.add(new StepTimes.Sample(cell.kind(), cell.work(), seconds));
        }
        cell.length().ifPresent(length -> shares.computeIfAbsent(recipe(cell.trial()), recipe -> DoubleLists.mutable.empty())
                .add((double) record.steps() / length.mostSteps()));
    }

    /** What decides how soon a training stops, but for depth and width. */
    private static String recipe(TrialPlan trial) {
        String family = trial.architecture() instanceof ArchitecturePlan.Family f ? f.component().contribution() : "";
        return family + Lists.immutable.with(trial.dataset(), trial.initialiser(), trial.optimiser(), trial.loss(), trial.training())
                .collect(part -> part.contribution() + " " + part.version() + " " + part.settings()).makeString(" ");
    }

    /** @return what the first trials of workers took longer than others would have, s, mean; empty if nothing is known of it */
    OptionalDouble start(StepTimes times) {
        MutableDoubleList longer = DoubleLists.mutable.empty();
        first.forEach(trial -> times.expected(trial.cell().kind(), trial.cell().work())
                .ifPresent(step -> longer.add(Math.max(0, trial.seconds() - trial.steps() * step))));
        return longer.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(longer.average());
    }

    ImmutableList<StepTimes.Sample> samples() {
        return samples.toImmutable();
    }

    /** @return what trials with the same recipe used, at whatever depth; empty if there are fewer than two */
    Optional<Share> share(PlannedCell cell) {
        MutableDoubleList used = shares.getOrDefault(recipe(cell.trial()), DoubleLists.mutable.empty()).toSortedList();
        if (used.size() < 2) {
            return Optional.empty();
        }
        int edge = used.size() / 20;
        return Optional.of(new Share(used.get(edge), used.average(), used.get(used.size() - 1 - edge), used.size()));
    }
}
