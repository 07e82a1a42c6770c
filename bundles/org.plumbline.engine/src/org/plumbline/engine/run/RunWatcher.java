package org.plumbline.engine.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.store.Frame;
import org.plumbline.store.FrameLog;
import org.plumbline.store.Ownership;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Follows a run that another process executes, by the files of its folder alone. Used by one thread. */
public final class RunWatcher {
    private final RunFolder folder;
    private final RunPlan plan;
    private final RunListener listener;
    private final Map<String, TrialPlan> trials = new LinkedHashMap<>();
    private final Map<String, TrialRecord> records = new LinkedHashMap<>();
    private ImmutableList<AnalysisResult> results = Lists.immutable.empty();
    private Object past;
    private Object logKey;
    private long offset;
    private boolean finished;

    /** @param listener hears what has happened so far and then what happens, on the thread that calls {@link #look} */
    public RunWatcher(RunFolder folder, RunPlan plan, RunListener listener) {
        this.folder = folder;
        this.plan = plan;
        this.listener = listener;
        plan.trials().each(trial -> trials.put(trial.id(), trial));
    }

    /** What has been written up to now is of a process that has ended; to be called before another takes the run up. */
    public void ignorePast() {
        past = key();
    }

    /**
     * Tells of everything new.
     *
     * @return whether the run has ended
     */
    public boolean look() throws StoreException {
        Object key = key();
        if (key == null || key.equals(past)) {
            return false;
        }
        if (!key.equals(logKey)) {
            logKey = key;
            offset = 0;
            finished = false;
        }
        FrameLog.Reading reading = FrameLog.read(EventLog.file(folder), offset, this::hear);
        offset = reading.state() == FrameLog.State.SHRUNK ? 0 : reading.offset();
        return finished;
    }

    /** @return whether a process executes the run now */
    public boolean isOwned() throws StoreException {
        return Ownership.holder(folder.path()).isPresent();
    }

    /** Each process that takes the run up begins a file of its own. */
    private Object key() {
        try {
            var attributes = Files.readAttributes(EventLog.file(folder), BasicFileAttributes.class);
            return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey() + "@" + attributes.creationTime();
        } catch (IOException e) {
            return null;
        }
    }

    private void hear(Frame frame) {
        ByteBuffer payload = frame.payload().duplicate();
        JsonObject json = JsonParser.parseString(StandardCharsets.UTF_8.decode(payload).toString()).getAsJsonObject();
        switch (json.get("event").getAsString()) {
            case "RunStarted" -> listener.event(new RunEvent.RunStarted(plan, json.get("reused").getAsInt()));
            case "TrialStarted" -> trial(json).ifPresent(trial -> listener.event(new RunEvent.TrialStarted(trial)));
            case "TrialProgress" -> trial(json).ifPresent(trial -> listener.event(new RunEvent.TrialProgress(trial,
                    json.get("epoch").getAsInt(), json.get("steps").getAsLong(), RunJson.number(json.get("loss")))));
            case "TrialFinished" -> {
                TrialRecord record = RunJson.record(json.getAsJsonObject("record"));
                if (record.state().isFinal()) {
                    records.put(record.id(), record);
                }
                Optional.ofNullable(trials.get(record.id())).ifPresent(trial -> listener.event(
                        new RunEvent.TrialFinished(trial, record, json.get("reused").getAsBoolean())));
            }
            case "ResultsUpdated" -> {
                readResults();
                listener.event(new RunEvent.ResultsUpdated(results));
            }
            case "Notice" -> listener.event(new RunEvent.Notice(json.get("text").getAsString()));
            case "RunFinished" -> {
                finished = true;
                readResults();
                listener.event(new RunEvent.RunFinished(new RunOutcome(
                        plan.trials().select(trial -> records.containsKey(trial.id())).collect(trial -> records.get(trial.id())),
                        results, json.get("stopped").getAsBoolean())));
            }
            default -> { }
        }
    }

    private Optional<TrialPlan> trial(JsonObject json) {
        return Optional.ofNullable(trials.get(json.get("trial").getAsString()));
    }

    /** The file is replaced as a whole; one that cannot be read now is read at the next event. */
    private void readResults() {
        try {
            results = RunArchive.results(folder);
        } catch (StoreException e) {
            // the results of before stay
        }
    }
}
