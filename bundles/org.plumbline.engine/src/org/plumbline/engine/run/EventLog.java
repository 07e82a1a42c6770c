package org.plumbline.engine.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.plumbline.store.FrameLog;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

import com.google.gson.JsonObject;

/**
 * Writes what happens in a run to the file {@code events} of its folder, so that other processes can follow it: a framed log of
 * JSON objects, see {@link RunWatcher}. It begins anew whenever a process takes the run up. Following is a convenience: what
 * cannot be written is left out, and the run goes on.
 */
final class EventLog implements RunListener, AutoCloseable {
    /** Longest time that an event waits for others before it can be seen, ns; progress of one trial is told as often at most. */
    private static final long PERIOD = 500_000_000L;

    private final RunListener next;
    private final Map<String, Long> told = new HashMap<>();
    private FrameLog log;
    private long lastFlush;

    /** @param next hears everything first */
    EventLog(RunFolder folder, RunListener next) {
        this.next = next;
        Path file = file(folder);
        try {
            Files.deleteIfExists(file);
            log = FrameLog.open(file);
        } catch (IOException e) {
            next.event(new RunEvent.Notice("the run cannot be followed from elsewhere: " + e.getMessage()));
        }
    }

    static Path file(RunFolder folder) {
        return folder.path().resolve("events");
    }

    @Override
    public synchronized void event(RunEvent event) {
        next.event(event);
        long now = System.nanoTime();
        if (event instanceof RunEvent.TrialProgress progress) {
            Long before = told.get(progress.trial().id());
            if (before != null && now - before < PERIOD) {
                return;
            }
            told.put(progress.trial().id(), now);
        }
        append(json(event), !(event instanceof RunEvent.TrialProgress) && !(event instanceof RunEvent.TrialFinished)
                || now - lastFlush >= PERIOD);
    }

    private void append(JsonObject json, boolean flush) {
        if (log == null) {
            return;
        }
        try {
            log.append(1, 0, 0, json.toString().getBytes(StandardCharsets.UTF_8));
            if (flush) {
                log.flush();
                lastFlush = System.nanoTime();
            }
        } catch (StoreException | IllegalArgumentException e) {
            // followers miss an event; the trials and results themselves are in their own files
        }
    }

    static JsonObject json(RunEvent event) {
        JsonObject json = new JsonObject();
        json.addProperty("event", event.getClass().getSimpleName());
        switch (event) {
            case RunEvent.RunStarted started -> json.addProperty("reused", started.reused());
            case RunEvent.TrialStarted started -> json.addProperty("trial", started.trial().id());
            case RunEvent.TrialProgress progress -> {
                json.addProperty("trial", progress.trial().id());
                json.addProperty("epoch", progress.epoch());
                json.addProperty("steps", progress.steps());
                json.add("loss", RunJson.number(progress.loss()));
            }
            case RunEvent.TrialFinished finished -> {
                json.addProperty("reused", finished.reused());
                json.add("record", RunJson.of(finished.record()));
            }
            case RunEvent.ResultsUpdated updated -> { }
            case RunEvent.Notice notice -> json.addProperty("text", notice.text());
            case RunEvent.RunFinished finished -> json.addProperty("stopped", finished.outcome().stopped());
        }
        return json;
    }

    @Override
    public synchronized void close() throws StoreException {
        if (log != null) {
            log.close();
        }
    }
}
