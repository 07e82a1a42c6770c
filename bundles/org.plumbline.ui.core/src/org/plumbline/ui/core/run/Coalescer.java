package org.plumbline.ui.core.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Turns any number of requests, from any thread, into at most one call per period. */
public final class Coalescer implements Runnable {
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final Consumer<Runnable> later;
    private final Runnable action;

    /**
     * @param later  runs what it is given after the period, on the thread of the action
     * @param action what is requested
     */
    public Coalescer(Consumer<Runnable> later, Runnable action) {
        this.later = later;
        this.action = action;
    }

    @Override
    public void run() {
        if (waiting.compareAndSet(false, true)) {
            later.accept(() -> {
                waiting.set(false);
                action.run();
            });
        }
    }
}
