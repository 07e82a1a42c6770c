package org.plumbline.engine.run;

import java.io.Closeable;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;
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
import org.plumbline.store.TrialPack;

import com.google.gson.JsonObject;

/**
 * Executes trials of a run folder and keeps them there; in the process of the run or in one of its own. Looks for the newest
 * checkpoint and goes on from it, else begins anew: resuming, and starting again after a pause, a kill or a crash, are one path.
 */
public final class TrialWorker implements Closeable {
    private static final int DATA_SETS_KEPT = 4;
    /** Most parameters of a trial that is packed: 2 MB in double precision. */
    private static final int MOST_PACKED = 1 << 18;

    private final RunFolder folder;
    private final TrialExecution execution;
    private final double checkpointSeconds;
    private final boolean packs;
    private TrialPack pack;

    /**
     * @param threads           that one trial may use, asked at its beginning
     * @param checkpointSeconds shortest time between two checkpoints of a trial; they take at most a fiftieth of the time
     * @param packs             whether trials that end before their first checkpoint are kept many in a file
     */
    public TrialWorker(ContributionRegistry registry, RunFolder folder, IntSupplier threads, double checkpointSeconds, boolean packs) {
        this.packs = packs;
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
        boolean begunBefore = stored.hasAttempts();
        DiskPatience patience = new DiskPatience(listener::notice, request);
        AttemptKeeper keeper = new AttemptKeeper(stored, checkpointSeconds, patience);
        if (!packs) {
            keeper.attempt();
        }
        TrialOutcome outcome;
        try {
            outcome = execution.execute(trial, listener, request, keeper);
        } finally {
            keeper.close();
        }
        TrialRecord record = outcome.record();
        if (record.state() == TrialState.PAUSED) {
            return record;
        }
        JsonObject status = RunJson.of(record);
        if (packs && !begunBefore && !stored.hasAttempts() && (outcome.record().steps() == 0 || outcome.parameters().length() <= MOST_PACKED)) {
            patience.write(() -> {
                pack().append(trial.id(), status.toString(), arrays(outcome));
                pack().flush();
                return status;
            });
            return record;
        }
        TrialFolder.Attempt attempt = keeper.attempt();
        patience.write(() -> {
            if (leavesParameters(record)) {
                attempt.writeParameters(arrays(outcome));
            }
            return attempt.finish(RunJson.GSON.toJson(status));
        });
        stored.deleteCheckpoints();
        return record;
    }

    private synchronized TrialPack pack() throws StoreException {
        if (pack == null) {
            pack = folder.beginPack();
        }
        return pack;
    }

    @Override
    public synchronized void close() throws StoreException {
        if (pack != null) {
            pack.close();
        }
    }

    /** Values that no step has changed are those of the initialiser: the seed gives them again. */
    private static boolean leavesParameters(TrialRecord record) {
        return record.state() == TrialState.DONE && record.steps() > 0;
    }

    private static SortedMap<String, NpyFormat.Array> arrays(TrialOutcome outcome) {
        SortedMap<String, NpyFormat.Array> arrays = new TreeMap<>();
        if (!leavesParameters(outcome.record())) {
            return arrays;
        }
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
