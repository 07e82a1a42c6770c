package org.plumbline.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.run.RunEvent.RunFinished;
import org.plumbline.engine.run.RunEvent.TrialFinished;
import org.plumbline.store.RunFolder;

/** Who follows a run by its files hears what the process that runs it heard. */
class RunWatcherTest {
    private static final RunPlan PLAN = new PlanCompiler(TestExperiments.registry())
            .compile(TestExperiments.linearStack("2,4", 2), PlanOptions.defaults()).plan().orElseThrow();
    @TempDir
    private Path folder;

    private MutableList<RunEvent> run(RunPlan plan) throws Exception {
        MutableList<RunEvent> heard = Lists.mutable.empty();
        new RunService(TestExperiments.registry()).run(plan, new RunRequest(folder, RunRequest.LOCAL, 1, "text"), heard::add,
                new RunControl());
        return heard;
    }

    private static List<TrialRecord> records(MutableList<RunEvent> events) {
        return events.selectInstancesOf(TrialFinished.class).collect(TrialFinished::record);
    }

    @Test
    void hearsWhatTheRunHeard() throws Exception {
        MutableList<RunEvent> told = run(PLAN);
        MutableList<RunEvent> heard = Lists.mutable.empty();
        RunWatcher watcher = new RunWatcher(RunFolder.forReading(folder), PLAN, heard::add);
        assertThat(watcher.isOwned()).isFalse();
        assertThat(watcher.look()).isTrue();
        assertThat(records(heard)).isEqualTo(records(told));
        assertThat(heard.selectInstancesOf(RunFinished.class).getFirst()).isEqualTo(told.selectInstancesOf(RunFinished.class).getFirst());
        heard.clear();
        assertThat(watcher.look()).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void whatAnEarlierProcessWroteCanBeIgnored() throws Exception {
        run(PLAN);
        MutableList<RunEvent> heard = Lists.mutable.empty();
        RunWatcher watcher = new RunWatcher(RunFolder.forReading(folder), PLAN, heard::add);
        watcher.ignorePast();
        assertThat(watcher.look()).isFalse();
        run(PLAN);
        assertThat(watcher.look()).isTrue();
        assertThat(heard.selectInstancesOf(TrialFinished.class)).hasSize(4);
    }

    @Test
    void followsTheNextProcessThatTakesTheRunUp() throws Exception {
        run(PLAN);
        MutableList<RunEvent> heard = Lists.mutable.empty();
        RunWatcher watcher = new RunWatcher(RunFolder.forReading(folder), PLAN, heard::add);
        watcher.look();
        heard.clear();
        run(PLAN);
        assertThat(watcher.look()).isTrue();
        assertThat(heard.selectInstancesOf(TrialFinished.class)).hasSize(4).allMatch(TrialFinished::reused);
    }
}
