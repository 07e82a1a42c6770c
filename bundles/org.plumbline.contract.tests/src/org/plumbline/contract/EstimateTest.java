package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.eclipse.core.runtime.RegistryFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.gallery.Gallery;
import org.plumbline.engine.preflight.EstimateRequest;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.spi.Runner;
import org.plumbline.engine.spi.RunnerException;

/** What a run would take, found out by a process other than this one. */
@Timeout(180)
class EstimateTest {
    private final Runner runner = Installed.REGISTRY.get(ContributionKind.RUNNER, RunRequest.LOCAL).create(Runner.class);
    @TempDir
    private Path folder;

    private EstimateRequest request(String text) {
        return new EstimateRequest(text, folder.resolve("runs/it"), 2);
    }

    private static String small() throws Exception {
        try (InputStream in = Gallery.read(RegistryFactory.getRegistry()).get("scaling-limits/tanh-adam-small").experiment().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long estimators() {
        return ProcessHandle.current().descendants().filter(process -> process.info().commandLine().orElse("").contains("EstimateProgram")).count();
    }

    @Test
    void isToldByAnotherProcessThatWritesNothing() throws Exception {
        String text = runner.estimate(request(small()));
        assertThat(text).contains("28 to run").contains("  time    about ").contains("a worker process takes ").doesNotContain("NaN");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        assertThat(estimators()).isZero();
    }

    @Test
    void whatIsWrongIsOneLine() {
        assertThatThrownBy(() -> runner.estimate(request("<no experiment"))).isInstanceOf(RunnerException.class)
                .hasMessageContaining("the experiment, line 1").hasMessageNotContaining("\n");
    }

    @Test
    void anInterruptEndsTheProcess() throws Exception {
        EstimateRequest request = request(small());
        Thread asking = new Thread(() -> assertThatThrownBy(() -> runner.estimate(request)).isInstanceOf(InterruptedException.class));
        asking.start();
        while (estimators() == 0) {
            Thread.sleep(20);
        }
        asking.interrupt();
        asking.join();
        while (estimators() > 0) {
            Thread.sleep(20);
        }
    }

    @Test
    void theStartOfAWorkerIsMeasured() throws Exception {
        OptionalDouble seconds = runner.startSeconds();
        System.out.println("start of a worker process: " + seconds);
        assertThat(seconds.orElseThrow()).isBetween(0.01, 60.0);
    }
}
