package org.plumbline.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.collections.api.factory.Lists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.plan.Compilation;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.run.RunControl;
import org.plumbline.engine.run.RunOutcome;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.run.RunService;
import org.plumbline.model.edit.Assignment;
import org.plumbline.model.experiment.Experiment;

import com.google.gson.JsonObject;

class PreflightServiceTest {
    private static final long PLENTY = 1L << 50;
    /** The steps of these networks take microseconds. */
    private static final double PACE = 0.1;
    @TempDir
    private Path folder;

    private static Compilation compile(String depths, int seeds, String... settings) {
        Experiment experiment = TestExperiments.linearStack(depths, seeds);
        Assignment.applyAll(List.of(settings).stream().map(Assignment::parse).toList(), experiment);
        return new PlanCompiler(TestExperiments.registry()).compile(experiment, PlanOptions.defaults());
    }

    private Preflight preflight(Compilation compilation, String name, long free) throws Exception {
        return new PreflightService(TestExperiments.registry(), path -> new DiskSpace("the little disk", free, 512), PACE)
                .of(compilation, "stack", folder.resolve(name), 2);
    }

    private RunOutcome run(Compilation compilation, String name) throws Exception {
        return new RunService(TestExperiments.registry()).run(compilation.plan().orElseThrow(),
                new RunRequest(folder.resolve(name), RunRequest.LOCAL, 2, "text"), event -> { }, new RunControl());
    }

    private long bytes(String name, String file) throws IOException {
        long sum = 0;
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            for (Path path : files.filter(f -> f.getFileName().toString().matches(file)).toList()) {
                sum += Files.size(path);
            }
        }
        return sum;
    }

    @Test
    void countsWhatIsKnownHereAndBeside() throws Exception {
        run(compile("2", 2), "a");
        run(compile("2,4", 2), "b");
        Preflight all = preflight(compile("2,4", 2), "b", PLENTY);
        assertThat(all.here()).isEqualTo(4);
        assertThat(all.pending()).isZero();
        assertThat(all.time()).isEmpty();
        assertThat(PreflightText.of(all)).contains("4 trials, 4 of them done here", "nothing is left");
        Preflight more = preflight(compile("2,4,8", 3), "c", PLENTY);
        assertThat(more.trials()).isEqualTo(9);
        assertThat(more.here()).isZero();
        assertThat(more.beside()).isEqualTo(4);
        assertThat(more.pending()).isEqualTo(5);
        assertThat(more.cells().collect(CellEstimate::pending)).containsExactly(1, 1, 3);
    }

    @Test
    void writesNothing() throws Exception {
        Preflight preflight = preflight(compile("2,4", 1), "sub/run", PLENTY);
        assertThat(preflight.possible()).isTrue();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** What was said of the disk, beside what the run then wrote. */
    @Test
    void theDiskIsKnownBefore() throws Exception {
        Compilation compilation = compile("2,4,8", 2);
        DiskNeed need = preflight(compilation, "a", PLENTY).disk().orElseThrow();
        run(compilation, "a");
        assertThat(need.parameters()).isEqualTo(bytes("a", "parameters\\.npz"));
        assertThat(need.kept()).isGreaterThanOrEqualTo(bytes("a/trials", ".*\\.npz|.*\\.json|winner"));
        assertThat(need.peak()).isGreaterThan(need.kept());
    }

    @Test
    void tooLittleSpaceIsAFinding() throws Exception {
        Preflight preflight = preflight(compile("2", 1), "a", 1000);
        assertThat(preflight.possible()).isFalse();
        assertThat(preflight.findings().getLast().text()).contains("the little disk").contains("1.0 kB").contains("may need");
        assertThat(preflight(compile("2", 1), "a", -1).possible()).as("not known").isTrue();
    }

    /** The trial that takes the most, and the two that do. */
    @Test
    void memoryIsThatOfTheTrialsAtWork() throws Exception {
        Preflight one = preflight(compile("64", 1), "a", PLENTY);
        Preflight both = preflight(compile("2,64", 1), "a", PLENTY);
        Preflight two = preflight(compile("64", 2), "a", PLENTY);
        assertThat(both.memory()).isEqualTo(one.memory());
        assertThat(one.together()).isEqualTo(one.memory());
        assertThat(two.together()).isEqualTo(one.memory().times(2));
        assertThat(both.together().total()).isBetween(one.memory().total() * 1.01, one.memory().total() * 1.99);
    }

    /** A ratio with a wide margin, for the machine may be busy: calibrated, and then from the times of the first run. */
    @Test
    void theIntervalHoldsTheMeasuredTime() throws Exception {
        String steps = "training.steps=400";
        Preflight calibrated = preflight(compile("4,16,64", 2, steps), "a", PLENTY);
        RunOutcome first = run(compile("4,16,64", 2, steps), "a");
        check(calibrated, first);
        assertThat(calibrated.notes().makeString()).contains("measured now");
        Preflight learned = preflight(compile("4,16,64", 2, steps, "seed=7,8,9"), "b", PLENTY);
        assertThat(learned.notes().makeString()).contains("trials that ended on this machine").contains("used 100 %");
        check(learned, run(compile("4,16,64", 2, steps, "seed=7,8,9"), "b"));
    }

    private static void check(Preflight preflight, RunOutcome outcome) {
        TimeSpan time = preflight.time().orElseThrow();
        double measured = outcome.records().sumOfDouble(TrialRecord::seconds) / 2;
        assertThat(time.low()).isLessThan(time.seconds());
        assertThat(time.seconds()).isLessThan(time.high());
        assertThat(measured).isBetween(time.low() / 20, time.high() * 20);
    }

    @Test
    void analysesThatAreNotDefinedAreListedWithTheirReasons() throws Exception {
        Finding scaling = Finding.error("scaling", "there is no stack of layers");
        Finding jacobian = Finding.error("jacobian", "input and output differ");
        Finding other = Finding.error("optimiser.lr", "expected at least 0");
        Preflight refused = preflight(new Compilation(Optional.empty(), Lists.immutable.with(other, scaling, jacobian),
                Lists.immutable.with(scaling, jacobian)), "a", PLENTY);
        assertThat(refused.possible()).isFalse();
        assertThat(PreflightText.of(refused).lines()).containsExactly("stack: error: optimiser.lr: expected at least 0",
                "stack: analyses that are not defined for this architecture:", "  scaling: there is no stack of layers",
                "  jacobian: input and output differ", "stack: cannot run");
        JsonObject json = PreflightJson.of(refused);
        assertThat(json.get("possible").getAsBoolean()).isFalse();
        assertThat(json.getAsJsonArray("notDefined")).hasSize(2);
        assertThat(json.has("time")).isFalse();
    }

    @Test
    void durationsForPeople() {
        assertThat(PreflightText.duration(0.0123)).isEqualTo("12.3 ms");
        assertThat(PreflightText.duration(2e-5)).isEqualTo("20.0 us");
        assertThat(PreflightText.duration(59.4)).isEqualTo("59 s");
        assertThat(PreflightText.duration(125)).isEqualTo("2 min 5 s");
        assertThat(PreflightText.duration(7500)).isEqualTo("2 h 5 min");
        assertThat(PreflightText.duration(3 * 86400 + 7200)).isEqualTo("3 d 2 h");
    }
}
