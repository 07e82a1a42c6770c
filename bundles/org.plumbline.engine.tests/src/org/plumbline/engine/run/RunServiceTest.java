package org.plumbline.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.model.edit.Assignment;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.store.NpyFormat;
import org.plumbline.store.RunFolder;

class RunServiceTest {
    @TempDir
    private Path folder;

    private static RunPlan plan(String depths, int seeds, String... settings) {
        Experiment experiment = TestExperiments.linearStack(depths, seeds);
        Assignment.applyAll(List.of(settings).stream().map(Assignment::parse).toList(), experiment);
        return new PlanCompiler(TestExperiments.registry()).compile(experiment, PlanOptions.defaults()).plan().orElseThrow();
    }

    private RunOutcome run(RunPlan plan, String name, int workers, RunListener listener) throws Exception {
        return new RunService(TestExperiments.registry()).run(plan,
                new RunRequest(folder.resolve(name), RunRequest.LOCAL, workers, "text"), listener, new RunControl());
    }

    @Test
    void trainsAndKeepsEverything() throws Exception {
        RunOutcome outcome = run(plan("2,4", 2), "a", 1, event -> { });
        assertThat(outcome.allDone()).isTrue();
        assertThat(outcome.records()).allSatisfy(r -> assertThat(r.finalLoss()).isLessThan(r.epochLosses().getFirst()));
        assertThat(outcome.records().collect(TrialRecord::depth)).containsExactly(2, 2, 4, 4);
        RunArchive archive = RunArchive.open(folder.resolve("a"));
        assertThat(archive.complete()).isTrue();
        assertThat(archive.records()).containsExactlyElementsOf(outcome.records());
        assertThat(archive.results()).containsExactlyElementsOf(outcome.results());
        assertThat(RunFolder.forReading(folder.resolve("a")).trials().get(0).parameters().get("A").shape()).hasSize(3);
    }

    @Test
    void bitsDoNotDependOnTheNumberOfWorkers() throws Exception {
        run(plan("2,4,8", 3), "one", 1, event -> { });
        run(plan("2,4,8", 3), "three", 3, event -> { });
        RunFolder one = RunFolder.forReading(folder.resolve("one"));
        RunFolder three = RunFolder.forReading(folder.resolve("three"));
        assertThat(one.trials()).hasSize(9);
        for (int i = 0; i < 9; i++) {
            SortedMap<String, NpyFormat.Array> a = one.trials().get(i).parameters();
            SortedMap<String, NpyFormat.Array> b = three.trials().get(i).parameters();
            assertThat(a).containsOnlyKeys("A", "b");
            a.forEach((name, array) -> assertThat(b.get(name).floats()).containsExactly(array.floats()));
        }
    }

    @Test
    void cellsThatAreThereAreNotRunAgain() throws Exception {
        run(plan("2", 2), "a", 1, event -> { });
        MutableList<RunEvent> events = Lists.mutable.empty();
        RunOutcome again = run(plan("2", 2), "a", 1, events::add);
        assertThat(again.records()).hasSize(2);
        assertThat(events).noneMatch(e -> e instanceof RunEvent.TrialStarted);
        assertThat(events.selectInstancesOf(RunEvent.RunStarted.class).getFirst().reused()).isEqualTo(2);
    }

    @Test
    void aFolderOfAnotherRunIsRefused() throws Exception {
        run(plan("2", 1), "a", 1, event -> { });
        String before = Files.readString(folder.resolve("a/run.json"));
        assertThatThrownBy(() -> run(plan("4", 1), "a", 1, event -> { })).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("another run");
        assertThat(folder.resolve("a/run.json")).hasContent(before);
    }

    @Test
    void divergenceIsAResultWithItsPlace() throws Exception {
        RunOutcome outcome = run(plan("2", 1, "optimiser.lr=1e300"), "a", 1, event -> { });
        TrialRecord record = outcome.records().getFirst();
        assertThat(record.state()).isEqualTo(TrialState.DIVERGED);
        assertThat(record.message()).contains("step").contains("not finite");
        assertThat(outcome.allDone()).isFalse();
        assertThat(RunArchive.open(folder.resolve("a")).records()).containsExactly(record);
    }

    @Test
    void aStoppedRunGoesOnWhereItWas() throws Exception {
        RunPlan plan = plan("2,4", 2);
        RunControl control = new RunControl();
        RunOutcome stopped = new RunService(TestExperiments.registry()).run(plan,
                new RunRequest(folder.resolve("a"), RunRequest.LOCAL, 1, "text"), event -> {
                    if (event instanceof RunEvent.TrialFinished) {
                        control.cancel();
                    }
                }, control);
        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.count(TrialState.DONE)).isEqualTo(1);
        RunOutcome rest = run(plan, "a", 1, event -> { });
        assertThat(rest.allDone()).isTrue();
        RunOutcome undisturbed = run(plan, "b", 1, event -> { });
        for (int i = 0; i < 4; i++) {
            assertThat(rest.records().get(i).measurements()).isEqualTo(undisturbed.records().get(i).measurements());
        }
    }
}
