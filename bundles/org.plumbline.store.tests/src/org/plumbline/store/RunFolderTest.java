package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path folder;

    @Test
    void firstAttemptToFinishCounts() throws IOException {
        TrialFolder trial = RunFolder.forWriting(folder.resolve("run")).trial("abc123");
        TrialFolder.Attempt first = trial.begin();
        TrialFolder.Attempt second = trial.begin();
        assertThat(trial.status()).isEmpty();
        assertThat(second.finish("{\"who\":2}")).isTrue();
        assertThat(first.finish("{\"who\":1}")).isFalse();
        assertThat(trial.status()).contains("{\"who\":2}");
    }

    @Test
    void anAttemptThatDidNotFinishIsNoResult() throws IOException {
        RunFolder run = RunFolder.forWriting(folder.resolve("run"));
        run.trial("abc123").begin().writeParameters(new TreeMap<>(Map.of("A", NpyFormat.Array.of(new int[] {1}, new float[] {1}))));
        assertThat(run.trials()).hasSize(1);
        assertThat(run.trials().get(0).status()).isEmpty();
        assertThat(run.trials().get(0).parameters()).isEmpty();
    }

    @Test
    void keepsParameters() throws IOException {
        TrialFolder trial = RunFolder.forWriting(folder.resolve("run")).trial("abc123");
        TrialFolder.Attempt attempt = trial.begin();
        attempt.writeParameters(new TreeMap<>(Map.of("A", NpyFormat.Array.of(new int[] {2, 1}, new float[] {0.1f, -3f}),
                "delta", NpyFormat.Array.of(new int[] {}, new float[] {7f}))));
        attempt.finish("{}");
        assertThat(trial.parameters()).containsOnlyKeys("A", "delta");
        assertThat(trial.parameters().get("A").floats()).containsExactly(0.1f, -3f);
        assertThat(trial.parameters().get("delta").shape()).isEmpty();
    }

    @Test
    void refusesFoldersWithSomethingElseInThem() throws IOException {
        Files.writeString(folder.resolve("thesis.tex"), "precious");
        assertThatThrownBy(() -> RunFolder.forWriting(folder)).isInstanceOf(StoreException.class)
                .hasMessageContaining(folder.toString()).hasMessageContaining("not empty");
        assertThatThrownBy(() -> RunFolder.forWriting(folder.resolve("thesis.tex"))).isInstanceOf(StoreException.class)
                .hasMessageContaining("it is a file");
        assertThatThrownBy(() -> RunFolder.forWriting(folder.resolve("thesis.tex/run"))).isInstanceOf(StoreException.class)
                .hasMessageContaining("thesis.tex");
        assertThat(folder.resolve("thesis.tex")).hasContent("precious");
        assertThat(folder.toFile().list()).containsExactly("thesis.tex");
    }

    @Test
    void refusesToReadWhatIsNotARun() {
        assertThatThrownBy(() -> RunFolder.forReading(folder)).isInstanceOf(StoreException.class)
                .hasMessageContaining("has no run.json");
        assertThatThrownBy(() -> RunFolder.forReading(folder.resolve("nowhere"))).isInstanceOf(StoreException.class)
                .hasMessageContaining("no such folder");
    }

    @Test
    void aWinnerCannotLeadOutOfTheTrial() throws IOException {
        RunFolder run = RunFolder.forWriting(folder.resolve("run"));
        run.trial("abc123").begin().finish("{}");
        Path secret = Files.createDirectories(folder.resolve("secret"));
        Files.writeString(secret.resolve("status.json"), "{}");
        Files.writeString(folder.resolve("run/trials/ab/abc123/winner"), "../../../../../secret");
        assertThatThrownBy(() -> run.trial("abc123").status()).isInstanceOf(StoreException.class)
                .hasMessageContaining("names no attempt");
        assertThatThrownBy(() -> run.trial("../../x")).isInstanceOf(StoreException.class);
    }

    @Test
    void writesAsAWholeOrNotAtAll() throws IOException {
        Path file = folder.resolve("a.json");
        AtomicFile.write(file, "old");
        Files.createDirectory(folder.resolve("b.json"));
        Files.writeString(folder.resolve("b.json/in"), "x");
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("b.json"), "new")).isInstanceOf(StoreException.class);
        AtomicFile.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.json", "b.json");
    }
}
