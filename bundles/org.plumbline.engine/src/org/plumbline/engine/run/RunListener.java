package org.plumbline.engine.run;

/** Hears what happens in a run. Called by one thread at a time, but not always by the same; must return quickly. */
@FunctionalInterface
public interface RunListener {
    void event(RunEvent event);
}
