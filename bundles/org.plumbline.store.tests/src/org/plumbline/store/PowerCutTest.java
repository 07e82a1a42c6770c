package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a store has acknowledged is there after a power cut that loses everything that was not forced. */
@DisabledOnOs(OS.WINDOWS)
class PowerCutTest {
    private static final String TRIAL = "0123456789abcdef";
    @TempDir
    private Path disk;
    @TempDir
    private Path after;
    private PowerCut power;
    private RunFolder run;
    private int cuts;

    @BeforeEach
    void begin() throws StoreException {
        power = new PowerCut(disk);
        run = RunFolder.forWriting(power.watched().resolve("project/runs/it"));
        run.writeRun("{}");
    }

    private RunFolder afterCut() throws IOException {
        Path folder = after.resolve("cut" + cuts++);
        power.cut(folder);
        return RunFolder.forReading(folder.resolve("project/runs/it"));
    }

    @Test
    void theDescriptionOfARunIsThereBeforeItsFirstStep() throws IOException {
        run.writeExperiment("text");
        run.writeResults("[]");
        assertThat(afterCut().readRun()).isEqualTo("{}");
        assertThat(afterCut().readExperiment()).isEqualTo("text");
        assertThat(afterCut().readResults()).contains("[]");
    }

    @Test
    void aTrialThatHasEndedHasEnded() throws IOException {
        TrialFolder.Attempt attempt = run.trial(TRIAL).begin();
        assertThat(afterCut().trial(TRIAL).hasAttempts()).as("begun").isTrue();
        attempt.writeParameters(new TreeMap<>(Map.of("w", NpyFormat.Array.of(new int[] {2}, new double[] {1, 2}))));
        assertThat(attempt.finish("{\"state\": \"DONE\"}")).isTrue();
        TrialFolder left = afterCut().trial(TRIAL);
        assertThat(left.status()).contains("{\"state\": \"DONE\"}");
        assertThat(left.parameters().get("w").doubles()).containsExactly(1, 2);
        run.trial("fedcba9876543210").writeVerdict("{}");
        assertThat(afterCut().trial("fedcba9876543210").status()).contains("{}");
    }

    @Test
    void forcedFramesAreThereAndOthersNeedNotBe() throws IOException {
        TrialPack pack = run.beginPack();
        pack.append(TRIAL, "{}", Map.of());
        pack.force();
        pack.append("fedcba9876543210", "{}", Map.of());
        pack.flush();
        RunFolder left = afterCut();
        assertThat(left.statuses()).containsOnlyKeys(TRIAL);
        pack.close();
        assertThat(afterCut().statuses()).containsOnlyKeys(TRIAL, "fedcba9876543210");
    }

    /** A cut at any moment: what was acknowledged before it is there. */
    @Test
    void nothingAcknowledgedIsEverLost() throws IOException {
        for (int i = 0; i < 12; i++) {
            String id = String.format("%016x", i * 0x9e3779b97f4a7c15L);
            TrialFolder.Attempt attempt = run.trial(id).begin();
            attempt.finish("{\"n\": " + i + "}");
            RunFolder left = afterCut();
            assertThat(left.statuses()).hasSize(i + 1).containsEntry(id, "{\"n\": " + i + "}");
        }
    }
}
