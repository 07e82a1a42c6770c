package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.run.RunControl;
import org.plumbline.engine.run.RunEvent;
import org.plumbline.engine.run.RunOutcome;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.run.RunService;
import org.plumbline.engine.run.RunWatcher;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.store.RunFolder;

/**
 * Processes that are killed at random moments, also in the middle of a write: the run ends with the bits of one that was left
 * alone. The system property {@code plumbline.kills} asks for more kills than the usual few.
 */
@Timeout(900)
class KillTest {
    private static final int KILLS = Integer.getInteger("plumbline.kills", 6);
    private static final double CHECKPOINTS = 0.05;
    private final RandomStream moments = Installed.stream("kills");
    @TempDir
    private Path folder;
    private RunPlan plan;
    private Path run;
    private Path reference;

    @BeforeEach
    void train() throws Exception {
        plan = SmallRuns.plan("training.epochs=" + 400 * KILLS);
        run = folder.resolve("run/it");
        reference = folder.resolve("reference/it");
        RunOutcome undisturbed = new RunService(Installed.REGISTRY).run(plan, new RunRequest(reference, RunRequest.THREADS, 2, "text"),
                event -> { }, new RunControl());
        assertThat(undisturbed.allDone()).isTrue();
    }

    private static List<ProcessHandle> descendants(String program) {
        return ProcessHandle.current().descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(program)).toList();
    }

    private void pause(int milliseconds) {
        try {
            Thread.sleep(moments.nextInt(milliseconds));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void killedWorkersLoseNothing() throws Exception {
        AtomicInteger progress = new AtomicInteger();
        AtomicInteger kills = new AtomicInteger();
        Thread killer = new Thread(() -> {
            while (kills.get() < KILLS && !Thread.currentThread().isInterrupted()) {
                int before = progress.get();
                while (progress.get() == before && !Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                pause(300);
                List<ProcessHandle> workers = descendants("WorkerProgram");
                if (!workers.isEmpty() && workers.get(moments.nextInt(workers.size())).destroyForcibly()) {
                    kills.incrementAndGet();
                }
            }
        });
        killer.setDaemon(true);
        killer.start();
        RunOutcome outcome = new RunService(Installed.REGISTRY).run(plan, new RunRequest(run, RunRequest.LOCAL, 2, CHECKPOINTS, "text"),
                event -> {
                    if (event instanceof RunEvent.TrialProgress) {
                        progress.incrementAndGet();
                    }
                }, new RunControl());
        killer.interrupt();
        System.out.println("workers killed: " + kills.get());
        assertThat(kills.get()).as("processes killed").isPositive();
        assertThat(outcome.allDone()).isTrue();
        SmallRuns.assertSame(plan, run, reference);
    }

    @Test
    void aRunWhoseProcessIsKilledGoesOnFromItsFiles() throws Exception {
        AtomicInteger progress = new AtomicInteger();
        RunService service = new RunService(Installed.REGISTRY);
        RunRequest request = new RunRequest(run, RunRequest.LOCAL, 2, CHECKPOINTS, "text");
        service.launch(plan, request);
        RunWatcher watcher = new RunWatcher(RunFolder.forReading(run), plan, event -> {
            if (event instanceof RunEvent.TrialProgress) {
                progress.incrementAndGet();
            }
        });
        while (progress.get() < 2) {
            Thread.sleep(20);
            watcher.look();
        }
        pause(300);
        descendants("SupervisorProgram").forEach(ProcessHandle::destroyForcibly);
        while (watcher.isOwned()) {
            Thread.sleep(20);
        }
        assertThat(watcher.look()).as("whether it has ended").isFalse();
        service.launch(plan, request);
        while (!watcher.look() || watcher.isOwned()) {
            Thread.sleep(50);
        }
        SmallRuns.assertSame(plan, run, reference);
    }
}
