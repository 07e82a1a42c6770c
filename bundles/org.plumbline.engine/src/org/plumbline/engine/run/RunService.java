package org.plumbline.engine.run;

import java.util.List;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Runner;
import org.plumbline.store.Ownership;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;
import org.plumbline.store.TrialFolder;

/** Runs plans: opens the folder, hands trials to a runner, keeps what comes back and evaluates it. */
public final class RunService {
    private final ContributionRegistry registry;

    public RunService(ContributionRegistry registry) {
        this.registry = registry;
    }

    /**
     * Runs a plan and returns when all trials have ended or the run was stopped.
     *
     * @throws InvalidInputException if the request cannot be served: nothing was written
     * @throws StoreException        if the folder cannot be written
     * @throws InterruptedException  if the calling thread is interrupted; what has ended is kept
     */
    public RunOutcome run(RunPlan plan, RunRequest request, RunListener listener, RunControl control)
            throws StoreException, InterruptedException {
        return run(plan, request, listener, control, true);
    }

    /** The same for the process that {@link #launch} has started: what was wanted of the run since then holds. */
    public RunOutcome takeUp(RunPlan plan, RunRequest request, RunListener listener, RunControl control)
            throws StoreException, InterruptedException {
        return run(plan, request, listener, control, false);
    }

    private RunOutcome run(RunPlan plan, RunRequest request, RunListener listener, RunControl control, boolean anew)
            throws StoreException, InterruptedException {
        if (request.workers() < 1) {
            throw new InvalidInputException("workers: expected at least 1, got " + request.workers());
        }
        Runner runner = registry.get(ContributionKind.RUNNER, request.runner()).create(Runner.class);
        RunFolder folder = RunFolder.forWriting(request.folder());
        try (Ownership owned = Ownership.take(folder.path())) {
            describe(plan, request, folder);
            if (anew) {
                Requests.withdrawAll(folder);
            }
            try (EventLog log = new EventLog(folder, listener);
                    Requests requests = new Requests(folder, control, text -> log.event(new RunEvent.Notice(text)))) {
                return run(plan, request, runner, folder, log, control);
            }
        }
    }

    /**
     * Describes a run in its folder and has its runner execute it, in a process that outlives this one. A {@link RunWatcher}
     * follows it.
     *
     * @throws InvalidInputException if the runner cannot do that
     * @throws StoreException        if the folder cannot be written, or another process runs it
     */
    public void launch(RunPlan plan, RunRequest request) throws StoreException {
        Runner runner = registry.get(ContributionKind.RUNNER, request.runner()).create(Runner.class);
        RunFolder folder = RunFolder.forWriting(request.folder());
        try (Ownership owned = Ownership.take(folder.path())) {
            describe(plan, request, folder);
            Requests.withdrawAll(folder);
        }
        runner.launch(request);
    }

    private static void describe(RunPlan plan, RunRequest request, RunFolder folder) throws StoreException {
        if (folder.hasRun()) {
            RunHeader there = RunHeader.parse(folder.readRun(), folder.path().resolve("run.json").toString());
            if (!there.identity().equals(plan.identity())) {
                throw new InvalidInputException(folder.path() + " holds another run: '" + there.name() + "' with identity "
                        + there.identity() + ", not " + plan.identity() + "; in a folder of its own the new run takes over the cells that are there");
            }
        } else {
            folder.writeExperiment(request.experimentText());
            folder.writeRun(RunHeader.json(plan, Provenance.collect(request.runner(), request.workers())));
        }
    }

    private RunOutcome run(RunPlan plan, RunRequest request, Runner runner, RunFolder folder, RunListener listener,
            RunControl control) throws StoreException, InterruptedException {
        try (RunWork work = new RunWork(registry, plan, request, folder, listener, control)) {
            return run(plan, request, runner, folder, listener, work);
        }
    }

    private static RunOutcome run(RunPlan plan, RunRequest request, Runner runner, RunFolder folder, RunListener listener, RunWork work)
            throws StoreException, InterruptedException {
        ImmutableList<TrialPlan> pending = reuse(plan, folder, work);
        listener.event(new RunEvent.RunStarted(plan, plan.trials().size() - pending.size()));
        work.announceReused();
        try {
            runner.run(pending.toSortedListBy(trial -> -trial.parameterCount()).toImmutable(), request.workers(), work);
        } finally {
            work.evaluateAndStore();
        }
        work.rethrowStoreFailure();
        RunOutcome outcome = work.outcome();
        listener.event(new RunEvent.RunFinished(outcome));
        return outcome;
    }

    /**
     * Hands trials that have a result to the work, those that a run beside this one has computed included, and returns the
     * others; failed and cancelled ones are tried again.
     */
    private static ImmutableList<TrialPlan> reuse(RunPlan plan, RunFolder folder, RunWork work) throws StoreException {
        MutableList<TrialPlan> pending = Lists.mutable.empty();
        folder.refresh();
        List<RunFolder> siblings = readable(folder.siblings());
        for (TrialPlan trial : plan.trials()) {
            TrialFolder stored = folder.trial(trial.id());
            Optional<TrialRecord> record = result(stored);
            if (record.isEmpty()) {
                stored.reopen();
                record = adopted(stored, siblings, trial);
            }
            if (record.isPresent()) {
                work.reuse(trial, record.get());
            } else {
                pending.add(trial);
            }
        }
        return pending.toImmutable();
    }

    private static List<RunFolder> readable(List<RunFolder> siblings) {
        return siblings.stream().filter(sibling -> {
            try {
                sibling.refresh();
                return true;
            } catch (StoreException e) {
                return false;
            }
        }).toList();
    }

    private static Optional<TrialRecord> result(TrialFolder stored) throws StoreException {
        return RunArchive.read(stored).filter(r -> r.state() == TrialState.DONE || r.state() == TrialState.DIVERGED);
    }

    private static Optional<TrialRecord> adopted(TrialFolder stored, List<RunFolder> siblings, TrialPlan trial) throws StoreException {
        for (RunFolder sibling : siblings) {
            Optional<TrialRecord> known = knownElsewhere(sibling, trial);
            if (known.isPresent() && stored.adopt(sibling.trial(trial.id()), RunJson.GSON.toJson(RunJson.of(known.get())))) {
                return known;
            }
        }
        return Optional.empty();
    }

    /**
     * The result of a trial in another run, in the words of this one. A run that cannot be read is no obstacle, and one whose
     * analyses have other names is not asked.
     */
    private static Optional<TrialRecord> knownElsewhere(RunFolder sibling, TrialPlan trial) {
        try {
            return result(sibling.trial(trial.id())).filter(record -> record.state() != TrialState.DONE
                    || trial.analyses().allSatisfy(analysis -> record.measurements().keysView()
                            .anySatisfy(quantity -> quantity.startsWith(analysis.element() + "/")) || record.measurements().isEmpty()))
                    .map(record -> record.in(trial.cell()));
        } catch (StoreException e) {
            return Optional.empty();
        }
    }
}
