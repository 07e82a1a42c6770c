package org.plumbline.engine.run;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.store.CellClaims;
import org.plumbline.store.Ownership;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;
import org.plumbline.store.TrialFolder;

/**
 * Cells that several runs in one folder want at the same time: each is computed by one of them, and the others take its result over.
 * When the one that computes it is gone, another begins.
 */
final class SharedCells implements Closeable {
    private static final long PERIOD = 300;
    /** Looks take at most this part of the time. */
    private static final int SHARE = 4;

    private final RunFolder folder;
    private final CellClaims claims;
    private final Rivals rivals;
    private final RunWork work;
    /** Trials that others compute. */
    private final Set<TrialPlan> elsewhere = new LinkedHashSet<>();

    /** @param work hears of results that are taken over */
    SharedCells(RunFolder folder, Ownership owned, RunWork work) {
        this.folder = folder;
        this.claims = new CellClaims(folder.path(), owned);
        this.rivals = new Rivals(folder);
        this.work = work;
    }

    /** @return whether this run is to compute the cell now */
    boolean take(TrialPlan trial) throws StoreException {
        if (!claims.take(trial.id())) {
            synchronized (elsewhere) {
                elsewhere.add(trial);
            }
            return false;
        }
        // Whoever has released the claim may have done so because it is done.
        if (adopt(trial)) {
            claims.release(trial.id());
            return false;
        }
        return true;
    }

    /** A trial has ended in some way, or waits. */
    void release(TrialPlan trial) {
        claims.release(trial.id());
    }

    private boolean adopt(TrialPlan trial) throws StoreException {
        Optional<KnownTrials.Known> known = rivals.result(trial);
        if (known.isEmpty()) {
            return false;
        }
        TrialFolder stored = folder.trial(trial.id());
        stored.reopen();
        TrialRecord record = known.get().record();
        if (!stored.adopt(known.get().folder(), RunJson.GSON.toJson(RunJson.of(record)))) {
            return false;
        }
        work.adopted(trial, record);
        return true;
    }

    /**
     * Waits for what others compute, and takes over what they have done.
     *
     * @return trials that nobody computes any more and that have no result; empty if none is left to be waited for, or the run is to stop
     */
    ImmutableList<TrialPlan> await() throws StoreException, InterruptedException {
        tell();
        while (!elsewhere.isEmpty() && !work.isStopping()) {
            long begin = System.nanoTime();
            List<TrialPlan> free = new ArrayList<>();
            for (TrialPlan trial : List.copyOf(elsewhere)) {
                if (work.isStopping()) {
                    return Lists.immutable.empty();
                }
                boolean wanted = work.request(trial) == TrialRequest.GO_ON;
                boolean over = claims.isFree(trial.id());
                if (!wanted || adopt(trial) || over) {
                    elsewhere.remove(trial);
                    if (wanted && over && !work.has(trial)) {
                        free.add(trial);
                    }
                }
            }
            if (!free.isEmpty()) {
                return Lists.immutable.withAll(free);
            }
            Thread.sleep(Math.max(PERIOD, SHARE * (System.nanoTime() - begin) / 1_000_000));
        }
        return Lists.immutable.empty();
    }

    private void tell() throws StoreException {
        if (!elsewhere.isEmpty()) {
            Optional<Path> holder = claims.holder(elsewhere.iterator().next().id());
            work.notice(elsewhere.size() + (elsewhere.size() == 1 ? " trial is" : " trials are") + " computed by another run"
                    + holder.map(run -> ", " + run.getFileName()).orElse("") + "; waiting for the result");
        }
    }

    @Override
    public void close() {
        claims.close();
    }
}
