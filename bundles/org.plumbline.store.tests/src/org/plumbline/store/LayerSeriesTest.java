package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.store.NpyFormat.Type;

class LayerSeriesTest {
    private static final int LAYERS = 5;
    private static final int EVERY = 3;
    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    /** The number that belongs to a layer at a step: exact in float32, different for each. */
    static float value(long step, int layer) {
        return step * 16 + layer + 0.5f;
    }

    static float[] row(long step, int layers) {
        float[] row = new float[layers];
        for (int layer = 0; layer < layers; layer++) {
            row[layer] = value(step, layer);
        }
        return row;
    }

    static double[] wide(float[] row) {
        double[] wide = new double[row.length];
        Arrays.setAll(wide, i -> row[i]);
        return wide;
    }

    private LayerSeriesWriter open() throws IOException {
        return LayerSeries.write(folder, "x", LAYERS, Type.FLOAT32);
    }

    /** Writes rows of the steps first*EVERY to (end-1)*EVERY. */
    private static void write(LayerSeriesWriter writer, int first, int end) throws IOException {
        for (int i = first; i < end; i++) {
            writer.append((long) i * EVERY, row((long) i * EVERY, LAYERS));
        }
    }

    /** Checks that there are so many rows, and all of them right. */
    static int rows(Path folder, String name, int layers, int every) throws IOException {
        try (LayerSeriesReader reader = LayerSeries.read(folder, name)) {
            long[] steps = reader.steps();
            for (int layer = 0; layer < layers; layer++) {
                double[] values = reader.layer(layer);
                assertThat(values).hasSize(steps.length);
                for (int i = 0; i < steps.length; i++) {
                    assertThat(steps[i]).isEqualTo((long) i * every);
                    assertThat(values[i]).as("row %d, layer %d", i, layer).isEqualTo(value(steps[i], layer));
                }
            }
            for (int i = 0; i < steps.length; i++) {
                assertThat(reader.row(i)).containsExactly(wide(row(steps[i], layers)));
            }
            return steps.length;
        }
    }

    private int rows() throws IOException {
        return rows(folder, "x", LAYERS, EVERY);
    }

