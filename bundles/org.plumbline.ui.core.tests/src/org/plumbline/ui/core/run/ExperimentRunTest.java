package org.plumbline.ui.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.plan.ArchitecturePlan;
import org.plumbline.engine.plan.ComponentPlan;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.RunEvent;
import org.plumbline.engine.run.RunOutcome;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.store.RunFolder;

class ExperimentRunTest {
    private static final double NANOS = 1e9;

    private final ImmutableList<TrialPlan> trials = Lists.immutable.with(trial(8, 100), trial(16, 300), trial(32, 600));
    private final AtomicInteger changes = new AtomicInteger();
    @TempDir
    private Path folder;
    private ExperimentRun run;

    @BeforeEach
    void open() {
        run = new ExperimentRun(new RunPlan("sample", "Sample", trials, Lists.immutable.empty()), folder, 2, changes::incrementAndGet);
    }

    private static TrialPlan trial(int depth, int parameters) {
        ComponentPlan part = new ComponentPlan("part", ContributionKind.DATASET, "any", "1", Settings.of(Map.of()));
        ComponentPlan network = new ComponentPlan("architecture", ContributionKind.ARCHITECTURE, "any", "1",
                Settings.of(Map.of("depth", (long) depth)));
        return TrialPlan.of(SortedMaps.immutable.with("architecture.depth", Integer.toString(depth)), 0, part, "",
                new ArchitecturePlan.Family(network), part, part, part, part, Lists.immutable.empty(), "auto", Memory.NONE, depth, parameters);
    }

    private static TrialRecord record(TrialPlan trial, TrialState state, double loss) {
        return new TrialRecord(trial.id(), trial.cell(), trial.seed(), 8, state, "stopped", loss, 40, 5, 2.0,
                DoubleLists.immutable.empty(), SortedMaps.immutable.empty());
    }

    @Test
    void rowsFollowTheEvents() {
        assertThat(run.snapshot().rows().collect(TrialRow::state)).containsOnly(TrialState.PENDING);
        run.event(new RunEvent.TrialStarted(trials.get(1)));
        run.event(new RunEvent.TrialProgress(trials.get(1), 2, 16, 0.25));
        TrialRow running = run.snapshot().rows().get(1);
        assertThat(running.state()).isEqualTo(TrialState.RUNNING);
        assertThat(running.loss()).isEqualTo(0.25);
        run.event(new RunEvent.TrialFinished(trials.get(1), record(trials.get(1), TrialState.DIVERGED, Double.NaN), false));
        TrialRow ended = run.snapshot().rows().get(1);
        assertThat(ended.state()).isEqualTo(TrialState.DIVERGED);
        assertThat(ended.loss()).as("the last loss that was seen").isEqualTo(0.25);
        assertThat(run.snapshot().finished()).isEqualTo(1);
        assertThat(changes).hasValue(3);
    }

    @Test
    void whatCannotBeAskedIsSaid() {
        run.stop();
        assertThat(run.snapshot().message()).contains("no run in");
        assertThat(run.snapshot().phase()).isEqualTo(RunSnapshot.Phase.RUNNING);
    }

    @Test
    void aPausedTrialWaitsAndItsRunGoesOn() {
        run.event(new RunEvent.TrialStarted(trials.get(0)));
        run.event(new RunEvent.TrialFinished(trials.get(0), record(trials.get(0), TrialState.PAUSED, Double.NaN), false));
        run.event(new RunEvent.RunFinished(new RunOutcome(Lists.immutable.empty(), Lists.immutable.empty(), true)));
        assertThat(run.snapshot().finished()).isZero();
        assertThat(run.snapshot().resumable()).isTrue();
        run.goesOn();
        assertThat(run.snapshot().rows().collect(TrialRow::state)).containsOnly(TrialState.PENDING);
        assertThat(run.snapshot().active()).isTrue();
    }

    @Test
    void endsAsTheEngineSays() throws Exception {
        Files.writeString(folder.resolve("run.json"), "{}");
        run.stop();
        assertThat(RunFolder.forReading(folder).requests()).containsExactly("pause");
        assertThat(run.snapshot().phase()).isEqualTo(RunSnapshot.Phase.STOPPING);
        run.event(new RunEvent.RunFinished(new RunOutcome(Lists.immutable.empty(), Lists.immutable.empty(), true)));
        assertThat(run.snapshot().phase()).isEqualTo(RunSnapshot.Phase.STOPPED);
        assertThat(run.snapshot().active()).isFalse();
    }

    @Test
    void asksForSomeTrialsAndTakesItBack() throws Exception {
        Files.writeString(folder.resolve("run.json"), "{}");
        ImmutableList<String> two = trials.take(2).collect(TrialPlan::id);
        run.ask(TrialRequest.PAUSE, two);
        assertThat(RunFolder.forReading(folder).requests()).containsExactlyInAnyOrder("pause-" + two.get(0), "pause-" + two.get(1));
        run.ask(TrialRequest.CANCEL, two.take(1));
        assertThat(RunFolder.forReading(folder).requests()).containsExactlyInAnyOrder("cancel-" + two.get(0), "pause-" + two.get(1));
        run.ask(TrialRequest.GO_ON, two);
        assertThat(RunFolder.forReading(folder).requests()).isEmpty();
        assertThat(run.snapshot().phase()).isEqualTo(RunSnapshot.Phase.RUNNING);
    }

    @Test
    void remainingTimeGoesByTheSizeOfTheNetworks() {
        ImmutableList<TrialRow> rows = Lists.immutable.with(
                new TrialRow(trials.get(0), TrialState.DONE, 5, 40, 0.1, 2.0, "", 1),
                new TrialRow(trials.get(1), TrialState.RUNNING, 1, 8, 0.1, Double.NaN, "", (long) (10 * NANOS)),
                TrialRow.pending(trials.get(2)));
        // 2 s for 100 parameters are 0.02 s each; 900 are open: 18 s, of which the running trial has had 3; two workers.
        assertThat(RemainingTime.seconds(rows, (long) (13 * NANOS), 2)).hasValueSatisfying(
                seconds -> assertThat(seconds).isEqualTo(7.5, within(1e-9)));
        assertThat(RemainingTime.seconds(rows.drop(1), 0, 2)).isEmpty();
    }
}
