package org.plumbline.index;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.plumbline.store.RunFolder;

/** Times of the index; a program, not a test. Argument: a folder on a local disk, which is filled. */
final class IndexBenchmark {
    private static final int FOLDERS = 10_000;
    private static final int PACKED = 100_000;
    private static final int REPEATS = 7;

    private IndexBenchmark() {
    }

    private interface Work {
        Object run() throws Exception;
    }

    private static void time(String what, int repeats, Work work) throws Exception {
        double[] times = new double[repeats];
        Object result = null;
        for (int i = 0; i < repeats; i++) {
            long begin = System.nanoTime();
            result = work.run();
            times[i] = (System.nanoTime() - begin) * 1e-6;
        }
        Arrays.sort(times);
        System.out.printf(Locale.ROOT, "%-62s min/median/max %8.1f %8.1f %8.1f ms  %s%n", what, times[0], times[repeats / 2],
                times[repeats - 1], result);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path few = folder.resolve("folders");
        Path many = folder.resolve("packed");
        if (!Files.exists(few)) {
            for (int r = 0; r < 10; r++) {
                RunFolder run = TestRuns.make(few.resolve("r" + r), "r" + r, FOLDERS / 10);
                for (int i = r * FOLDERS / 10; i < (r + 1) * FOLDERS / 10; i++) {
                    TestRuns.inFolder(run, i, TestRuns.status(i, 1 << (i % 8), i % 50 == 0 ? "DIVERGED" : "DONE", 1.0 / (1 + i)));
                }
                TestRuns.age(run);
            }
            RunFolder run = TestRuns.make(many.resolve("r"), "r", PACKED);
            for (int p = 0; p < 4; p++) {
                TestRuns.pack(run, p * PACKED / 4, (p + 1) * PACKED / 4, p == 0 ? "DIVERGED" : "DONE");
            }
        }
        Path file = Files.createDirectories(folder.resolve("index"));
        for (Path runs : List.of(few, many)) {
            time("made anew: " + runs.getFileName(), 3, () -> {
                IndexFile.throwAway(file);
                try (RunIndex index = RunIndex.open(file)) {
                    index.refresh(List.of(runs), System.out::println);
                    return index.count(TrialQuery.ALL) + " trials";
                }
            });
            time("opened, nothing new: " + runs.getFileName(), REPEATS, () -> {
                try (RunIndex index = RunIndex.open(file)) {
                    index.refresh(List.of(runs), System.out::println);
                    return index.count(TrialQuery.ALL) + " trials";
                }
            });
        }
        try (RunIndex index = RunIndex.open(file)) {
            for (String where : new String[] {"", "state=DIVERGED", "depth>=64", "architecture.depth>=64", "optimiser=adam",
                "scaling/maxNorm(A)<0.001", "scaling/maxNorm(A)<0.1", "state!=DONE"}) {
                TrialQuery query = new TrialQuery(List.of(many), where.isEmpty() ? List.of() : List.of(Condition.parse(where)));
                time("count " + where, REPEATS, () -> index.count(query));
                time("first 100 " + where, REPEATS, () -> index.trials(query, 0, 100).size());
                time("all " + where, REPEATS, () -> index.trials(query, 0, PACKED).size());
                time("runs " + where, REPEATS, () -> index.runs(query).get(0).states());
            }
        }
    }
}
