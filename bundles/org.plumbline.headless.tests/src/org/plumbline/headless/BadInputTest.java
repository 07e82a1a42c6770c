package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.engine.gallery.Gallery;

/** Each wrong input gives one line that names place and value, exit code 2, and leaves nothing behind. */
class BadInputTest {
    @TempDir
    private Path folder;
    private Path good;

    @BeforeEach
    void writeAGoodExperiment() throws IOException {
        good = folder.resolve("good.experiment");
        try (InputStream in = Gallery.read(Platform.getExtensionRegistry()).get("scaling-limits/tanh-adam-small").experiment().openStream()) {
            Files.write(good, in.readAllBytes());
        }
    }

    private void refused(List<String> named, Object... arguments) {
        Path out = folder.resolve("out");
        CommandLineSession session = CommandLineSession.run(
                Stream.concat(Stream.of(arguments), Stream.of("--out", out)).toArray());
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(session.errors()).as(session.err()).hasSize(1);
        assertThat(session.errors().get(0)).startsWith("plumbline: ").contains(named);
        assertThat(session.err()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "optimiser=no-such            | optimiser, no-such, adam",
        "optimiser.lr=-1              | optimiser.lr, -1",
        "optimiser.lr=fast            | optimiser.lr, fast",
        "optimiser.rate=1             | optimiser.rate, lr",
        "architecture.delta=sometimes | architecture.delta, sometimes, shared",
        "depth=8,0                    | depth, '0'",
        "depth=8,x                    | depth, x",
        "width=8                      | width",
        "training.batch=0             | training.batch, 0",
        "dataset=mnist                | dataset, train-images-idx3-ubyte",
        "dataset.dimension=0          | dataset.dimension, 0",
        "seed=one                     | seed, one"})
    void settings(String assignment, String named) {
        refused(Stream.of(named.split(",")).map(String::strip).toList(), "run", good, "--set", assignment.strip());
    }

    @Test
    void filesThatAreNoExperiments() throws IOException {
        String text = Files.readString(good);
        Path file = folder.resolve("bad.experiment");
        refused(List.of("nowhere.experiment"), "run", folder.resolve("nowhere.experiment"));
        Files.writeString(file, text.substring(0, text.length() / 2));
        refused(List.of("bad.experiment"), "run", file);
        Files.writeString(file, "<html><body>not this</body></html>");
        refused(List.of("bad.experiment"), "run", file);
        Files.write(file, "\u0000\u0001binary".getBytes(StandardCharsets.UTF_8));
        refused(List.of("bad.experiment"), "run", file);
        Files.writeString(file, text.replaceFirst("\\?>", "?><!DOCTYPE x [<!ENTITY e \"boo\">]>"));
        refused(List.of("bad.experiment", "DOCTYPE"), "run", file);
        Files.writeString(file, "");
        refused(List.of("bad.experiment"), "run", file);
    }

    @Test
    void placesThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        CommandLineSession session = CommandLineSession.run("run", good, "--out", file.resolve("run"));
        assertThat(session.code()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(session.errors()).hasSize(1);
        assertThat(session.errors().get(0)).contains(file.toString());
        CommandLineSession full = CommandLineSession.run("run", good, "--out", folder);
        assertThat(full.code()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(full.errors().get(0)).contains("not empty");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("file", "good.experiment");
    }

    @Test
    void optionsAndCommands() {
        for (Object[] arguments : new Object[][] {{"dance"}, {"run"}, {"run", good, "--workers", "many"}, {"run", good, "--workers", 0},
            {"run", good, "--set", "nothing"}, {"run", good, "--backend", "quantum"}, {"run", "gallery:no/such"}, {"list", "cats"},
            {"report", folder.resolve("nowhere")}, {"report", folder, "--format", "pdf"}, {}}) {
            CommandLineSession session = CommandLineSession.run(arguments);
            assertThat(session.code()).as(List.of(arguments) + session.err()).isEqualTo(ExitCode.INVALID_INPUT);
            assertThat(session.errors()).as(session.err()).hasSize(1);
        }
    }

    @Test
    void validateSaysTheSame() {
        assertThat(CommandLineSession.run("validate", good).code()).isZero();
        CommandLineSession session = CommandLineSession.run("validate", good, "--set", "optimiser.lr=-1");
        assertThat(session.code()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(session.out()).contains("optimiser.lr").contains("-1");
    }
}
