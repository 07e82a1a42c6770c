package org.plumbline.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;
import org.plumbline.store.TrialFolder;
import org.plumbline.store.TrialPack;

/** Runs on disk with trials that nobody has trained. */
final class TestRuns {
    private TestRuns() {
    }

    static RunFolder make(Path path, String name, int planned) throws StoreException {
        RunFolder run = RunFolder.forWriting(path);
        run.writeRun("{\"format\": 2, \"name\": \"" + name + "\", \"title\": \"\", \"identity\": \"" + "0".repeat(32)
                + "\", \"planned\": " + planned + ", \"provenance\": {\"started\": \"2026-01-02T03:04:05Z\"}}");
        return run;
    }

    static String id(int number) {
        return String.format("%08x", number * 0x9e3779b9).repeat(4);
    }

    static String status(int number, int depth, String state, double loss) {
        return String.format(Locale.ROOT, "{\"id\": \"%s\", \"cell\": {\"architecture.depth\": \"%d\", \"optimiser\": \"%s\"}, \"seed\": %d, "
                + "\"depth\": %d, \"state\": \"%s\", \"message\": \"\", \"finalLoss\": %s, \"steps\": 10, \"epochs\": 2, \"seconds\": 0.5, "
                + "\"epochLosses\": [1.0, 0.5], \"measurements\": {\"scaling/maxNorm(A)\": %s, \"scaling/delta\": null}}", id(number), depth,
                number % 2 == 0 ? "sgd" : "adam", number, depth, state, state.equals("DONE") ? Double.toString(loss) : "null", loss / 2);
    }

    static void inFolder(RunFolder run, int number, String status) throws StoreException {
        run.trial(id(number)).begin().finish(status);
    }

    /** As trials end in a long run: folders are not touched any more when they are looked at. */
    static void age(RunFolder run) throws IOException {
        try (Stream<Path> all = Files.walk(run.path().resolve("trials"), 2)) {
            for (Path folder : all.toList()) {
                Files.setLastModifiedTime(folder, FileTime.fromMillis(Files.getLastModifiedTime(folder).toMillis() - 60_000));
            }
        }
    }

    static void pack(RunFolder run, int from, int to, String state) throws StoreException {
        try (TrialPack pack = run.beginPack()) {
            for (int i = from; i < to; i++) {
                pack.append(id(i), status(i, 1 << (i % 8), state, 1.0 / (1 + i)), Map.of());
            }
        }
    }

    static void reopen(RunFolder run, int number) throws StoreException {
        TrialFolder trial = run.trial(id(number));
        trial.reopen();
    }

    /** The tables of the index in a form that does not depend on the order in which they were filled. */
    static Map<String, String> content(RunIndex index) throws StoreException {
        Map<String, String> content = new TreeMap<>();
        for (IndexedTrial trial : index.trials(TrialQuery.ALL, 0, Integer.MAX_VALUE)) {
            content.put(trial.run().getFileName() + "/" + trial.id(), trial.toString());
        }
        for (IndexedRun run : index.runs(TrialQuery.ALL)) {
            content.put(run.folder().toString(), run.toString());
        }
        return content;
    }
}
