package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    private Path folder;

    static Checkpoint at(long step) {
        float[] weights = new float[12];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = step + i / 8f;
        }
        return new Checkpoint(step, "{\"step\": " + step + ", \"of\": \"ü\"}",
                new TreeMap<>(Map.of("A", NpyFormat.Array.of(new int[] {3, 4}, weights),
                        "optimiser/m", NpyFormat.Array.of(new int[] {2}, new double[] {1. / 3, -step}))),
                new TreeMap<>(Map.of("stream", CheckpointState.of(new byte[] {(byte) step, -1, 0, 1}))));
    }

    private static void assertSame(Checkpoint found, Checkpoint expected) {
        assertThat(found.step()).isEqualTo(expected.step());
        assertThat(found.meta()).isEqualTo(expected.meta());
        assertThat(found.arrays()).containsOnlyKeys(expected.arrays().keySet());
        expected.arrays().forEach((name, array) -> {
            assertThat(found.arrays().get(name).shape()).containsExactly(array.shape());
            assertThat(found.arrays().get(name).doubles()).containsExactly(array.doubles());
        });
        assertThat(found.states()).containsOnlyKeys(expected.states().keySet());
        expected.states().forEach((name, state) -> assertThat(found.states().get(name)).usingRecursiveComparison().isEqualTo(state));
    }

    /** 16 MB of state, and a tenth of it allocated at most: a worker's heap has no room for the state of an optimiser once more. */
    @Test
    void aStateIsNeverHeldAsAWhole() throws IOException {
        CheckpointState counted = out -> {
            for (int i = 0; i < 1 << 21; i++) {
                out.writeLong(i);
            }
        };
        Checkpoint checkpoint = new Checkpoint(1, "{}", new TreeMap<>(), new TreeMap<>(Map.of("s", counted)));
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        new Checkpoints(folder).write(checkpoint);
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan((1 << 24) / 10);
    }

    /** A state that writes itself gives the file that its bytes give, also if it is longer than a piece. */
    @Test
    void aStateThatWritesItselfIsStoredAsItsBytesAre() throws IOException {
        byte[] bytes = new byte[200_001];
        new Random(7).nextBytes(bytes);
        CheckpointState bit = out -> {
            out.write(bytes, 0, 99_999);
            for (int i = 99_999; i < bytes.length; i++) {
                out.writeByte(bytes[i]);
            }
        };
        new Checkpoints(folder.resolve("a")).write(new Checkpoint(1, "{}", new TreeMap<>(), new TreeMap<>(Map.of("s", bit))));
        new Checkpoints(folder.resolve("b")).write(new Checkpoint(1, "{}", new TreeMap<>(), new TreeMap<>(Map.of("s", CheckpointState.of(bytes)))));
        assertThat(folder.resolve("a/000000000001.npz")).hasSameBinaryContentAs(folder.resolve("b/000000000001.npz"));
        assertThat(Checkpoints.look(folder.resolve("a")).orElseThrow().states().get("s").open().readAllBytes()).isEqualTo(bytes);
    }

    /** A state that goes on while it is written would be torn: the checkpoint is not written. */
    @Test
    void aStateThatChangesIsRefused() {
        int[] times = {0};
        CheckpointState growing = out -> out.write(new byte[++times[0]]);
        assertThatThrownBy(() -> new Checkpoints(folder).write(new Checkpoint(1, "{}", new TreeMap<>(), new TreeMap<>(Map.of("s", growing)))))
                .isInstanceOf(StoreException.class).hasMessageContaining("has written 1 bytes before and 2 now");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void keepsTheLastTwo() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder);
        assertThat(checkpoints.latest()).isEmpty();
        for (long step : new long[] {10, 20, 30}) {
            checkpoints.write(at(step));
        }
        assertSame(checkpoints.latest().orElseThrow(), at(30));
        assertSame(Checkpoints.look(folder).orElseThrow(), at(30));
        assertThat(names()).containsExactly("000000000020.json", "000000000020.npz", "000000000030.json", "000000000030.npz");
    }

    @Test
    void equalCheckpointsGiveEqualBytes() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        new Checkpoints(other).write(at(7));
        new Checkpoints(folder).write(at(7));
        for (String name : List.of("000000000007.npz", "000000000007.json")) {
            assertThat(folder.resolve(name)).hasSameBinaryContentAs(other.resolve(name));
        }
    }

    @Test
    void writesAStepAgain() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder);
        checkpoints.write(at(5));
        Checkpoint again = new Checkpoint(5, "{\"second\": true}", at(6).arrays(), at(6).states());
        checkpoints.write(again);
        assertSame(checkpoints.latest().orElseThrow(), again);
        assertThat(names()).containsExactly("000000000005-1.npz", "000000000005.json");
    }

    @Test
    void aRewoundTrialForgetsWhatCameLater() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder);
        checkpoints.write(at(10));
        checkpoints.write(at(20));
        checkpoints.write(at(15));
        assertSame(new Checkpoints(folder).latest().orElseThrow(), at(15));
        assertThat(names()).noneMatch(name -> name.startsWith("000000000020"));
    }

    @Test
    void withoutManifestThereIsNoCheckpoint() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder);
        checkpoints.write(at(10));
        Files.copy(folder.resolve("000000000010.npz"), folder.resolve("000000000011.npz"));
        Files.writeString(folder.resolve("000000000012.npz.part"), "half");
        assertSame(Checkpoints.look(folder).orElseThrow(), at(10));
        assertThat(names()).hasSize(4);
        assertSame(checkpoints.latest().orElseThrow(), at(10));
        assertThat(names()).containsExactly("000000000010.json", "000000000010.npz");
    }

    @Test
    void everyFlippedOrMissingByteIsNoticed() throws IOException {
        new Checkpoints(folder).write(at(10));
        new Checkpoints(folder).write(at(20));
        for (String name : List.of("000000000020.npz", "000000000020.json")) {
            Path file = folder.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i++) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << ThreadLocalRandom.current().nextInt(8));
                Files.write(file, flipped);
                assertThat(Checkpoints.look(folder).orElseThrow().step()).as("%s, byte %d flipped", name, i).isEqualTo(10);
                Files.write(file, Arrays.copyOf(bytes, i));
                assertThat(Checkpoints.look(folder).orElseThrow().step()).as("%s, cut at %d", name, i).isEqualTo(10);
            }
            Files.write(file, bytes);
        }
        assertThat(Checkpoints.look(folder).orElseThrow().step()).isEqualTo(20);
    }

    @Test
    void setsADamagedOneAsideAndGoesOn() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder);
        checkpoints.write(at(10));
        checkpoints.write(at(20));
        byte[] bytes = Files.readAllBytes(folder.resolve("000000000020.npz"));
        bytes[bytes.length / 2]++;
        Files.write(folder.resolve("000000000020.npz"), bytes);
        checkpoints = new Checkpoints(folder);
        assertSame(checkpoints.latest().orElseThrow(), at(10));
        assertThat(checkpoints.warnings()).singleElement().asString().contains("000000000020.npz", "SHA-256");
        assertThat(folder.resolve("000000000020.npz.corrupt")).hasBinaryContent(bytes);
        checkpoints.write(at(20));
        assertSame(checkpoints.latest().orElseThrow(), at(20));
        assertThat(checkpoints.warnings()).isEmpty();
        assertThat(folder.resolve("000000000020.json.corrupt")).exists();
    }

    @Test
    void theOneKeptBeforeTheNewestIsGood() throws IOException {
        new Checkpoints(folder).write(at(10));
        new Checkpoints(folder).write(at(20));
        Files.write(folder.resolve("000000000020.npz"), new byte[(int) Files.size(folder.resolve("000000000020.npz"))]);
        new Checkpoints(folder).write(at(30));
        Files.delete(folder.resolve("000000000030.json"));
        assertSame(new Checkpoints(folder).latest().orElseThrow(), at(10));
    }

    @Test
    void aThreadThatIsToldToStopStillSaves() throws Exception {
        Thread thread = Thread.currentThread();
        Thread nuisance = new Thread(() -> {
            for (int i = 0; i < 40; i++) {
                thread.interrupt();
                try {
                    Thread.sleep(3);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        nuisance.start();
        Checkpoints checkpoints = new Checkpoints(folder);
        int step = 0;
        while (nuisance.isAlive() || step < 3) {
            checkpoints.write(at(++step));
        }
        Thread.interrupted();
        assertSame(checkpoints.latest().orElseThrow(), at(step));
        thread.interrupt();
        checkpoints.write(at(step + 1));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesNamesThatLeadOut() {
        var arrays = new TreeMap<>(Map.of("../A", NpyFormat.Array.of(new int[] {1}, new float[1])));
        assertThatThrownBy(() -> new Checkpoints(folder).write(new Checkpoint(1, "{}", arrays, new TreeMap<>())))
                .isInstanceOf(StoreException.class).hasMessageContaining("../A");
        assertThat(folder).isEmptyDirectory();
    }

    /** 100 MB of parameters are written and read with little beyond themselves: in a JVM of 160 MB. */
    @Test
    void needsNoSecondCopyInMemory() throws Exception {
        ChildJvm child = ChildJvm.start(List.of("-Xmx160m", "-XX:MaxDirectMemorySize=8m"), Big.class, folder.toString());
        assertThat(child.waitFor()).as(child.output()).isZero();
        assertThat(Files.size(folder.resolve("000000000001.npz"))).isGreaterThan(100_000_000);
    }

    /** The child of {@link #needsNoSecondCopyInMemory}. */
    static final class Big {
        public static void main(String[] arguments) throws IOException {
            write(Path.of(arguments[0]));
            Checkpoint back = new Checkpoints(Path.of(arguments[0])).latest().orElseThrow();
            if (back.arrays().get("A").floats()[24_999_999] != 3f || !back.meta().equals("{}")) {
                throw new IllegalStateException("other numbers came back");
            }
        }

        private static void write(Path folder) throws IOException {
            float[] values = new float[25_000_000];
            values[24_999_999] = 3f;
            new Checkpoints(folder).write(new Checkpoint(1, "{}",
                    new TreeMap<>(Map.of("A", NpyFormat.Array.of(new int[] {2500, 10_000}, values))),
                    new TreeMap<>(Map.of("s", CheckpointState.of("abc".getBytes(StandardCharsets.UTF_8))))));
        }
    }
}
