package org.plumbline.engine.run;

/** Lets another thread stop a run: running trials end between two steps, no other is started. */
public final class RunControl {
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }
}
