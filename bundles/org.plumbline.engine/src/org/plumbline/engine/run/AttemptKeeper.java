package org.plumbline.engine.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.plumbline.engine.trial.StateKeeper;
import org.plumbline.store.Checkpoint;
import org.plumbline.store.ObservationLog;
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
    private final Map<String, ObservationLog> logs = new TreeMap<>();
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
        Optional<TrialFolder.Kept> kept = trial.newest();
        if (kept.isPresent()) {
            takeOver(kept.get().observations(), kept.get().checkpoint().step() - 1);
        }
        return kept.map(TrialFolder.Kept::checkpoint);
    }

    private void takeOver(Path earlier, long step) throws StoreException {
        if (ObservationLog.analyses(earlier).isEmpty()) {
            return;
        }
        Path mine = attempt().observations();
        for (String analysis : ObservationLog.analyses(earlier)) {
            logs.put(analysis, patience.write(
                    () -> ObservationLog.continuing(earlier.resolve(analysis), mine.resolve(analysis), step)));
        }
    }

    @Override
    public void scalar(String analysis, String quantity, long step, double value) throws StoreException {
        ObservationLog log = log(analysis);
        patience.write(() -> {
            log.scalar(quantity, step, value);
            return log;
        });
    }

    @Override
    public void layers(String analysis, String quantity, long step, double[] values) throws StoreException {
        ObservationLog log = log(analysis);
        patience.write(() -> {
            log.layers(quantity, step, values);
            return log;
        });
    }

    private ObservationLog log(String analysis) throws StoreException {
        ObservationLog log = logs.get(analysis);
        if (log == null) {
            log = ObservationLog.open(attempt().observations().resolve(analysis));
            logs.put(analysis, log);
        }
        return log;
    }

    /** Ends the observations: all of them are durable then. */
    void close() throws StoreException {
        for (ObservationLog log : logs.values()) {
            patience.write(() -> {
                log.force();
                return log;
            });
            log.close();
        }
        logs.clear();
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
            for (ObservationLog log : logs.values()) {
                log.force();
            }
            into.checkpoints().write(checkpoint);
            return checkpoint;
        });
        last = System.nanoTime();
        period = Math.max(seconds, (last - begin) / NANOS / SHARE);
    }
}
