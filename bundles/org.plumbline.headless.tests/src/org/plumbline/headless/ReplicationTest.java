package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicationTest {
    @TempDir
    private Path folder;

    private CommandLineSession run(Object... more) {
        return CommandLineSession.run(Stream.concat(Stream.of("run", "gallery:scaling-limits/tanh-adam-small", "--set", "depth=3,6,12", "--set",
                "training.epochs=1", "--runner", "threads", "--out", folder.resolve("it")), Stream.of(more)).toArray());
    }

    @Test
    void addsSeedsUntilTheBudgetEnds() {
        CommandLineSession session = run("--until-width", "1e-9", "--budget", "24");
        assertThat(session.code()).as(session.err()).isZero();
        assertThat(session.err()).contains("look 1 of ").contains("the budget ends");
        assertThat(CommandLineSession.run("report", folder.resolve("it")).out()).contains("planned before the first step").contains("at most 8 seeds of each depth");
        CommandLineSession again = CommandLineSession.run("run", folder.resolve("it"), "--runner", "threads");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).contains("the budget ends");
    }

    @Test
    void badInputIsOneLine() {
        for (Object[] more : new Object[][] {{"--until-width", "0"}, {"--until-width", "0.1", "--budget", "5"}, {"--budget", "5"},
            {"--until-width", "0.1", "--set", "optimiser.lr=0.1,0.01"}, {"--until-width", "0.1", "--set", "depth=3"}}) {
            CommandLineSession session = run(more);
            assertThat(session.code()).isEqualTo(ExitCode.INVALID_INPUT);
            assertThat(session.errors()).singleElement().asString().startsWith("plumbline: ");
            assertThat(folder.resolve("it")).doesNotExist();
        }
    }
}
