package org.plumbline.engine.run;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.plumbline.engine.spi.CancelledException;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.store.DiskFullException;
import org.plumbline.store.StoreException;

/** Waits while a disk is full, so that a trial pauses instead of losing what it has done. */
final class DiskPatience {
    /** Milliseconds between two tries. */
    private static final long PERIOD = 500;

    private final Consumer<String> notices;
    private final Supplier<TrialRequest> request;

    /**
     * @param notices hears once that there is no space, and once that it goes on
     * @param request a trial that is cancelled or to be paused does not wait
     */
    DiskPatience(Consumer<String> notices, Supplier<TrialRequest> request) {
        this.notices = notices;
        this.request = request;
    }

    /** Something that writes as a whole or not at all. */
    interface Write<T> {
        T run() throws StoreException;
    }

    /**
     * @return what the action returns, when there is space for it
     * @throws CancelledException if the trial was cancelled meanwhile
     * @throws StoreException     if it fails for another reason, or the trial is to be paused and its state cannot be kept
     */
    <T> T write(Write<T> action) throws StoreException {
        for (boolean told = false;;) {
            try {
                T result = action.run();
                if (told) {
                    notices.accept("there is space again; the trial goes on");
                }
                return result;
            } catch (DiskFullException e) {
                if (request.get() == TrialRequest.CANCEL) {
                    throw new CancelledException();
                }
                if (request.get() == TrialRequest.PAUSE) {
                    throw e;
                }
                if (!told) {
                    notices.accept("paused until there is space: " + e.getMessage());
                    told = true;
                }
                sleep();
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(PERIOD);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
