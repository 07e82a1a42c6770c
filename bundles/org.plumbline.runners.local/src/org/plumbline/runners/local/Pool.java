package org.plumbline.runners.local;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Runner;
import org.plumbline.engine.spi.RunnerException;
import org.plumbline.engine.trial.Culprit;
import org.plumbline.engine.trial.TrialRequest;

/** The processes of one run: gives trials out, passes on what is said, and begins trials again whose process was lost. */
final class Pool {
    private static final int PERIOD = 100;
    /** Work that is given out ahead of a worker, s: short trials need not wait for the next to be told. */
    private static final double AHEAD = 0.2;
    private static final int MOST_AHEAD = 64;
    private static final int FAILED_STARTS = 3;
    /** Letters of a trial's id in a message. */
    private static final int SHORT = 8;

    private final Deque<TrialPlan> waiting = new ArrayDeque<>();
    /** Trials that are paused while the others go on. */
    private final Set<TrialPlan> paused = new LinkedHashSet<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Runner.Work work;
    private final WorkerStart start;
    private final double hangSeconds;
    private final int target;
    private int failedStarts;
    private double meanSeconds = Double.NaN;
    private String failure;
    private Throwable thrown;

    /** Starts a worker. */
    interface WorkerStart {
        Process start() throws IOException;
    }

    /** @param hangSeconds how long a trial may go on without a step before its process is ended */
    Pool(ImmutableList<TrialPlan> trials, int workers, Runner.Work work, WorkerStart start, double hangSeconds) {
        trials.forEach(waiting::add);
        target = workers;
        this.work = work;
        this.start = start;
        this.hangSeconds = hangSeconds;
    }

    /** Returns when all trials have ended, or the run was stopped and all workers have ended. */
    synchronized void run() throws InterruptedException {
        try {
            while (failure == null && thrown == null && (!waiting.isEmpty() || workers.stream().anyMatch(w -> !w.told().isEmpty()))) {
                if (work.isStopping()) {
                    waiting.clear();
                }
                takeUpPaused();
                startWorkers();
                workers.forEach(this::supervise);
                wait(PERIOD);
            }
        } finally {
            boolean interrupted = closeAll();
            if (interrupted) {
                throw new InterruptedException("interrupted while trials were running; their states have been kept");
            }
        }
        switch (thrown) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> { }
        }
        if (failure != null) {
            throw new RunnerException(failure);
        }
    }

    private void takeUpPaused() {
        for (TrialPlan trial : List.copyOf(paused)) {
            if (work.request(trial) == TrialRequest.GO_ON) {
                paused.remove(trial);
                waiting.add(trial);
            }
        }
    }

    private void startWorkers() {
        long needed = Math.min(target, workers.stream().filter(w -> !w.told().isEmpty()).count() + waiting.size());
        while (workers.size() < needed && failure == null) {
            try {
                workers.add(new WorkerProcess(start.start(), this::received));
            } catch (IOException e) {
                failure = "a worker process cannot be started: " + e.getMessage();
            }
        }
    }

    private void supervise(WorkerProcess worker) {
        for (TrialPlan trial : worker.told()) {
            worker.request(trial, work.request(trial));
        }
        if (worker.secondsWithoutStep() > hangSeconds) {
            worker.killHung();
        }
        giveOut(worker);
    }

    private void giveOut(WorkerProcess worker) {
        int ahead = Double.isNaN(meanSeconds) ? 1 : (int) Math.clamp(AHEAD / meanSeconds, 1, MOST_AHEAD);
        int most = Math.max(1, Math.min(ahead, waiting.size() / target));
        while (worker.told().size() < most && !waiting.isEmpty() && !work.isStopping()) {
            TrialPlan trial = waiting.remove();
            switch (work.request(trial)) {
                case GO_ON -> {
                    if (work.take(trial)) {
                        worker.execute(trial);
                    }
                }
                case PAUSE -> paused.add(trial);
                case CANCEL -> { }
            }
        }
    }

    private synchronized void received(WorkerProcess worker, Message message) {
        try {
            if (message == null) {
                ended(worker);
            } else {
                heard(worker, message);
            }
        } catch (RuntimeException | Error e) {
            // Whoever waits for the run is to have it; this thread goes on to hear of the worker's end.
            thrown = thrown == null ? e : thrown;
        }
        notifyAll();
    }

    private void heard(WorkerProcess worker, Message message) {
        // As long as any of them works, those that end before they begin are no reason to end the run.
        failedStarts = 0;
        switch (message) {
            case Message.Started started -> {
                worker.began();
                work.started(worker.told().element());
            }
            case Message.Progress progress -> {
                worker.stepped();
                work.progress(worker.told().element(), progress.epoch(), progress.steps(), progress.loss());
            }
            case Message.Ended ended -> {
                TrialPlan trial = worker.told().remove();
                worker.began();
                TrialRecord record = ended.record();
                if (record.state() == TrialState.PAUSED) {
                    paused.add(trial);
                } else {
                    double seconds = record.seconds();
                    meanSeconds = Double.isNaN(meanSeconds) ? seconds : 0.8 * meanSeconds + 0.2 * seconds;
                }
                work.ended(trial, record);
                giveOut(worker);
            }
            case Message.Beat beat -> worker.beat(beat.steps(), beat.where());
            case Message.Notice notice -> work.notice("trial " + notice.trial().substring(0, SHORT) + ": " + notice.text());
            case Message.Failed failed -> failure = failed.reason();
            default -> throw new IllegalArgumentException("a worker said " + message);
        }
    }

    /** A process is gone: what it had been told is given out again, unless it is the trial's fault. */
    private void ended(WorkerProcess worker) {
        workers.remove(worker);
        int code = worker.exitCode();
        ExitCause cause = worker.cause(code);
        if (!worker.lived() && ++failedStarts >= FAILED_STARTS) {
            failure = "worker processes end before they begin: " + cause.text(code)
                    + (worker.errors().isEmpty() ? "" : "; it printed: " + worker.errors());
        }
        Deque<TrialPlan> open = worker.told();
        if (open.isEmpty() || work.isStopping()) {
            return;
        }
        if (worker.lived()) {
            blame(open.remove(), worker, cause, code);
        }
        while (!open.isEmpty()) {
            waiting.addFirst(open.removeLast());
        }
    }

    private void blame(TrialPlan trial, WorkerProcess worker, ExitCause cause, int code) {
        int count = worker.madeStep() && cause == ExitCause.KILLED ? 1 : attempts.getOrDefault(trial.id(), 0) + 1;
        attempts.put(trial.id(), count);
        if (count >= cause.attempts()) {
            work.lost(trial, seen(worker, cause) + cause.text(code) + " " + count + " times in a row");
        } else {
            work.notice("trial " + trial.id().substring(0, SHORT) + " (" + trial.label() + "): " + seen(worker, cause) + cause.text(code)
                    + "; it goes on in another");
            waiting.addFirst(trial);
        }
    }

    /** @return where the trial was, for the beginning of a message: one that begins with a contribution counts against it */
    private static String seen(WorkerProcess worker, ExitCause cause) {
        return !cause.isGradual() || worker.where().isEmpty() ? ""
                : (Culprit.namedIn(worker.where()).isPresent() ? "" : "at ") + worker.where() + ": ";
    }

    /** @return whether this thread was interrupted meanwhile */
    private boolean closeAll() {
        boolean interrupted = Thread.interrupted();
        workers.forEach(WorkerProcess::close);
        while (!workers.isEmpty()) {
            try {
                wait(PERIOD);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }
}
