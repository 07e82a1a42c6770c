package org.plumbline.engine.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.RunData;
import org.plumbline.engine.spi.TensorData;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

/** A run in its folder, as exporters see it: as it was when it was opened, but for parameters, which are read when they are asked for. */
public final class StoredRun implements RunData {
    /** Fewest characters of an id that name a trial. */
    private static final int PREFIX = 6;
    private static final int NAMED = 10;

    private final RunFolder folder;
    private final RunArchive archive;

    StoredRun(RunFolder folder, RunArchive archive) {
        this.folder = folder;
        this.archive = archive;
    }

    /** @throws StoreException if there is no run, or a file of it is damaged; names the file */
    public static StoredRun open(Path path) throws StoreException {
        return new StoredRun(RunFolder.forReading(path), RunArchive.open(path));
    }

    /**
     * One trial of the run.
     *
     * @param id its id, or the first 6 or more characters of it
     * @throws InvalidInputException if there is no such trial, or several; the message names those that there are
     */
    public StoredRun only(String id) {
        ImmutableList<TrialRecord> found = archive.records()
                .select(record -> record.id().equals(id) || id.length() >= PREFIX && record.id().startsWith(id));
        if (found.size() == 1) {
            return new StoredRun(folder, new RunArchive(archive.header(), found, Lists.immutable.empty(),
                    found.getOnly().state().isFinal()));
        }
        String place = "trial '" + id + "' of " + folder.path() + ": ";
        if (found.notEmpty()) {
            throw new InvalidInputException(place + "several begin so: " + names(found, Integer.MAX_VALUE));
        }
        if (archive.records().isEmpty()) {
            throw new InvalidInputException(place + "no trial has ended");
        }
        throw new InvalidInputException(place + (id.length() < PREFIX ? "expected at least " + PREFIX + " characters" : "not there")
                + "; there are " + names(archive.records(), PREFIX + 2));
    }

    private static String names(ImmutableList<TrialRecord> records, int length) {
        int more = records.size() - NAMED;
        return records.collect(record -> record.id().substring(0, Math.min(length, record.id().length()))).take(NAMED).makeString(", ")
                + (more > 0 ? " and " + more + " more" : "");
    }

    @Override
    public RunHeader header() {
        return archive.header();
    }

    @Override
    public ImmutableList<TrialRecord> records() {
        return archive.records();
    }

    @Override
    public ImmutableList<AnalysisResult> results() {
        return archive.results();
    }

    @Override
    public boolean complete() {
        return archive.complete();
    }

    @Override
    public SortedMap<String, TensorData> parameters(String trial) throws IOException {
        return StoredTrials.tensors(folder, trial);
    }
}
