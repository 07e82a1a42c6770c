package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

import org.eclipse.core.runtime.RegistryFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.gallery.Gallery;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.RunControl;
import org.plumbline.engine.run.RunEvent;
import org.plumbline.engine.run.RunListener;
import org.plumbline.engine.run.RunOutcome;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.run.RunService;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.model.edit.Assignment;
import org.plumbline.model.io.ExperimentDocument;
import org.plumbline.model.io.ExperimentReader;
import org.plumbline.store.NpyFormat;
import org.plumbline.store.RunFolder;

/** Whatever executes the trials: each once, with the same bits, and what was stopped goes on as if nothing had been. */
@Timeout(120)
class RunnerContractTest {
    private static final int TRIALS = 4;
    @TempDir
    private Path folder;

    static Stream<Contribution> runners() {
        return Installed.all(ContributionKind.RUNNER);
    }

    private static RunPlan plan(String... settings) throws Exception {
        String id = "scaling-limits/tanh-adam-small";
        try (InputStream in = Gallery.read(RegistryFactory.getRegistry()).get(id).experiment().openStream()) {
            ExperimentDocument document = new ExperimentReader().read(in, id);
            Assignment.applyAll(Stream.concat(Stream.of("architecture.depth=4,6", "seed=0,1", "training.tolerance=0"), Stream.of(settings))
                    .map(Assignment::parse).toList(), document.experiment());
            return new PlanCompiler(Installed.REGISTRY).compile(document.experiment(), PlanOptions.of(PlanOptions.AUTO, 2)).plan()
                    .orElseThrow();
        }
    }

    private RunOutcome run(RunPlan plan, String runner, String name, RunListener listener, RunControl control) throws Exception {
        return new RunService(Installed.REGISTRY).run(plan, new RunRequest(folder.resolve(name), runner, 2, 0.01, "text"),
                listener, control);
    }

    private void assertSame(RunPlan plan, String name, RunOutcome outcome) throws Exception {
        RunOutcome reference = run(plan, RunRequest.THREADS, "reference/it", event -> { }, new RunControl());
        assertThat(outcome.allDone()).isTrue();
        assertThat(outcome.records()).hasSize(TRIALS);
        for (TrialRecord record : outcome.records()) {
            TrialRecord expected = reference.records().detect(r -> r.id().equals(record.id()));
            assertThat(record.epochLosses()).isEqualTo(expected.epochLosses());
            assertThat(record.measurements()).isEqualTo(expected.measurements());
            SortedMap<String, NpyFormat.Array> arrays = parameters(name, record.id());
            parameters("reference/it", record.id())
                    .forEach((key, array) -> assertThat(arrays.get(key).floats()).containsExactly(array.floats()));
        }
    }

    private SortedMap<String, NpyFormat.Array> parameters(String name, String id) throws Exception {
        return RunFolder.forReading(folder.resolve(name)).trial(id).parameters();
    }

    @ParameterizedTest
    @MethodSource("runners")
    void executesEachTrialOnceWithTheSameBits(Contribution runner) throws Exception {
        RunPlan plan = plan("training.epochs=20");
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
        RunPlan plan = plan("training.epochs=600");
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
        RunPlan plan = plan("training.epochs=20");
        String id = plan.trials().getLast().id();
        RunControl control = new RunControl();
        control.request(id, TrialRequest.CANCEL);
        RunOutcome outcome = run(plan, runner.id(), "run/it", event -> { }, control);
        assertThat(outcome.count(TrialState.DONE)).isEqualTo(TRIALS - 1);
        assertThat(outcome.records().noneSatisfy(r -> r.id().equals(id) && r.state() == TrialState.DONE)).isTrue();
        assertSame(plan, "run/it", run(plan, runner.id(), "run/it", event -> { }, new RunControl()));
    }
}
