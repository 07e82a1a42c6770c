package org.plumbline.engine.run;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

/**
 * What other processes want of a run, by files in its folder: {@code pause} and {@code cancel} for all of it, and with
 * {@code -ID} at the end for one trial. They stay until somebody withdraws them, or the run is taken up again.
 */
public final class Requests implements AutoCloseable {
    /** Milliseconds between two looks. */
    private static final long PERIOD = 200;

    private final RunFolder folder;
    private final RunControl control;
    private final Consumer<String> notices;
    private final Thread watcher = new Thread(this::watch, "requests");
    private volatile boolean closed;

    /** Listens until it is closed. */
    Requests(RunFolder folder, RunControl control, Consumer<String> notices) {
        this.folder = folder;
        this.control = control;
        this.notices = notices;
        watcher.setDaemon(true);
        watcher.start();
    }

    /** @param request not {@code GO_ON} */
    public static String name(TrialRequest request) {
        return request.name().toLowerCase(Locale.ROOT);
    }

    /** @return the name of a request for one trial */
    public static String name(TrialRequest request, String trial) {
        return name(request) + "-" + trial;
    }

    /** Forgets what is wanted: the run begins, or goes on. */
    static void withdrawAll(RunFolder folder) throws StoreException {
        for (String name : folder.requests()) {
            folder.withdraw(name);
        }
    }

    private void watch() {
        Set<String> known = new HashSet<>();
        try {
            while (!closed) {
                Set<String> now = new HashSet<>(folder.requests());
                now.stream().filter(name -> !known.contains(name)).forEach(name -> apply(name, true));
                known.stream().filter(name -> !now.contains(name)).forEach(name -> apply(name, false));
                known.clear();
                known.addAll(now);
                Thread.sleep(PERIOD);
            }
        } catch (StoreException e) {
            notices.accept("requests are not heard any more: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void apply(String name, boolean wanted) {
        for (TrialRequest request : List.of(TrialRequest.PAUSE, TrialRequest.CANCEL)) {
            if (name.startsWith(name(request) + "-")) {
                control.request(name.substring(name(request).length() + 1), wanted ? request : TrialRequest.GO_ON);
            } else if (wanted && name.equals(name(request))) {
                if (request == TrialRequest.PAUSE) {
                    control.pause();
                } else {
                    control.cancel();
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
    }
}
