package org.plumbline.engine.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;
import org.plumbline.store.TrialFolder;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * A stored run, read from its folder alone.
 *
 * @param header   what was planned, and where it was made
 * @param records  of the trials that have ended, sorted by depth, cell and seed
 * @param results  of the analyses, as stored
 * @param complete whether all planned trials have ended, or no more are wanted
 */
public record RunArchive(RunHeader header, ImmutableList<TrialRecord> records, ImmutableList<AnalysisResult> results,
        boolean complete) {

    /** @throws StoreException if there is no run, or a file of it is damaged; names the file */
    public static RunArchive open(Path path) throws StoreException {
        RunFolder folder = RunFolder.forReading(path);
        RunHeader header = RunHeader.parse(folder.readRun(), path.resolve("run.json").toString());
        MutableList<TrialRecord> records = Lists.mutable.empty();
        for (Map.Entry<String, String> status : folder.statuses().entrySet()) {
            records.add(record(status.getKey(), status.getValue()));
        }
        ImmutableList<AnalysisResult> results = results(folder);
        // Where seeds are added until an interval is narrow, the result says that no more are.
        boolean complete = records.size() >= header.planned() || results.anySatisfy(result -> result.analysis().equals(Replication.ID));
        return new RunArchive(header, sorted(records), results, complete);
    }

    /** @return what the analyses say, as last stored; empty if nothing is */
    static ImmutableList<AnalysisResult> results(RunFolder folder) throws StoreException {
        Optional<String> stored = folder.readResults();
        if (stored.isEmpty()) {
            return Lists.immutable.empty();
        }
        try {
            return StoredResults.read(JsonParser.parseString(stored.get()).getAsJsonArray());
        } catch (JsonParseException | IllegalStateException | NullPointerException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new StoreException(folder.path().resolve("results.json") + ": not the results of a run", e);
        }
    }

    static ImmutableList<TrialRecord> sorted(MutableList<TrialRecord> records) {
        return records.sortThis((a, b) -> {
            int byDepth = Integer.compare(a.depth(), b.depth());
            int byCell = byDepth != 0 ? byDepth : a.cell().toString().compareTo(b.cell().toString());
            return byCell != 0 ? byCell : Long.compare(a.seed(), b.seed());
        }).toImmutable();
    }

    /** @return the record of the attempt that counts; empty if the trial has not ended */
    static Optional<TrialRecord> read(TrialFolder trial) throws StoreException {
        Optional<String> status = trial.status();
        if (status.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(record(trial.id(), status.get()));
    }

    private static TrialRecord record(String trial, String status) throws StoreException {
        try {
            return RunJson.record(JsonParser.parseString(status).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException | NullPointerException | IllegalArgumentException e) {
            throw new StoreException("trial " + trial + ": its status is damaged", e);
        }
    }
}
