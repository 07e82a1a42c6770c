package org.plumbline.engine.run;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Runner;
import org.plumbline.engine.trial.TrialListener;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.store.Ownership;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

/** What a run does for each trial: execute, keep, tell. Used by the runner's threads at once. */
final class RunWork implements Runner.Work, Closeable {
    /** Most trials of a run that have a folder each. */
    private static final int MOST_FOLDERS = 1000;

    private final ContributionRegistry registry;
    private final RunPlan plan;
    private final RunFolder folder;
    private final RunListener listener;
    private final RunControl control;
    private final RunRequest request;
    private final TrialWorker worker;
    private final Evaluation evaluation;
    private final Map<String, TrialRecord> records = new ConcurrentHashMap<>();
    private final Map<String, TrialRecord> reused = new TreeMap<>();
    private final RepeatedFailures failures = new RepeatedFailures();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Object announcing = new Object();
    private final LiveEvaluation live = new LiveEvaluation(this::evaluateMeanwhile);
    private ImmutableList<AnalysisResult> results = Lists.immutable.empty();
    private final SharedCells shared;
    private ImmutableList<TrialPlan> wanted;
    private Optional<AnalysisResult> replicated = Optional.empty();
    private volatile StoreException storeFailure;

    RunWork(ContributionRegistry registry, RunPlan plan, RunRequest request, RunFolder folder, Ownership owned, RunListener listener,
            RunControl control) {
        this.registry = registry;
        this.plan = plan;
        this.wanted = plan.trials();
        this.folder = folder;
        this.listener = listener;
        this.control = control;
        this.request = request;
        this.evaluation = new Evaluation(registry, plan, folder);
        this.shared = new SharedCells(folder, owned, this);
        this.worker = new TrialWorker(registry, folder, this::threads, request.checkpointSeconds(), packs());
    }

    /** Trials come first; processors that those left leave free help with the batches of each. */
    @Override
    public int threads() {
        int together = Math.max(1, Math.min(request.workers(), plan.trials().size() - records.size()));
        return Math.max(1, Runtime.getRuntime().availableProcessors() / together);
    }

    void reuse(TrialPlan trial, TrialRecord record) {
        records.put(trial.id(), record);
        reused.put(trial.id(), record);
    }

    /** Tells of each trial that was already there once. */
    void announceReused() {
        for (TrialPlan trial : plan.trials()) {
            if (reused.containsKey(trial.id())) {
                announce(new RunEvent.TrialFinished(trial, reused.remove(trial.id()), true));
            }
        }
    }

    @Override
    public Path folder() {
        return folder.path();
    }

    /** A folder for each trial is what people like to look into, as long as they are few. */
    @Override
    public boolean packs() {
        return plan.trials().size() > MOST_FOLDERS;
    }

    @Override
    public double checkpointSeconds() {
        return request.checkpointSeconds();
    }

    @Override
    public boolean isStopping() {
        return control.isStopping() || storeFailure != null || live.hasFailed();
    }

    @Override
    public TrialRequest request(TrialPlan trial) {
        return storeFailure != null || failures.forbids(trial) ? TrialRequest.CANCEL : control.request(trial.id());
    }

    @Override
    public void execute(TrialPlan trial) {
        if (request(trial) != TrialRequest.GO_ON || !take(trial)) {
            return;
        }
        try {
            started(trial);
            ended(trial, worker.execute(trial, new TrialListener() {
                @Override
                public void epochDone(int epoch, long steps, double loss) {
                    progress(trial, epoch, steps, loss);
                }

                @Override
                public void notice(String text) {
                    RunWork.this.notice(trial.label() + ": " + text);
                }
            }, () -> request(trial)));
        } catch (StoreException e) {
            storeFailure = e;
        }
    }

    @Override
    public boolean take(TrialPlan trial) {
        try {
            return shared.take(trial);
        } catch (StoreException e) {
            storeFailure = e;
            return false;
        }
    }

    /** @return trials that other runs have been computing and do not any more; see {@link SharedCells#await} */
    ImmutableList<TrialPlan> awaitOthers() throws StoreException, InterruptedException {
        return shared.await();
    }

    /** Another run has computed a trial meanwhile. */
    void adopted(TrialPlan trial, TrialRecord record) {
        records.put(trial.id(), record);
        announce(new RunEvent.TrialFinished(trial, record, true));
        live.want();
    }

    /** @return whether some trials have all ended, and more may be begun */
    boolean isOver(ImmutableList<TrialPlan> trials) {
        return !isStopping() && trials.allSatisfy(this::has);
    }

    Map<String, TrialRecord> records() {
        return records;
    }

    /**
     * The run ends.
     *
     * @param trials that were wanted in the end
     * @param result what is said of why no more were
     */
    void finish(ImmutableList<TrialPlan> trials, Optional<AnalysisResult> result) {
        live.close();
        wanted = trials;
        replicated = result;
    }

    boolean has(TrialPlan trial) {
        return records.containsKey(trial.id());
    }

    @Override
    public void started(TrialPlan trial) {
        announce(new RunEvent.TrialStarted(trial));
    }

    @Override
    public void progress(TrialPlan trial, int epoch, long steps, double loss) {
        announce(new RunEvent.TrialProgress(trial, epoch, steps, loss));
    }

    @Override
    public void ended(TrialPlan trial, TrialRecord record) {
        if (record.state().isFinal()) {
            records.put(trial.id(), record);
        }
        shared.release(trial);
        failures.ended(trial, record).ifPresent(this::notice);
        announce(new RunEvent.TrialFinished(trial, record, false));
        if (record.state().isFinal()) {
            live.want();
        }
    }

    @Override
    public void lost(TrialPlan trial, String cause) {
        TrialRecord record = TrialRecord.of(trial, TrialState.FAILED, cause);
        try {
            folder.trial(trial.id()).writeVerdict(RunJson.GSON.toJson(RunJson.of(record)));
        } catch (StoreException e) {
            storeFailure = e;
        }
        ended(trial, record);
    }

    @Override
    public void notice(String text) {
        announce(new RunEvent.Notice(text));
    }

    /** An analysis that throws does so at every evaluation. */
    private void noticeOnce(String text) {
        if (told.add(text)) {
            notice(text);
        }
    }

    private void announce(RunEvent event) {
        synchronized (announcing) {
            listener.event(event);
        }
    }

    private void evaluateMeanwhile() {
        try {
            evaluateAndStore();
        } catch (StoreException e) {
            notice("the results so far cannot be written: " + e.getMessage());
        }
    }

    /** Evaluates all that has ended and stores it; a run that was stopped has results too. */
    void evaluateAndStore() throws StoreException {
        ImmutableList<AnalysisResult> now = evaluation.evaluate(ended(), this::noticeOnce);
        results = replicated.map(now::newWith).orElse(now);
        folder.writeResults(StoredResults.text(results));
        announce(new RunEvent.ResultsUpdated(results));
    }

    @Override
    public void close() throws StoreException {
        live.close();
        shared.close();
        worker.close();
    }

    /** @throws StoreException the first failure to write, which stopped the run */
    void rethrowFailure() throws StoreException {
        live.rethrow();
        if (storeFailure != null) {
            throw storeFailure;
        }
    }

    private ImmutableList<TrialRecord> ended() {
        return plan.trials().select(trial -> records.containsKey(trial.id())).collect(trial -> records.get(trial.id()));
    }

    RunOutcome outcome() {
        return new RunOutcome(ended(), results, control.isStopping() || !wanted.allSatisfy(this::has));
    }
}
