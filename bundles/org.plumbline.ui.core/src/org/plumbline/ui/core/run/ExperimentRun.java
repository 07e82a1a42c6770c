package org.plumbline.ui.core.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.Requests;
import org.plumbline.engine.run.RunEvent;
import org.plumbline.engine.run.RunListener;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;
import org.plumbline.ui.core.run.RunSnapshot.Phase;

/** One run, executed by a process of its own: collects the engine's events, from whichever thread, into snapshots for the views. */
public final class ExperimentRun implements RunListener {
    private static final double NANOS = 1e9;

    private final RunPlan plan;
    private final Path folder;
    private final int workers;
    private final Runnable changed;
    private long startedAt = System.nanoTime();
    private final Map<String, TrialRow> rows = new LinkedHashMap<>();
    private ImmutableList<AnalysisResult> results = Lists.immutable.empty();
    private Phase phase = Phase.RUNNING;
    private String message = "";
    private long endedAt;

    /**
     * @param folder  where the run is stored
     * @param workers number of trials at the same time
     * @param changed called after every event, by any thread
     */
    public ExperimentRun(RunPlan plan, Path folder, int workers, Runnable changed) {
        this.plan = plan;
        this.folder = folder;
        this.workers = workers;
        this.changed = changed;
        plan.trials().each(trial -> rows.put(trial.id(), TrialRow.pending(trial)));
    }

    public RunPlan plan() {
        return plan;
    }

    public Path folder() {
        return folder;
    }

    public int workers() {
        return workers;
    }

    /** @return the name of the run's folder */
    public String name() {
        return folder.getFileName().toString();
    }

    /** Asks the process of the run to stop; running trials keep their states. */
    public void stop() {
        ask(TrialRequest.PAUSE);
    }

    /** Asks the process of the run to end it; running trials end as cancelled. */
    public void cancel() {
        ask(TrialRequest.CANCEL);
    }

    private void ask(TrialRequest request) {
        try {
            RunFolder.forReading(folder).request(Requests.name(request));
            synchronized (this) {
                if (phase == Phase.RUNNING) {
                    phase = Phase.STOPPING;
                }
            }
        } catch (StoreException e) {
            setMessage(e.getMessage());
        }
        changed.run();
    }

    /**
     * Asks the process of the run to pause or cancel some of its trials, or to go on with them.
     *
     * @param trials ids
     */
    public void ask(TrialRequest request, ImmutableList<String> trials) {
        try {
            RunFolder stored = RunFolder.forReading(folder);
            for (String trial : trials) {
                stored.withdraw(Requests.name(TrialRequest.PAUSE, trial));
                stored.withdraw(Requests.name(TrialRequest.CANCEL, trial));
                if (request != TrialRequest.GO_ON) {
                    stored.request(Requests.name(request, trial));
                }
            }
        } catch (StoreException e) {
            setMessage(e.getMessage());
        }
        changed.run();
    }

    /** A process takes the run up again. */
    void goesOn() {
        synchronized (this) {
            phase = Phase.RUNNING;
            message = "";
            startedAt = System.nanoTime();
            rows.replaceAll((id, row) -> row.state().isFinal() ? row : TrialRow.pending(row.trial()));
        }
        changed.run();
    }

    /** Nobody runs it now. */
    void rests(boolean complete) {
        synchronized (this) {
            startedAt = Long.MIN_VALUE;
        }
        end(complete ? Phase.DONE : Phase.STOPPED, "");
    }

    /** The run could not go on. */
    public void fail(String why) {
        end(Phase.FAILED, why);
    }

    @Override
    public void event(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted started -> { }
            case RunEvent.TrialStarted started -> put(started.trial(), row -> new TrialRow(row.trial(), TrialState.RUNNING,
                    0, 0, Double.NaN, Double.NaN, "", System.nanoTime()));
            case RunEvent.TrialProgress p -> put(p.trial(), row -> new TrialRow(row.trial(), TrialState.RUNNING, p.epoch(),
                    p.steps(), p.loss(), Double.NaN, "", row.startedAt()));
            case RunEvent.TrialFinished finished -> put(finished.trial(), row -> ended(row, finished.record()));
            case RunEvent.Notice notice -> setMessage(notice.text());
            case RunEvent.ResultsUpdated updated -> setResults(updated.results());
            case RunEvent.RunFinished finished -> {
                setResults(finished.outcome().results());
                end(finished.outcome().stopped() ? Phase.STOPPED : Phase.DONE, "");
            }
        }
        changed.run();
    }

    private static TrialRow ended(TrialRow row, TrialRecord record) {
        if (!record.state().isFinal()) {
            return new TrialRow(row.trial(), record.state(), record.epochs(), record.steps(), row.loss(), Double.NaN,
                    record.message(), row.startedAt());
        }
        double loss = Double.isNaN(record.finalLoss()) ? row.loss() : record.finalLoss();
        return new TrialRow(row.trial(), record.state(), record.epochs(), record.steps(), loss, record.seconds(),
                record.message(), row.startedAt());
    }

    private synchronized void put(TrialPlan trial, UnaryOperator<TrialRow> change) {
        rows.computeIfPresent(trial.id(), (id, row) -> change.apply(row));
    }

    private synchronized void setMessage(String text) {
        message = text;
    }

    private synchronized void setResults(ImmutableList<AnalysisResult> newResults) {
        results = newResults;
    }

    private void end(Phase last, String why) {
        synchronized (this) {
            phase = last;
            message = why;
            endedAt = System.nanoTime();
        }
        changed.run();
    }

    public synchronized RunSnapshot snapshot() {
        ImmutableList<TrialRow> all = Lists.immutable.withAll(rows.values());
        boolean active = phase == Phase.RUNNING || phase == Phase.STOPPING;
        long now = active ? System.nanoTime() : endedAt;
        Optional<Double> remaining = active ? RemainingTime.seconds(all, now, workers) : Optional.empty();
        return new RunSnapshot(phase, all, all.count(r -> r.state().isFinal()), results, startedAt == Long.MIN_VALUE ? Double.NaN : (now - startedAt) / NANOS,
                remaining, message);
    }
}
