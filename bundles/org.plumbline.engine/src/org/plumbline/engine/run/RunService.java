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
        request.goal().ifPresent(goal -> new Replication(plan, goal));
        Runner runner = registry.get(ContributionKind.RUNNER, request.runner()).create(Runner.class);
        RunFolder folder = RunFolder.forWriting(request.folder());
        try (Ownership owned = Ownership.take(folder.path())) {
            describe(plan, request, folder);
            if (anew) {
                Requests.withdrawAll(folder);
            }
            try (EventLog log = new EventLog(folder, listener);
                    Requests requests = new Requests(folder, control, text -> log.event(new RunEvent.Notice(text)))) {
                return run(plan, request, runner, folder, owned, log, control);
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
            Optional<ReplicationGoal> goal = goal(folder);
            if (request.goal().isPresent() && !request.goal().equals(goal)) {
                throw new InvalidInputException(folder.path() + " was begun with another goal: " + goal.map(ReplicationGoal::toString).orElse("all trials"));
            }
        } else {
            if (request.goal().isPresent()) {
                folder.writeGoal(request.goal().get().json());
            }
            folder.writeExperiment(request.experimentText());
            folder.writeRun(RunHeader.json(plan, Provenance.collect(request.runner(), request.workers())));
        }
    }

    private RunOutcome run(RunPlan plan, RunRequest request, Runner runner, RunFolder folder, Ownership owned,
            RunListener listener, RunControl control) throws StoreException, InterruptedException {
        try (RunWork work = new RunWork(registry, plan, request, folder, owned, listener, control)) {
            return run(plan, request, runner, folder, listener, work);
        }
    }

    private static RunOutcome run(RunPlan plan, RunRequest request, Runner runner, RunFolder folder, RunListener listener, RunWork work)
            throws StoreException, InterruptedException {
        Optional<Replication> replication = goal(folder).map(goal -> new Replication(plan, goal));
        ImmutableList<TrialPlan> wanted = replication.map(Replication::wanted).orElse(plan.trials());
        ImmutableList<TrialPlan> pending = reuse(wanted, folder, work);
        listener.event(new RunEvent.RunStarted(plan, wanted.size() - pending.size()));
        work.announceReused();
        try {
            run(runner, pending, request, work);
            while (replication.isPresent() && !replication.get().isOver() && work.isOver(wanted)) {
                replication.get().look(work.records());
                work.notice(replication.get().text());
                wanted = replication.get().wanted();
                pending = reuse(wanted.reject(work::has), folder, work);
                work.announceReused();
                run(runner, pending, request, work);
            }
        } finally {
            work.finish(wanted, replication.flatMap(Replication::result));
            work.evaluateAndStore();
        }
        work.rethrowFailure();
        RunOutcome outcome = work.outcome();
        listener.event(new RunEvent.RunFinished(outcome));
        return outcome;
    }

    private static void run(Runner runner, ImmutableList<TrialPlan> trials, RunRequest request, RunWork work)
            throws StoreException, InterruptedException {
        ImmutableList<TrialPlan> pending = trials;
        while (pending.notEmpty()) {
            runner.run(pending.toSortedListBy(trial -> -trial.parameterCount()).toImmutable(), request.workers(), work);
            pending = work.awaitOthers();
        }
    }

    private static Optional<ReplicationGoal> goal(RunFolder folder) throws StoreException {
        Optional<String> stored = folder.readGoal();
        return stored.isEmpty() ? Optional.empty() : Optional.of(ReplicationGoal.parse(stored.get(), folder.path().resolve("goal.json").toString()));
    }

    /**
     * Hands trials that have a result to the work, those that a run beside this one has computed included, and returns the
     * others; failed and cancelled ones are tried again.
     */
    private static ImmutableList<TrialPlan> reuse(ImmutableList<TrialPlan> trials, RunFolder folder, RunWork work) throws StoreException {
        MutableList<TrialPlan> pending = Lists.mutable.empty();
        KnownTrials known = KnownTrials.of(folder);
        for (TrialPlan trial : trials) {
            Optional<TrialRecord> record = known.here(trial);
            if (record.isEmpty()) {
                TrialFolder stored = folder.trial(trial.id());
                stored.reopen();
                record = adopted(stored, known.beside(trial));
            }
            if (record.isPresent()) {
                work.reuse(trial, record.get());
            } else {
                pending.add(trial);
            }
        }
        return pending.toImmutable();
    }

    private static Optional<TrialRecord> adopted(TrialFolder stored, Iterable<KnownTrials.Known> known) throws StoreException {
        for (KnownTrials.Known elsewhere : known) {
            if (stored.adopt(elsewhere.folder(), RunJson.GSON.toJson(RunJson.of(elsewhere.record())))) {
                return Optional.of(elsewhere.record());
            }
        }
        return Optional.empty();
    }
}
