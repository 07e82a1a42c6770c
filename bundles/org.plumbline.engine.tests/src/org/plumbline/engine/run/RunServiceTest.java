package org.plumbline.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.ComponentPlan;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.trial.DataCache;
import org.plumbline.engine.trial.TrainedTrials;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.model.edit.Assignment;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.store.NpyFormat;
import org.plumbline.store.OwnedException;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

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
        run(plan("2,4,8", 3), "one/run", 1, event -> { });
        run(plan("2,4,8", 3), "three/run", 3, event -> { });
        RunFolder one = RunFolder.forReading(folder.resolve("one/run"));
        RunFolder three = RunFolder.forReading(folder.resolve("three/run"));
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
    void anExtendedSweepRunsTheMissingCellsAlone() throws Exception {
        run(plan("2,4", 2), "a", 1, event -> { });
        MutableList<RunEvent> events = Lists.mutable.empty();
        RunOutcome extended = run(plan("2,4,8", 3), "b", 1, events::add);
        assertThat(extended.allDone()).isTrue();
        assertThat(extended.records()).hasSize(9);
        assertThat(events.selectInstancesOf(RunEvent.TrialStarted.class)).hasSize(5);
        RunOutcome anew = run(plan("2,4,8", 3), "elsewhere/b", 1, event -> { });
        for (int i = 0; i < 9; i++) {
            assertThat(extended.records().get(i).measurements()).isEqualTo(anew.records().get(i).measurements());
        }
        events.clear();
        run(plan("2,4", 2, "optimiser.lr=0.25"), "c", 1, events::add);
        assertThat(events.selectInstancesOf(RunEvent.TrialStarted.class)).hasSize(4);
    }

    @Test
    void aContributionThatThrowsIsNamedAndLeftOutAfterThree() throws Exception {
        MutableList<RunEvent> events = Lists.mutable.empty();
        RunOutcome outcome = run(plan("2,4", 3, "optimiser.lr=-1"), "a", 1, events::add);
        assertThat(outcome.count(TrialState.FAILED)).isEqualTo(3);
        assertThat(outcome.records().getFirst().message()).contains("optimiser 'descent' of bundle test").contains("cannot climb");
        assertThat(events.selectInstancesOf(RunEvent.TrialStarted.class)).hasSize(3);
        assertThat(events.selectInstancesOf(RunEvent.Notice.class).collect(RunEvent.Notice::text)).anyMatch(t -> t.contains("optimiser 'descent'"));
    }

    @Test
    void anEmptyWinnerIsThatOfAKilledProcess() throws Exception {
        run(plan("2", 1), "a", 1, event -> { });
        String id = plan("2", 1).trials().getFirst().id();
        Path winner = folder.resolve("a/trials").resolve(id.substring(0, 2)).resolve(id).resolve("winner");
        Files.writeString(winner, "");
        assertThat(RunArchive.open(folder.resolve("a")).complete()).isFalse();
        assertThat(run(plan("2", 1), "a", 1, event -> { }).allDone()).isTrue();
        assertThat(winner).isNotEmptyFile();
    }

    @Test
    void anAnalysisThatThrowsIsSaidOnceAndTheRunEnds() throws Exception {
        MutableList<RunEvent> events = Lists.mutable.empty();
        RunPlan plan = plan("2,4", 2);
        ComponentPlan broken = new ComponentPlan("broken", ContributionKind.ANALYSIS, "missing", "1", Settings.of(Map.of()));
        RunOutcome outcome = run(new RunPlan(plan.name(), plan.title(), plan.trials(), plan.analyses().newWith(broken)), "a", 1, events::add);
        assertThat(outcome.allDone()).isTrue();
        assertThat(outcome.results()).isNotEmpty();
        assertThat(events.selectInstancesOf(RunEvent.Notice.class)).singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("'missing'").contains("no result"));
    }

    @Test
    void aStoredPlanIsThePlan() throws Exception {
        RunPlan plan = plan("2,4,8", 3);
        run(plan, "a", 1, event -> { });
        RunPlan stored = RunHeader.plan(TestExperiments.registry(), RunFolder.forReading(folder.resolve("a")));
        assertThat(stored).isEqualTo(plan);
    }

    @Test
    void aChangedPlanIsRefused() throws Exception {
        run(plan("2", 1), "a", 1, event -> { });
        Path file = folder.resolve("a/run.json");
        Files.writeString(file, Files.readString(file).replace("\"lr\": 0.5", "\"lr\": 0.25"));
        assertThatThrownBy(() -> RunHeader.plan(TestExperiments.registry(), RunFolder.forReading(folder.resolve("a"))))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("has been changed");
    }

    @Test
    void aRunHasOneOwner() throws Exception {
        RunPlan plan = plan("2", 1);
        assertThatThrownBy(() -> run(plan, "a", 1, event -> {
            if (event instanceof RunEvent.RunStarted) {
                try {
                    run(plan, "a", 1, inner -> { });
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        })).hasRootCauseInstanceOf(OwnedException.class).hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void requestsOfOthersAreHeard() throws Exception {
        RunPlan plan = plan("2,4", 1, "training.steps=1000000");
        RunOutcome paused = run(plan, "a", 1, event -> {
            if (event instanceof RunEvent.TrialStarted) {
                try {
                    RunFolder.forReading(folder.resolve("a")).request(Requests.name(TrialRequest.PAUSE));
                } catch (StoreException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        assertThat(paused.stopped()).isTrue();
        assertThat(paused.records()).isEmpty();
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
        RunOutcome undisturbed = run(plan, "elsewhere/b", 1, event -> { });
        for (int i = 0; i < 4; i++) {
            assertThat(rest.records().get(i).measurements()).isEqualTo(undisturbed.records().get(i).measurements());
        }
    }

    @Test
    void observationsGoOnAfterAPause() throws Exception {
        RunPlan plan = plan("3", 1, "training.steps=200");
        RunControl control = new RunControl();
        new RunService(TestExperiments.registry()).run(plan, new RunRequest(folder.resolve("a"), RunRequest.LOCAL, 1, "text"), event -> {
            if (event instanceof RunEvent.TrialProgress progress && progress.steps() == 70) {
                control.pause();
            }
        }, control);
        assertThat(run(plan, "a", 1, event -> { }).allDone()).isTrue();
        run(plan, "elsewhere/b", 1, event -> { });
        StoredTrials paused = stored(plan, "a");
        StoredTrials undisturbed = stored(plan, "elsewhere/b");
        Observations a = paused.observations(paused.records().getFirst());
        Observations b = undisturbed.observations(undisturbed.records().getFirst());
        assertThat(a.scalars()).containsExactly("losses (sum)");
        assertThat(a.scalar("losses (sum)").steps()).hasSize(200).containsExactly(b.scalar("losses (sum)").steps());
        assertThat(a.scalar("losses (sum)").values()).containsExactly(b.scalar("losses (sum)").values());
        assertThat(a.series()).containsExactly("max(A)");
        assertThat(a.series("max(A)").orElseThrow().steps()).hasSize(200);
        assertThat(a.series("max(A)").orElseThrow().values()).isDeepEqualTo(b.series("max(A)").orElseThrow().values());
        assertThat(a.series("other")).isEmpty();
    }

    @Test
    void anAnalysisSeesTheTrainedNetworks() throws Exception {
        RunPlan plan = plan("2,4", 1);
        run(plan, "a", 1, event -> { });
        StoredTrials trials = stored(plan, "a");
        for (TrialRecord record : trials.records()) {
            TrainedNetwork trained = trials.trained(record).orElseThrow();
            double[] parameters = trained.parameters().doubles(trained.parameters().length());
            assertThat(Arrays.stream(parameters).map(p -> p * p).sum()).isCloseTo(record.measurements().get("analysis/size"), within(1e-12));
            double[] outputs = trained.outputs(trained.data().trainInputs());
            assertThat(trained.objective().value(outputs, trained.data().trainTargets(), 8, 2)).isBetween(0.0, record.finalLoss());
        }
    }

    private StoredTrials stored(RunPlan plan, String name) throws Exception {
        return new StoredTrials(RunFolder.forReading(folder.resolve(name)), plan.trials().groupByUniqueKey(TrialPlan::id),
                new TrainedTrials(TestExperiments.registry(), new DataCache(1)), RunArchive.open(folder.resolve(name)).records(), "analysis");
    }
}
