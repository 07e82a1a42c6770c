package org.plumbline.engine.run;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Runner;
import org.plumbline.engine.trial.DataCache;
import org.plumbline.engine.trial.TrialExecution;
import org.plumbline.engine.trial.TrialOutcome;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.store.NpyFormat;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;
import org.plumbline.store.TrialFolder;

import com.google.gson.JsonArray;

/** What a run does for each trial: execute, keep, tell. Used by the runner's threads at once. */
final class RunWork implements Runner.Work {
    /** Shortest time between two evaluations while trials end, ns: 0.5 s. */
    private static final long EVALUATION_PERIOD = 500_000_000L;
    private static final int DATA_SETS_KEPT = 4;

    private final ContributionRegistry registry;
    private final RunPlan plan;
    private final RunFolder folder;
    private final RunListener listener;
    private final RunControl control;
    private final TrialExecution execution;
    private final Map<String, TrialRecord> records = new ConcurrentHashMap<>();
    private final Map<String, TrialRecord> reused = new TreeMap<>();
    private final Object announcing = new Object();
    private ImmutableList<AnalysisResult> results = Lists.immutable.empty();
    private long lastEvaluation = System.nanoTime() - EVALUATION_PERIOD;
    private volatile StoreException storeFailure;

    RunWork(ContributionRegistry registry, RunPlan plan, int workers, RunFolder folder, RunListener listener, RunControl control) {
        this.registry = registry;
        this.plan = plan;
        this.folder = folder;
        this.listener = listener;
        this.control = control;
        this.execution = new TrialExecution(registry, new DataCache(DATA_SETS_KEPT), threads(plan, workers));
    }

    /** Trials come first; processors that they leave free help with the batches of each. */
    private static int threads(RunPlan plan, int workers) {
        int together = Math.max(1, Math.min(workers, plan.trials().size()));
        return Math.max(1, Runtime.getRuntime().availableProcessors() / together);
    }

    void reuse(TrialPlan trial, TrialRecord record) {
        records.put(trial.id(), record);
        reused.put(trial.id(), record);
    }

    void announceReused() {
        for (TrialPlan trial : plan.trials()) {
            if (reused.containsKey(trial.id())) {
                announce(new RunEvent.TrialFinished(trial, reused.get(trial.id()), true));
            }
        }
    }

    @Override
    public boolean isCancelled() {
        return control.isCancelled() || storeFailure != null;
    }

    @Override
    public void execute(TrialPlan trial) {
        if (isCancelled()) {
            return;
        }
        try {
            TrialFolder.Attempt attempt = folder.trial(trial.id()).begin();
            announce(new RunEvent.TrialStarted(trial));
            TrialOutcome outcome = execution.execute(trial,
                    (epoch, steps, loss) -> announce(new RunEvent.TrialProgress(trial, epoch, steps, loss)), this::isCancelled);
            if (outcome.record().state() == TrialState.DONE) {
                attempt.writeParameters(arrays(outcome));
            }
            attempt.finish(RunJson.GSON.toJson(RunJson.of(outcome.record())));
            records.put(trial.id(), outcome.record());
            announce(new RunEvent.TrialFinished(trial, outcome.record(), false));
            evaluateNowAndThen();
        } catch (StoreException e) {
            storeFailure = e;
        }
    }

    private static SortedMap<String, NpyFormat.Array> arrays(TrialOutcome outcome) {
        SortedMap<String, NpyFormat.Array> arrays = new TreeMap<>();
        Network network = outcome.network().orElseThrow();
        add(arrays, network.layout(), outcome.parameters());
        add(arrays, network.statistics(), outcome.statistics());
        return arrays;
    }

    private static void add(SortedMap<String, NpyFormat.Array> arrays, ParameterLayout layout, RealArray flat) {
        layout.slots().forEach(slot -> {
            int[] extents = slot.tensor().shape().extents();
            RealArray values = flat.slice(slot.offset(), slot.size());
            arrays.put(slot.tensor().name(), values instanceof RealArray.Floats floats
                    ? NpyFormat.Array.of(extents, floats.values()) : NpyFormat.Array.of(extents, values.doubles(slot.size())));
        });
    }

    private void announce(RunEvent event) {
        synchronized (announcing) {
            listener.event(event);
        }
    }

    private void evaluateNowAndThen() {
        synchronized (announcing) {
            long now = System.nanoTime();
            if (now - lastEvaluation >= EVALUATION_PERIOD) {
                evaluate();
                lastEvaluation = System.nanoTime();
            }
        }
    }

    private void evaluate() {
        results = Evaluation.evaluate(registry, plan.analyses(), ended());
        listener.event(new RunEvent.ResultsUpdated(results));
    }

    /** Evaluates all that has ended and stores it; a run that was stopped has results too. */
    void evaluateAndStore() throws StoreException {
        synchronized (announcing) {
            evaluate();
        }
        JsonArray json = new JsonArray();
        results.forEach(result -> json.add(RunJson.of(result)));
        folder.writeResults(RunJson.GSON.toJson(json));
    }

    /** @throws StoreException the first failure to write, which stopped the run */
    void rethrowStoreFailure() throws StoreException {
        if (storeFailure != null) {
            throw storeFailure;
        }
    }

    private ImmutableList<TrialRecord> ended() {
        return plan.trials().select(trial -> records.containsKey(trial.id())).collect(trial -> records.get(trial.id()));
    }

    RunOutcome outcome() {
        return new RunOutcome(ended(), results, control.isCancelled());
    }
}
