package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void useAnIndexOfOurOwn() {
        System.setProperty("plumbline.index", folder.resolve("index").toString());
    }

    @AfterEach
    void useThatOfTheUser() {
        System.clearProperty("plumbline.index");
    }

    private void run(String name, String depths) {
        assertThat(CommandLineSession.run("run", "gallery:scaling-limits/tanh-adam-small", "--set", "depth=" + depths, "--set", "seed=0,1",
                "--set", "training.epochs=2", "--runner", "threads", "--out", folder.resolve("runs").resolve(name)).code()).isZero();
    }

    @Test
    void listsRunsAndTrials() {
        run("a", "3,6");
        CommandLineSession one = CommandLineSession.run("runs", folder);
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(one.out()).contains("4/4 done").contains("runs/a");
        run("b", "6,12");
        assertThat(CommandLineSession.run("runs", folder).out().lines()).hasSize(2);
        CommandLineSession trials = CommandLineSession.run("runs", folder, "--trials", "--where", "depth=6");
        assertThat(trials.out().lines()).hasSize(4).allMatch(line -> line.contains("architecture.depth=6"));
        assertThat(trials.err()).contains("4 trials");
        assertThat(CommandLineSession.run("runs", folder, "--where", "depth=12").out().lines()).singleElement().asString()
                .contains("2 of 4 trials");
        CommandLineSession some = CommandLineSession.run("runs", folder, "--trials", "--limit", "3");
        assertThat(some.out().lines()).hasSize(3);
        assertThat(some.err()).contains("the first 3 of 8 trials");
    }

    @Test
    void badInputIsOneLine() {
        for (String[] arguments : new String[][] {{"runs", folder.resolve("none").toString()}, {"runs", folder.toString(), "--where", "nothing"},
            {"runs", folder.toString(), "--where", "no.such=1"}, {"runs", folder.toString(), "--limit", "0"}}) {
            CommandLineSession session = CommandLineSession.run((Object[]) arguments);
            assertThat(session.code()).isEqualTo(ExitCode.INVALID_INPUT);
            assertThat(session.err().lines()).singleElement().asString().startsWith("plumbline: ");
        }
    }
}
