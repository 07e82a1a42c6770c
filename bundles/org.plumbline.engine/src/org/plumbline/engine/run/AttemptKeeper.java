package org.plumbline.engine.run;

import java.util.Optional;

import org.plumbline.engine.trial.StateKeeper;
import org.plumbline.store.Checkpoint;
import org.plumbline.store.StoreException;
import org.plumbline.store.TrialFolder;

/** Keeps the state of a trial in the folder of its attempt, now and then. */
final class AttemptKeeper implements StateKeeper {
    /** Checkpoints take at most this part of the time. */
    private static final double SHARE = 0.02;
    private static final double NANOS = 1e9;

    private final TrialFolder trial;
    private final TrialFolder.Attempt attempt;
    private final double seconds;
    private final DiskPatience patience;
    private double period;
    private long last = System.nanoTime();

    AttemptKeeper(TrialFolder trial, TrialFolder.Attempt attempt, double seconds, DiskPatience patience) {
        this.trial = trial;
        this.attempt = attempt;
        this.seconds = seconds;
        this.patience = patience;
        period = seconds;
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
        attempt.requireNewest();
        long begin = System.nanoTime();
        patience.write(() -> {
            attempt.checkpoints().write(checkpoint);
            return checkpoint;
        });
        last = System.nanoTime();
        period = Math.max(seconds, (last - begin) / NANOS / SHARE);
    }
}