    @Test
    void readsBackAtEveryLength() throws IOException {
        try (LayerSeriesWriter writer = open()) {
            for (int i = 0; i < 200; i++) {
                assertThat(rows()).isEqualTo(i);
                write(writer, i, i + 1);
                writer.flush();
                if (i % 50 == 20) {
                    writer.force();
                }
            }
        }
        assertThat(rows()).isEqualTo(200);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("x.npy", "x.steps.npy", "x.stats.npy",
                    "x.tail.000003");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void goesOnWhereItWasClosed(Type type) throws IOException {
        int rows = 0;
        for (int length : new int[] {0, 1, 62, 1, 1, 63, 64, 130, 5}) {
            try (LayerSeriesWriter writer = LayerSeries.write(folder, "x", LAYERS, type)) {
                assertThat(writer.lastStep()).isEqualTo(rows == 0 ? -1 : (rows - 1) * EVERY);
                for (int i = rows; i < rows + length; i++) {
                    if (type == Type.FLOAT32) {
                        writer.append((long) i * EVERY, row((long) i * EVERY, LAYERS));
                    } else {
                        writer.append((long) i * EVERY, wide(row((long) i * EVERY, LAYERS)));
                    }
                }
            }
            rows += length;
            assertThat(rows()).isEqualTo(rows);
        }
    }

    @Test
    void forgetsWhatCameAfterAStep() throws IOException {
        for (boolean forced : new boolean[] {false, true}) {
            for (int kept : new int[] {199, 195, 192, 191, 130, 128, 127, 65, 64, 63, 1, 0}) {
                try (LayerSeriesWriter writer = open()) {
                    write(writer, 0, 200);
                    if (forced) {
                        writer.force();
                    }
                    writer.truncateAfter(kept * EVERY - 1);
                    assertThat(rows()).isEqualTo(kept);
                    assertThat(writer.lastStep()).isEqualTo(kept == 0 ? -1 : (kept - 1) * EVERY);
                    write(writer, kept, 140);
                }
                try (LayerSeriesWriter writer = open()) {
                    assertThat(rows()).isEqualTo(Math.max(kept, 140));
                    writer.truncateAfter(-1);
                    assertThat(rows()).isZero();
                }
            }
        }
    }

    @Test
    void summarisesEachTile() throws IOException {
        try (LayerSeriesWriter writer = open()) {
            write(writer, 0, 150);
        }
        try (LayerSeriesReader reader = LayerSeries.read(folder, "x")) {
            double[] values = reader.layer(3);
            List<LayerSeriesReader.Summary> summaries = reader.summaries(3);
            assertThat(summaries).hasSize(3);
            for (int tile = 0; tile < 3; tile++) {
                double[] part = Arrays.copyOfRange(values, tile * 64, Math.min(150, tile * 64 + 64));
                LayerSeriesReader.Summary summary = summaries.get(tile);
                assertThat(summary.first()).isEqualTo(tile * 64L * EVERY);
                assertThat(summary.min()).isEqualTo(Arrays.stream(part).min().orElseThrow());
                assertThat(summary.max()).isEqualTo(Arrays.stream(part).max().orElseThrow());
                assertThat(summary.mean()).isCloseTo(Arrays.stream(part).average().orElseThrow(), within(1e-6 * summary.max()));
            }
        }
    }

    @Test
    void numpyReadsItWhileItGrows() throws Exception {
        try (LayerSeriesWriter writer = open()) {
            write(writer, 0, 150);
            String printed = Numpy.run(folder, """
                    a = np.load(d + 'x.npy', mmap_mode='r')
                    s = np.load(d + 'x.steps.npy', mmap_mode='r')
                    t = np.load(d + 'x.stats.npy', mmap_mode='r')
                    steps = s['steps'].reshape(-1)
                    ok = all((a[:, l, :].reshape(-1) == steps * 16 + l + 0.5).all() for l in range(5))
                    print(a.shape, a.dtype, steps.shape, steps[-1], ok, (t['max'][:, 2] == a[:, 2, :].max(axis=1)).all())
                    """);
            assertThat(printed).isEqualTo("(2, 5, 64) float32 (128,) 381 True True");
            write(writer, 150, 200);
            assertThat(Numpy.run(folder, "print(np.load(d + 'x.npy', mmap_mode='r').shape)")).isEqualTo("(3, 5, 64)");
        }
    }

    @Test
    void aReaderFollowsAWriterInAnotherThread() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        LayerSeriesWriter writer = open();
        Thread thread = new Thread(() -> {
            try (writer) {
                for (int i = 0; i < 20_000; i++) {
                    write(writer, i, i + 1);
                    writer.flush();
                    if (i % 100 == 99) {
                        writer.force();
                    }
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        thread.start();
        int looks = 0;
        int before = 0;
        try (LayerSeriesReader reader = LayerSeries.read(folder, "x")) {
            while (thread.isAlive() || looks == 0) {
                reader.refresh();
                long[] steps = reader.steps();
                double[] layer = reader.layer(2);
                assertThat(layer).hasSize(steps.length);
                for (int i = 0; i < steps.length; i++) {
                    assertThat(steps[i] == (long) i * EVERY && layer[i] == value(steps[i], 2)).as("row %d", i).isTrue();
                }
                assertThat(steps.length).isGreaterThanOrEqualTo(before);
                before = steps.length;
                looks++;
            }
            reader.refresh();
            assertThat(reader.steps()).hasSize(20_000);
        }
        thread.join();
        assertThat(failure.get()).isNull();
        assertThat(looks).isGreaterThan(3);
    }

    /** After each flip or cut: what can be read is right, the rest a clear error; and a writer goes on from a right prefix. */
    @Test
    void everyFlippedOrMissingByteIsNoticed() throws IOException {
        try (LayerSeriesWriter writer = LayerSeries.write(folder, "x", 2, Type.FLOAT32)) {
            for (int i = 0; i < 70; i++) {
                writer.append((long) i * EVERY, row((long) i * EVERY, 2));
            }
        }
        for (String name : List.of("x.npy", "x.steps.npy", "x.stats.npy", "x.tail.000001")) {
            Path file = folder.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i += i > 200 && i < 4000 ? 97 : 1) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << ThreadLocalRandom.current().nextInt(8));
                for (byte[] damaged : List.of(flipped, Arrays.copyOf(bytes, i))) {
                    Files.write(file, damaged);
                    try {
                        assertThat(rows(folder, "x", 2, EVERY)).isLessThanOrEqualTo(70);
                    } catch (StoreException e) {
                        assertThat(e.getMessage()).contains(folder.toString()).doesNotContain("\n");
                    }
                    assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
                }
            }
            Files.write(file, bytes);
        }
        assertThat(rows(folder, "x", 2, EVERY)).isEqualTo(70);
    }

    @Test
    void aWriterGoesOnFromTheGoodPrefix() throws IOException {
        for (String name : List.of("x.npy", "x.steps.npy", "x.stats.npy", "x.tail.000002")) {
            for (int fromEnd : new int[] {1, 20, 77}) {
                try (LayerSeriesWriter writer = open()) {
                    writer.truncateAfter(-1);
                    write(writer, 0, 150);
                }
                Path file = folder.resolve(name);
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length - fromEnd]++;
                Files.write(file, bytes);
                try (LayerSeriesWriter writer = open()) {
                    int rows = (int) (writer.lastStep() + EVERY) / EVERY;
                    assertThat(rows).as("%s, byte %d from the end", name, fromEnd).isBetween(64, 149);
                    if (rows == 64) {
                        assertThat(folder.resolve("x.tail.000002.corrupt")).exists();
                    }
                    write(writer, rows, 200);
                }
                Files.deleteIfExists(folder.resolve("x.tail.000002.corrupt"));
                assertThat(rows()).isEqualTo(200);
            }
        }
    }

    @Test
    void aDamagedHeaderIsNamed() throws IOException {
        open().close();
        byte[] bytes = Files.readAllBytes(folder.resolve("x.npy"));
        bytes[60]++;
        Files.write(folder.resolve("x.npy"), bytes);
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("x.npy");
        assertThatThrownBy(() -> LayerSeries.read(folder, "x")).isInstanceOf(StoreException.class).hasMessageContaining("x.npy");
    }

    @Test
    void refusesWhatDoesNotFit() throws IOException {
        try (LayerSeriesWriter writer = open()) {
            writer.append(5, new float[LAYERS]);
            assertThatThrownBy(() -> writer.append(5, new float[LAYERS])).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("step 5");
            assertThatThrownBy(() -> writer.append(6, new float[4])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.append(6, new double[LAYERS])).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> LayerSeries.write(folder, "x", 6, Type.FLOAT32)).isInstanceOf(StoreException.class)
                .hasMessageContaining("x.npy").hasMessageContaining("5, 64");
        assertThatThrownBy(() -> LayerSeries.write(folder, "../x", 6, Type.FLOAT32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LayerSeries.read(folder, "y")).isInstanceOf(StoreException.class).hasMessageContaining("y.npy");
    }
}
