package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialPackTest {
    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("worker.dlt");
    }

    private static void append(TrialPack pack, String id, int number) throws IOException {
        pack.append(id, "{\"n\": " + number + "}", Map.of("A", NpyFormat.Array.of(new int[] {1, 2}, new float[] {number, 2}),
                "é", NpyFormat.Array.of(new int[] {}, new double[] {number / 3.})));
    }

    private static void assertTrial(TrialPackIndex index, String id, int number) throws IOException {
        TrialPackIndex.Trial trial = index.trial(id).orElseThrow();
        assertThat(trial.id()).isEqualTo(id);
        assertThat(trial.status()).isEqualTo("{\"n\": " + number + "}");
        assertThat(trial.arrays()).containsOnlyKeys("A", "é");
        assertThat(trial.arrays().get("A").shape()).containsExactly(1, 2);
        assertThat(trial.arrays().get("A").floats()).containsExactly(number, 2);
        assertThat(trial.arrays().get("é").doubles()).containsExactly(number / 3.);
    }

    @Test
    void theLastRecordOfAnIdCounts() throws IOException {
        assertThat(TrialPack.read(file).ids()).isEmpty();
        try (TrialPack pack = TrialPack.open(file)) {
            append(pack, "a", 1);
            append(pack, "b", 2);
            pack.flush();
            TrialPackIndex index = TrialPack.read(file);
            append(pack, "a", 3);
            pack.flush();
            assertTrial(index, "a", 1);
            index.refresh();
            assertThat(index.ids()).containsExactly("a", "b");
            assertTrial(index, "a", 3);
            assertTrial(index, "b", 2);
            assertThat(index.trial("c")).isEmpty();
        }
    }

    @Test
    void everyFlippedOrMissingByteLeavesAPrefixOrAClearError() throws IOException {
        try (TrialPack pack = TrialPack.open(file)) {
            append(pack, "a", 1);
            append(pack, "b", 2);
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 4;
            for (byte[] damaged : new byte[][] {flipped, Arrays.copyOf(bytes, i)}) {
                Files.write(file, damaged);
                TrialPackIndex index = TrialPack.read(file);
                assertThat(index.ids().size()).isEqualTo(i < bytes.length / 2 ? 0 : 1);
                if (!index.ids().isEmpty()) {
                    assertTrial(index, "a", 1);
                }
            }
        }
    }

    @Test
    void damageAfterTheScanIsNamed() throws IOException {
        try (TrialPack pack = TrialPack.open(file)) {
            append(pack, "a", 1);
        }
        TrialPackIndex index = TrialPack.read(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[60]++;
        Files.write(file, bytes);
        assertThatThrownBy(() -> index.trial("a")).isInstanceOf(StoreException.class).hasMessageContaining("trial a is damaged");
    }

    @Test
    void goodFramesOfAnotherKindAreNoTrials() throws IOException {
        try (FrameLog log = FrameLog.open(file)) {
            for (int length = 0; length < 40; length++) {
                byte[] payload = new byte[length];
                Arrays.fill(payload, (byte) 0x7f);
                log.append(TrialPack.TRIAL, 0, 0, payload);
                log.append(TrialPack.TRIAL, 0, 0, new byte[length]);
            }
        }
        TrialPackIndex index = TrialPack.read(file);
        for (String id : index.ids()) {
            try {
                index.trial(id);
            } catch (StoreException e) {
                assertThat(e.getMessage()).contains("is not a trial");
            }
        }
    }

    @Test
    void refusesATrialThatIsTooLarge() throws IOException {
        try (TrialPack pack = TrialPack.open(file)) {
            Map<String, NpyFormat.Array> large = Map.of("A", NpyFormat.Array.of(new int[] {1 << 22}, new float[1 << 22]));
            assertThatThrownBy(() -> pack.append("a", "{}", large)).isInstanceOf(StoreException.class).hasMessageContaining("16777216");
            append(pack, "b", 1);
        }
        assertThat(TrialPack.read(file).ids()).containsExactly("b");
    }
}
