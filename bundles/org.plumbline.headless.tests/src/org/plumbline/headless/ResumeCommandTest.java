package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go on, and what others want of them, by the command line. */
class ResumeCommandTest {
    @TempDir
    private Path folder;
    private Path run;

    @BeforeEach
    void train() {
        run = folder.resolve("run");
        CommandLineSession session = CommandLineSession.run("run", "gallery:scaling-limits/tanh-adam-small", "--set", "depth=3,6", "--set",
                "seed=0,1", "--out", run, "--runner", "threads");
        assertThat(session.code()).as(session.err()).isZero();
    }

    private String onlyTrial() throws Exception {
        try (var walk = Files.walk(run.resolve("trials"), 2)) {
            return walk.filter(path -> path.getFileName().toString().length() > 8).sorted().findFirst().orElseThrow().getFileName().toString();
        }
    }

    @Test
    void whatIsThereIsKeptAndWhatIsMissingIsRun() throws Exception {
        String id = onlyTrial();
        Path trial = run.resolve("trials").resolve(id.substring(0, 2)).resolve(id);
        byte[] before = Files.readAllBytes(trial.resolve("attempts").resolve(Files.readString(trial.resolve("winner"))).resolve("parameters.npz"));
        Files.delete(trial.resolve("winner"));
        CommandLineSession session = CommandLineSession.run("resume", run, "--runner", "threads");
        assertThat(session.code()).as(session.err()).isZero();
        assertThat(session.err()).contains("3 of 4 trials are already there");
        assertThat(session.out()).contains("4 done");
        assertThat(Files.readAllBytes(trial.resolve("attempts").resolve(Files.readString(trial.resolve("winner"))).resolve("parameters.npz")))
                .isEqualTo(before);
        assertThat(CommandLineSession.run("run", run, "--runner", "threads").err()).contains("4 of 4 trials are already there");
    }

    @Test
    void aRunBesideItComputesTheMissingCellsAlone() {
        CommandLineSession session = CommandLineSession.run("run", "gallery:scaling-limits/tanh-adam-small", "--set", "depth=3,6,12", "--set",
                "seed=0,1", "--out", folder.resolve("more"), "--runner", "threads");
        assertThat(session.code()).as(session.err()).isZero();
        assertThat(session.err()).contains("4 of 6 trials are already there");
        assertThat(session.out()).contains("6 done");
    }

    @Test
    void whatCannotBeDoneIsOneLine() {
        assertThat(CommandLineSession.run("resume", folder.resolve("none")).errors()).singleElement().asString()
                .contains("no run in").contains("none");
        CommandLineSession changed = CommandLineSession.run("run", run, "--set", "optimiser.lr=0.1");
        assertThat(changed.code()).isEqualTo(2);
        assertThat(changed.errors()).singleElement().asString().contains("cannot be changed");
        CommandLineSession pause = CommandLineSession.run("pause", run);
        assertThat(pause.code()).isEqualTo(2);
        assertThat(pause.errors()).singleElement().asString().contains("nobody runs").contains("nothing to pause");
        CommandLineSession cell = CommandLineSession.run("cancel", run, "--cell", "architecture.depth=7");
        assertThat(cell.code()).isEqualTo(2);
        assertThat(cell.errors()).singleElement().asString().contains("no trial of");
        assertThat(CommandLineSession.run("resume", run, "--checkpoint", "-1").errors()).singleElement().asString().contains("got -1");
        assertThat(CommandLineSession.run("resume", run, "--runner", "moon").errors()).singleElement().asString()
                .contains("unknown runner 'moon'").contains("threads");
    }

    @Test
    void whatIsWantedOfACellIsForgottenWhenTheRunGoesOn() {
        assertThat(CommandLineSession.run("pause", run, "--cell", "architecture.depth=3").out()).contains("asked to pause 2 trials");
        assertThat(run.resolve("requests")).isDirectoryContaining("glob:**/pause-*");
        assertThat(CommandLineSession.run("resume", run, "--runner", "threads").code()).isZero();
        assertThat(run.resolve("requests")).isEmptyDirectory();
    }
}
