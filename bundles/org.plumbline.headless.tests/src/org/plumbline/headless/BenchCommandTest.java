package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The command without PyTorch, which the build does not need: a peer of a few lines speaks the same protocol. */
class BenchCommandTest {
    private static final String HELLO = "{\"torch\":\"0\",\"python\":\"0\",\"blas\":\"%s\",\"capability\":\"none\",\"threads\":1}";
    private static final String VALUES_CASE = "svd-values-128";

    @TempDir
    private Path folder;

    /** An interpreter that ignores the program it is given and answers in lines. */
    private Path peer(String greeting, String answerToRun) throws IOException {
        Path script = Files.writeString(folder.resolve("python"), """
                #!/bin/sh
                echo '%s'
                while read -r line; do
                    case $line in
                        *prepare*) echo '{"note":"a stand-in"}' ;;
                        *) echo '%s' ;;
                    esac
                done
                """.formatted(greeting, answerToRun));
        script.toFile().setExecutable(true);
        return script;
    }

    private CommandLineSession bench(Path python, Object... more) {
        return CommandLineSession.run(Stream.concat(Stream.of("bench", VALUES_CASE, "--repeats", 1, "--python", python),
                Stream.of(more)).toArray());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (Object[] wrong : new Object[][] {{"bench", "nonsense"}, {"bench", "--repeats", 0}, {"bench", "--format", "pdf"}}) {
            CommandLineSession session = CommandLineSession.run(wrong);
            assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.INVALID_INPUT);
            assertThat(session.errors()).hasSize(1);
        }
        assertThat(CommandLineSession.run("bench", "nonsense").err()).contains("nonsense", "residual-d10-l1000", VALUES_CASE);
    }

    @Test
    void namesThePackageIfPythonOrTorchIsMissing() throws IOException {
        for (Path python : new Path[] {folder.resolve("nowhere"), peer("{\"missing\":\"torch\"}", "")}) {
            CommandLineSession session = bench(python);
            assertThat(session.code()).isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(session.errors()).as(session.err()).hasSize(1);
            assertThat(session.err()).contains(python.toString(), "python3-torch").doesNotContain("Exception");
            assertThat(session.out()).isEmpty();
        }
    }

    @Test
    void aPeerThatComputesSomethingElseDoesNotCount() throws IOException {
        Path python = peer(HELLO.formatted("openblas/lib"), "{\"cpu_ms\":1000,\"wall_ms\":1000,\"values\":[1]}");
        CommandLineSession session = bench(python);
        assertThat(session.out()).contains("DOES NOT COUNT", "digits", "a stand-in");
        assertThat(session.code()).isEqualTo(ExitCode.TRIAL_FAILED);
    }

    @Test
    void aPeerThatFailsIsQuotedInOneLine() throws IOException {
        CommandLineSession session = bench(peer(HELLO.formatted("openblas/lib"), "{\"error\":\"out of memory\"}"));
        assertThat(session.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(session.errors()).as(session.err()).hasSize(1);
        assertThat(session.err()).contains("out of memory");
    }

    @Test
    void jsonIsOneDocumentAndNothingIsLeftBehind() throws IOException {
        String[] before = scratchFolders();
        Path python = peer(HELLO.formatted("blas/libblas.so.3"), "{\"cpu_ms\":2,\"wall_ms\":3,\"values\":[1]}");
        CommandLineSession session = bench(python, "--format", "json");
        JsonObject one = JsonParser.parseString(session.out()).getAsJsonObject().getAsJsonArray("cases").get(0).getAsJsonObject();
        assertThat(one.get("id").getAsString()).isEqualTo(VALUES_CASE);
        assertThat(one.getAsJsonObject("cpuMs").get("median").getAsDouble()).isPositive();
        assertThat(one.get("fractionOfPeakFlops").getAsDouble()).isBetween(0.0, 2.0);
        JsonObject row = one.getAsJsonArray("peers").get(0).getAsJsonObject();
        assertThat(row.get("counts").getAsBoolean()).isFalse();
        assertThat(row.getAsJsonObject("wallMs").get("max").getAsDouble()).isPositive();
        assertThat(scratchFolders()).containsExactlyInAnyOrder(before);
    }

    private static String[] scratchFolders() {
        return new File(System.getProperty("java.io.tmpdir")).list((at, name) -> name.startsWith("plumbline-bench"));
    }
}
