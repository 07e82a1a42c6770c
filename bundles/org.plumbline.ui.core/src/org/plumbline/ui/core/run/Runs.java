package org.plumbline.ui.core.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** The runs of this session and the one that the views show. Listeners are called on the UI thread, at most ten times a second. */
public final class Runs {
    /** Milliseconds between two repaints. */
    private static final int PERIOD = 100;
    private static final double NANOS = 1e9;

    private final List<ExperimentRun> runs = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Coalescer changed = new Coalescer(Runs::later, () -> listeners.forEach(Runnable::run));
    private volatile ExperimentRun current;
    private volatile List<String> chosenTrials = List.of();

    private static void later(Runnable action) {
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            if (!display.isDisposed()) {
                display.asyncExec(() -> display.timerExec(PERIOD, action));
            }
        }
    }

    /** Something of a run is different; may be called by any thread, as often as it likes. */
    public void changed() {
        changed.run();
    }

    public void add(ExperimentRun run) {
        runs.add(run);
        show(run);
    }

    /** @return all runs, the first started first */
    public List<ExperimentRun> all() {
        return List.copyOf(runs);
    }

    /** @return the run that the views show */
    public Optional<ExperimentRun> current() {
        return Optional.ofNullable(current);
    }

    /** Makes the views show a run. */
    public void show(ExperimentRun run) {
        current = run;
        changed();
    }

    /** @return ids of the trials that the user chose last, for example as a point of a plot */
    public List<String> chosenTrials() {
        return chosenTrials;
    }

    public void chooseTrials(List<String> trials) {
        chosenTrials = List.copyOf(trials);
        changed();
    }

    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** @return whether a run has not ended */
    public boolean active() {
        return runs.stream().anyMatch(run -> run.snapshot().active());
    }

    /**
     * Asks all runs to stop and waits until they have, so that the trials that were running are recorded as cancelled.
     *
     * @param seconds how long to wait at most
     */
    public void stopAndWait(double seconds) {
        cancelAll();
        long end = System.nanoTime() + (long) (seconds * NANOS);
        while (active() && System.nanoTime() < end) {
            try {
                Thread.sleep(PERIOD);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Asks all runs to stop. */
    public void cancelAll() {
        runs.forEach(run -> run.control().cancel());
    }
}
