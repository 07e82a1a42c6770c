package org.plumbline.engine.run;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.CancelledException;
import org.plumbline.engine.trial.DataCache;
import org.plumbline.engine.trial.TrialExecution;
import org.plumbline.engine.trial.TrialListener;
import org.plumbline.engine.trial.TrialOutcome;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.store.NpyFormat;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;
import org.plumbline.store.TrialFolder;

/**
 * Executes trials of a run folder and keeps them there; in the process of the run or in one of its own. Looks for the newest
 * checkpoint and goes on from it, else begins anew: resuming, and starting again after a pause, a kill or a crash, are one path.
 */
public final class TrialWorker {
    private static final int DATA_SETS_KEPT = 4;

    private final RunFolder folder;
    private final TrialExecution execution;
    private final double checkpointSeconds;

    /**
     * @param threads           that one trial may use
     * @param checkpointSeconds shortest time between two checkpoints of a trial; they take at most a fiftieth of the time
     */
    public TrialWorker(ContributionRegistry registry, RunFolder folder, int threads, double checkpointSeconds) {
        this.folder = folder;
        this.checkpointSeconds = checkpointSeconds;
        this.execution = new TrialExecution(registry, new DataCache(DATA_SETS_KEPT), threads);
    }

    /**
     * Never throws for what goes wrong inside the trial.
     *
     * @param request asked between steps
     * @return what became of it; unless it was paused, it is in the folder
     * @throws StoreException if the folder cannot be read or written
     */
    public TrialRecord execute(TrialPlan trial, TrialListener listener, Supplier<TrialRequest> request) throws StoreException {
        try {
            return attempt(trial, listener, request);
        } catch (CancelledException e) {
            return TrialRecord.of(trial, TrialState.CANCELLED, "stopped by the user while there was no space on the disk");
        }
    }

    private TrialRecord attempt(TrialPlan trial, TrialListener listener, Supplier<TrialRequest> request) throws StoreException {
        TrialFolder stored = folder.trial(trial.id());
        DiskPatience patience = new DiskPatience(listener::notice, request);
        TrialFolder.Attempt attempt = patience.write(stored::begin);
        TrialOutcome outcome = execution.execute(trial, listener, request,
                new AttemptKeeper(stored, attempt, checkpointSeconds, patience));
        TrialRecord record = outcome.record();
        if (record.state() == TrialState.PAUSED) {
            return record;
        }
        patience.write(() -> {
            if (record.state() == TrialState.DONE) {
                attempt.writeParameters(arrays(outcome));
            }
            return attempt.finish(RunJson.GSON.toJson(RunJson.of(record)));
        });
        stored.deleteCheckpoints();
        return record;
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
}
