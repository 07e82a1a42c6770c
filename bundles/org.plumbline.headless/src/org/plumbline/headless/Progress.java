package org.plumbline.headless;

import java.io.PrintWriter;
import java.util.Locale;

import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.RunEvent;
import org.plumbline.engine.run.RunListener;

/**
 * Shows how a run goes on: a bar with the time left on a terminal, plain lines now and then otherwise. The time left
 * takes the number of parameters as the cost of a trial.
 */
final class Progress implements RunListener, AutoCloseable {
    private static final long TERMINAL_PERIOD = 100_000_000L;
    private static final long PLAIN_PERIOD = 5_000_000_000L;
    private static final int BAR = 30;

    private final PrintWriter err;
    private final boolean terminal;
    private long start;
    private long lastPrint;
    private int total;
    private int ended;
    private int notDone;
    private double costTotal;
    private double costEnded;
    private double costReused;
    private boolean lineOpen;

    Progress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public synchronized void event(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted started -> {
                start = System.nanoTime();
                total = started.plan().trials().size();
                costTotal = started.plan().trials().sumOfInt(t -> t.parameterCount());
                if (started.reused() > 0) {
                    err.println("plumbline: " + started.reused() + " of " + total + " trials are already there");
                }
            }
            case RunEvent.Notice notice -> {
                close();
                err.println("plumbline: " + notice.text());
            }
            case RunEvent.TrialFinished finished when !finished.record().state().isFinal() -> { }
            case RunEvent.TrialFinished finished -> {
                ended++;
                costEnded += finished.trial().parameterCount();
                if (finished.reused()) {
                    costReused += finished.trial().parameterCount();
                }
                if (finished.record().state() != TrialState.DONE) {
                    notDone++;
                }
                print(ended == total);
            }
            case RunEvent.TrialProgress progress -> print(false);
            default -> { }
        }
    }

    private void print(boolean force) {
        long now = System.nanoTime();
        if (!force && now - lastPrint < (terminal ? TERMINAL_PERIOD : PLAIN_PERIOD)) {
            return;
        }
        lastPrint = now;
        double seconds = (now - start) * 1e-9;
        double fresh = costEnded - costReused;
        String left = fresh <= 0 ? "" : ", " + time(seconds / fresh * (costTotal - costEnded)) + " left";
        String bad = notDone == 0 ? "" : ", " + notDone + " not done";
        String text = ended + "/" + total + " trials" + bad + ", " + time(seconds) + (ended == total ? "" : left);
        if (terminal) {
            int full = total == 0 ? BAR : (int) (BAR * costEnded / costTotal);
            err.print("\r[" + "#".repeat(full) + "-".repeat(BAR - full) + "] " + text + "   ");
            err.flush();
            lineOpen = true;
        } else {
            err.println("plumbline: " + text);
        }
    }

    private static String time(double seconds) {
        return seconds < 60 ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%d min %02d s", (long) seconds / 60, (long) seconds % 60);
    }

    @Override
    public synchronized void close() {
        if (lineOpen) {
            err.println();
            lineOpen = false;
        }
    }
}
