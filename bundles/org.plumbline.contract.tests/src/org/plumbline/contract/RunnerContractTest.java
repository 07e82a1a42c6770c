package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.RunControl;
import org.plumbline.engine.run.RunEvent;
import org.plumbline.engine.run.RunListener;
import org.plumbline.engine.run.RunOutcome;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.run.RunService;
import org.plumbline.engine.trial.TrialRequest;

/** Whatever executes the trials: each once, with the same bits, and what was stopped goes on as if nothing had been. */
@Timeout(120)
class RunnerContractTest {
    private static final int TRIALS = 4;
    @TempDir
    private Path folder;

    static Stream<Contribution> runners() {
        return Installed.all(ContributionKind.RUNNER);
    }

    private RunOutcome run(RunPlan plan, String runner, String name, RunListener listener, RunControl control) throws Exception {
        return new RunService(Installed.REGISTRY).run(plan, new RunRequest(folder.resolve(name), runner, 2, 0.01, "text"),
                listener, control);
    }

    private void assertSame(RunPlan plan, String name, RunOutcome outcome) throws Exception {
        assertThat(outcome.allDone()).isTrue();
        run(plan, RunRequest.THREADS, "reference/it", event -> { }, new RunControl());
        SmallRuns.assertSame(plan, folder.resolve(name), folder.resolve("reference/it"));
    }

    @ParameterizedTest
    @MethodSource("runners")
    void executesEachTrialOnceWithTheSameBits(Contribution runner) throws Exception {
        RunPlan plan = SmallRuns.plan("training.epochs=20");
        List<String> started = new ArrayList<>();
        RunOutcome outcome = run(plan, runner.id(), "run/it", event -> {
            if (event instanceof RunEvent.TrialStarted start) {
                started.add(start.trial().id());
            }
        }, new RunControl());
        assertThat(started).hasSize(TRIALS).doesNotHaveDuplicates();
        assertSame(plan, "run/it", outcome);
    }

    @ParameterizedTest
    @MethodSource("runners")
    void whatWasPausedGoesOnWithTheSameBits(Contribution runner) throws Exception {
        RunPlan plan = SmallRuns.plan("training.epochs=600");
        RunControl control = new RunControl();
        RunOutcome paused = run(plan, runner.id(), "run/it", event -> {
            if (event instanceof RunEvent.TrialProgress progress && progress.epoch() > 1) {
                control.pause();
            }
        }, control);
        assertThat(paused.stopped()).isTrue();
        assertThat(paused.records()).hasSizeLessThan(TRIALS);
        assertSame(plan, "run/it", run(plan, runner.id(), "run/it", event -> { }, new RunControl()));
    }

    @ParameterizedTest
    @MethodSource("runners")
    void oneTrialIsCancelledAndTheOthersGoOn(Contribution runner) throws Exception {
        RunPlan plan = SmallRuns.plan("training.epochs=20");
        String id = plan.trials().getLast().id();
        RunControl control = new RunControl();
        control.request(id, TrialRequest.CANCEL);
        RunOutcome outcome = run(plan, runner.id(), "run/it", event -> { }, control);
        assertThat(outcome.count(TrialState.DONE)).isEqualTo(TRIALS - 1);
        assertThat(outcome.records().noneSatisfy(r -> r.id().equals(id) && r.state() == TrialState.DONE)).isTrue();
        assertSame(plan, "run/it", run(plan, runner.id(), "run/it", event -> { }, new RunControl()));
    }
}
