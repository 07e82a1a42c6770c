package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What {@code plumbline run --dry-run} says, with all that is installed. */
class DryRunTest {
    private static final String SMALL = "gallery:scaling-limits/tanh-adam-small";

    @TempDir
    private Path folder;

    private CommandLineSession run(String name, Object... more) {
        return CommandLineSession.run(Stream.concat(Stream.of("run", SMALL, "--set", "depth=3,6", "--set", "seed=0,1", "--set",
                "training.epochs=3", "--out", folder.resolve(name)), Stream.of(more)).toArray());
    }

    private static JsonObject json(CommandLineSession session) {
        assertThat(session.code()).as(session.err()).isZero();
        return JsonParser.parseString(session.out()).getAsJsonObject();
    }

    @Test
    void saysEverythingAndWritesNothing() throws IOException {
        CommandLineSession session = run("a", "--dry-run");
        assertThat(session.code()).as(session.err()).isZero();
        assertThat(session.out()).contains("2 cells, 4 trials; 4 to run").contains("  time    about ").contains("with 90 %")
                .contains("  memory  at most ").contains("  disk    ").contains("architecture.depth=6")
                .contains("all analyses are defined").doesNotContain("NaN");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** 1024 examples in batches of 32: 32 steps an epoch, of which there are one to three. */
    @Test
    void knowsWhatIsThereAndHowLongATrainingIs() {
        JsonObject before = json(run("a", "--dry-run", "--format", "json"));
        assertThat(before.get("toRun").getAsInt()).isEqualTo(4);
        JsonObject cell = before.getAsJsonArray("cells").get(0).getAsJsonObject();
        assertThat(cell.get("fewestSteps").getAsInt()).isEqualTo(32);
        assertThat(cell.get("mostSteps").getAsInt()).isEqualTo(96);
        assertThat(run("a").code()).isZero();
        assertThat(json(run("a", "--dry-run", "--format", "json")).get("doneHere").getAsInt()).isEqualTo(4);
        JsonObject beside = json(run("b", "--set", "depth=3,6,12", "--dry-run", "--format", "json"));
        assertThat(beside.get("doneBeside").getAsInt()).isEqualTo(4);
        assertThat(beside.get("toRun").getAsInt()).isEqualTo(2);
        CommandLineSession folderItself = CommandLineSession.run("run", folder.resolve("a"), "--dry-run");
        assertThat(folderItself.code()).isZero();
        assertThat(folderItself.out()).contains("4 of them done here").contains("nothing is left");
    }

    @Test
    void whatForbidsTheRunIsListedWithItsReason() throws IOException {
        CommandLineSession session = run("a", "--dry-run", "--set", "training.batch=33");
        assertThat(session.code()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(session.out()).contains("cannot be cut into batches of 33").contains("cannot run");
        assertThat(folder.resolve("a")).doesNotExist();
    }
}
