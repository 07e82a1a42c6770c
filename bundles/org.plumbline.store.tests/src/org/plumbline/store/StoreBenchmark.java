package org.plumbline.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Measures what the store promises, on the disk of the folder that is given; prints the best and the median of five repeats, in
 * turns. With "drop" as second argument it asks Linux to forget its cache before cold reads, which only root may.
 */
final class StoreBenchmark {
    private static final int REPEATS = 5;
    private static final int LAYERS = 10_000;
    private static final int STEPS = 1000;
    private static final int POINTS = 2_000_000;
    private static final int TRIALS = 100_000;
    private final Path folder;
    private final boolean drop;
    private final Map<String, double[]> results = new TreeMap<>();
    private int repeat;

    private StoreBenchmark(Path folder, boolean drop) {
        this.folder = folder;
        this.drop = drop;
    }

    public static void main(String[] arguments) throws Exception {
        StoreBenchmark benchmark = new StoreBenchmark(Path.of(arguments[0]), arguments.length > 1);
        for (benchmark.repeat = 0; benchmark.repeat < REPEATS; benchmark.repeat++) {
            benchmark.series();
            benchmark.scalars();
            benchmark.trials();
            benchmark.checkpoint();
        }
        benchmark.results.forEach((name, values) -> {
            Arrays.sort(values);
            System.out.printf("%-60s best %10.3f   median %10.3f   worst %10.3f%n", name, values[0], values[REPEATS / 2],
                    values[REPEATS - 1]);
        });
    }

    private long note(String name, long start, double scale) {
        results.computeIfAbsent(name, key -> new double[REPEATS])[repeat] = (System.nanoTime() - start) * scale;
        return System.nanoTime();
    }

    private void series() throws Exception {
        Path run = fresh("series");
        float[] row = new float[LAYERS];
        long start = System.nanoTime();
        try (LayerSeriesWriter writer = LayerSeries.write(run, "x", LAYERS, NpyFormat.Type.FLOAT32)) {
            GroupForce.ofProcess().add(writer);
            long worst = 0;
            for (int step = 0; step < STEPS; step++) {
                Arrays.fill(row, step);
                long before = System.nanoTime();
                writer.append(step, row);
                writer.flush();
                worst = Math.max(worst, System.nanoTime() - before);
            }
            start = note("series 10,000 x 1,000: append and flush all, ms", start, 1e-6);
            note("series: worst append, ms", System.nanoTime() - worst, 1e-6);
            start = System.nanoTime();
        }
        note("series: close with force, ms", start, 1e-6);
        dropCache();
        start = System.nanoTime();
        try (LayerSeriesReader reader = LayerSeries.read(run, "x")) {
            start = note("series: open " + (drop ? "cold" : "warm") + ", ms", start, 1e-6);
            reader.layer(5000);
            start = note("series: one layer, first (" + (drop ? "cold" : "warm") + "), ms", start, 1e-6);
            for (int i = 0; i < 100; i++) {
                reader.layer(i * 97);
            }
            System.nanoTime();
            for (int i = 0; i < 100; i++) {
                reader.layer(i * 97);
            }
            start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                reader.layer(i * 97);
            }
            start = note("series: one layer, warm, mean of 100, ms", start, 1e-8);
            reader.row(500);
            note("series: one row, ms", start, 1e-6);
        }
    }

    private void scalars() throws IOException {
        Path file = fresh("scalars").resolve("log");
        long start = System.nanoTime();
        try (ScalarLog log = ScalarLog.open(file)) {
            GroupForce.ofProcess().add(log);
            for (int i = 0; i < POINTS; i++) {
                log.append(log.quantity((i & 1) == 0 ? "loss" : "norm"), i, i * 0.5);
            }
            log.flush();
            note("scalars: append 2 M points by name, ms", start, 1e-6);
        }
        start = System.nanoTime();
        ScalarLog.read(file);
        note("scalars: read 2 M points, ms", start, 1e-6);
    }

    private void trials() throws IOException {
        Path file = fresh("pack").resolve("log");
        String status = "{\"state\": \"DONE\", \"loss\": 0.125, \"steps\": 1000, \"time\": \"2026-01-01T00:00:00Z\"}";
        Map<String, NpyFormat.Array> arrays = Map.of("w", NpyFormat.Array.of(new int[] {10, 10}, new float[100]));
        long start = System.nanoTime();
        try (TrialPack pack = TrialPack.open(file)) {
            GroupForce.ofProcess().add(pack);
            for (int i = 0; i < TRIALS; i++) {
                pack.append("trial" + i, status, arrays);
                pack.flush();
            }
            note("trials: append and flush one of 100,000, ms", start, 1e-6 / TRIALS);
        }
        start = System.nanoTime();
        TrialPackIndex index = TrialPack.read(file);
        start = note("trials: scan 100,000 (" + Files.size(file) / 1_000_000 + " MB), ms", start, 1e-6);
        index.trial("trial77777");
        note("trials: read one, ms", start, 1e-6);
    }

    private void checkpoint() throws IOException {
        Path run = fresh("ckpt");
        Checkpoint checkpoint = new Checkpoint(1, "{}",
                new TreeMap<>(Map.of("w", NpyFormat.Array.of(new int[] {25_000_000}, new float[25_000_000]))), new TreeMap<>());
        long start = System.nanoTime();
        new Checkpoints(run).write(checkpoint);
        start = note("checkpoint: write 100 MB durable, ms", start, 1e-6);
        new Checkpoints(run).latest();
        note("checkpoint: verify and read 100 MB, ms", start, 1e-6);
    }

    private Path fresh(String name) throws IOException {
        Path path = folder.resolve(name);
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(path);
    }

    private void dropCache() throws IOException, InterruptedException {
        if (drop) {
            new ProcessBuilder("sync").start().waitFor();
            Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "1");
        }
    }
}
