package org.plumbline.engine.run;

import java.util.Optional;

import org.plumbline.engine.trial.StateKeeper;
import org.plumbline.store.Checkpoint;
import org.plumbline.store.StoreException;
import org.plumbline.store.TrialFolder;

/** Keeps the state of a trial in the folder of an attempt, now and then. */
final class AttemptKeeper implements StateKeeper {
    /** Checkpoints take at most this part of the time. */
    private static final double SHARE = 0.02;
    private static final double NANOS = 1e9;

    private final TrialFolder trial;
    private final double seconds;
    private final DiskPatience patience;
    private Optional<TrialFolder.Attempt> attempt = Optional.empty();
    private double period;
    private long last = System.nanoTime();

    AttemptKeeper(TrialFolder trial, double seconds, DiskPatience patience) {
        this.trial = trial;
        this.seconds = seconds;
        this.patience = patience;
        period = seconds;
    }

    /** @return the attempt; begun when it is first needed, which a short trial never does */
    TrialFolder.Attempt attempt() throws StoreException {
        if (attempt.isEmpty()) {
            attempt = Optional.of(patience.write(trial::begin));
        }
        return attempt.get();
    }

    @Override
    public Optional<Checkpoint> newest() throws StoreException {
        return trial.newestCheckpoint();
    }

    @Override
    public boolean due() {
        return System.nanoTime() - last >= period * NANOS;
    }

    @Override
    public void keep(Checkpoint checkpoint) throws StoreException {
        TrialFolder.Attempt into = attempt();
        into.requireNewest();
        long begin = System.nanoTime();
        patience.write(() -> {
            into.checkpoints().write(checkpoint);
            return checkpoint;
        });
        last = System.nanoTime();
        period = Math.max(seconds, (last - begin) / NANOS / SHARE);
    }
}
