package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.run.Requests;
import org.plumbline.engine.run.RunControl;
import org.plumbline.engine.run.RunEvent;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.run.RunService;
import org.plumbline.engine.run.RunWatcher;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.store.Ownership;
import org.plumbline.store.RunFolder;

/** Two runs in processes of their own that want the same cells at the same time, as two workbenches may. */
@Timeout(300)
class TwoRunsTest {
    @TempDir
    private Path folder;
    private final RunService service = new RunService(Installed.REGISTRY);

    /** A run that another process executes. */
    private final class Other {
        private final RunWatcher watcher;
        private final Path path;
        private final List<String> computed = new ArrayList<>();
        private final AtomicInteger progress = new AtomicInteger();
        private final List<String> notices = new ArrayList<>();
        private boolean ended;

        Other(RunPlan plan, String name) throws Exception {
            path = folder.resolve("runs").resolve(name);
            service.launch(plan, new RunRequest(path, RunRequest.LOCAL, 2, 0.2, "text"));
            watcher = new RunWatcher(RunFolder.forReading(path), plan, event -> {
                switch (event) {
                    case RunEvent.TrialFinished finished when !finished.reused() -> computed.add(finished.trial().id());
                    case RunEvent.TrialProgress step -> progress.incrementAndGet();
                    case RunEvent.Notice notice -> notices.add(notice.text());
                    default -> { }
                }
            });
        }

        boolean look() throws Exception {
            ended |= watcher.look();
            return ended && !watcher.isOwned();
        }
    }

    private void assertSame(RunPlan plan, Other... runs) throws Exception {
        Path reference = folder.resolve("reference/it");
        service.run(plan, new RunRequest(reference, RunRequest.THREADS, 2, "text"), event -> { }, new RunControl());
        for (Other run : runs) {
            SmallRuns.assertSame(plan, run.path, reference);
        }
    }

    @Test
    void computeEachCellOnce() throws Exception {
        RunPlan plan = SmallRuns.plan("training.epochs=60", "seed=0,1,2,3");
        Other a = new Other(plan, "a");
        Other b = new Other(plan, "b");
        for (boolean both = false; !both;) {
            Thread.sleep(100);
            both = a.look() & b.look();
        }
        List<String> all = new ArrayList<>(a.computed);
        all.addAll(b.computed);
        assertThat(all).as("computed by a: %s, by b: %s", a.computed, b.computed).hasSameSizeAs(plan.trials().castToList()).doesNotHaveDuplicates();
        assertThat(folder.resolve("runs/.claims")).doesNotExist();
        assertSame(plan, a, b);
    }

    /** The one that waits takes over what was begun when the other's process is gone. */
    @Test
    void oneTakesOverWhenTheOtherIsKilled() throws Exception {
        RunPlan plan = SmallRuns.plan("training.epochs=1000000", "architecture.depth=4");
        Other a = new Other(plan, "a");
        while (a.progress.get() == 0) {
            Thread.sleep(20);
            a.look();
        }
        Other b = new Other(plan, "b");
        while (b.notices.isEmpty()) {
            Thread.sleep(20);
            b.look();
        }
        assertThat(b.notices).singleElement().asString().contains("computed by another run, a;");
        assertThat(b.progress.get()).isZero();
        ProcessHandle.of(Ownership.holder(a.path).orElseThrow().pid()).orElseThrow().destroyForcibly();
        while (b.progress.get() == 0) {
            Thread.sleep(20);
            b.look();
        }
        RunFolder.forReading(b.path).request(Requests.name(TrialRequest.CANCEL));
        while (!b.look()) {
            Thread.sleep(20);
        }
    }
}
