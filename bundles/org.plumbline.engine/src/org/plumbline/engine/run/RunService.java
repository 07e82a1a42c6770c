package org.plumbline.engine.run;

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
        if (request.workers() < 1) {
            throw new InvalidInputException("workers: expected at least 1, got " + request.workers());
        }
        Runner runner = registry.get(ContributionKind.RUNNER, request.runner()).create(Runner.class);
        RunFolder folder = RunFolder.forWriting(request.folder());
        if (folder.hasRun()) {
            RunHeader there = RunHeader.parse(folder.readRun(), folder.path().resolve("run.json").toString());
            if (!there.identity().equals(plan.identity())) {
                throw new InvalidInputException(folder.path() + " holds another run: '" + there.name() + "' with identity "
                        + there.identity() + ", not " + plan.identity());
            }
        } else {
            folder.writeExperiment(request.experimentText());
            folder.writeRun(RunHeader.json(plan, Provenance.collect(request.runner(), request.workers())));
        }
        RunWork work = new RunWork(registry, plan, request, folder, listener, control);
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

    /** Hands trials that have a result to the work, and returns the others; failed and cancelled ones are tried again. */
    private static ImmutableList<TrialPlan> reuse(RunPlan plan, RunFolder folder, RunWork work) throws StoreException {
        MutableList<TrialPlan> pending = Lists.mutable.empty();
        for (TrialPlan trial : plan.trials()) {
            TrialFolder stored = folder.trial(trial.id());
            Optional<TrialRecord> record = RunArchive.read(stored);
            if (record.isPresent()
                    && (record.get().state() == TrialState.DONE || record.get().state() == TrialState.DIVERGED)) {
                work.reuse(trial, record.get());
            } else {
                stored.reopen();
                pending.add(trial);
            }
        }
        return pending.toImmutable();
    }
}
