package org.plumbline.engine.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.store.Ownership;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

/** Runs beside one that have been at work at the same time: what they have computed since is not computed again. */
final class Rivals {
    /** Shortest time between two looks for runs that have begun, ns: what one computes that began and ended within it is missed. */
    private static final long PERIOD = 1_000_000_000L;

    private final RunFolder folder;
    private final Map<String, RunFolder> rivals = new TreeMap<>();
    private long looked = System.nanoTime() - PERIOD;

    Rivals(RunFolder folder) {
        this.folder = folder;
    }

    /** @return a result that counts here, and where it is. A run that cannot be read is no obstacle */
    synchronized Optional<KnownTrials.Known> result(TrialPlan trial) throws StoreException {
        look();
        for (RunFolder rival : rivals.values()) {
            try {
                rival.refresh();
            } catch (StoreException e) {
                continue;
            }
            Optional<KnownTrials.Known> known = KnownTrials.known(rival, trial);
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }

    private void look() throws StoreException {
        long now = System.nanoTime();
        if (now - looked >= PERIOD) {
            looked = now;
            for (RunFolder sibling : folder.siblings()) {
                if (Ownership.isNamed(sibling.path())) {
                    rivals.putIfAbsent(sibling.path().toString(), sibling);
                }
            }
        }
    }
}
