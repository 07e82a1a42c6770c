package org.plumbline.headless;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.RunArchive;
import org.plumbline.engine.run.RunControl;
import org.plumbline.engine.run.RunOutcome;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.run.RunService;
import org.plumbline.nd4j.Backend;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline run}: runs an experiment and prints what its analyses say. */
@Command(name = "run", mixinStandardHelpOptions = true,
        description = "Runs an experiment, keeps everything in a run folder and prints the estimates. A folder that holds a part of the same run is continued.")
final class RunCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private final Environment environment;

    @Mixin
    private ExperimentOptions options;

    @Option(names = "--out", paramLabel = "DIR", description = "The run folder. Default: runs/NAME-TIME here.")
    private Path out;

    @Option(names = "--workers", paramLabel = "N", description = "Trials at the same time; results do not depend on it. Default: number of processors.")
    private Integer workers;

    RunCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int count = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        if (count < 1) {
            throw new InvalidInputException("--workers: expected at least 1, got " + count);
        }
        ExperimentOptions.Loaded loaded = options.load(environment, count);
        RunPlan plan = loaded.plan(environment.err());
        loaded.notices().forEach(notice -> environment.err().println("plumbline: " + notice));
        loaded.compilation().findings().forEach(f -> environment.err().println("plumbline: " + loaded.name() + ": " + f));
        if (plan.trials().getFirst().execution().equals(PlanOptions.GENERIC)) {
            Backend.initialise();
        }
        Path folder = out != null ? out : Path.of("runs", plan.name() + "-" + LocalDateTime.now().format(STAMP));
        RunControl control = new RunControl();
        Interrupts.pauseOnSignal(control);
        try (Progress progress = new Progress(environment.err(), environment.terminal())) {
            RunOutcome outcome = new RunService(environment.registry()).run(plan,
                    new RunRequest(folder, RunRequest.LOCAL, count, loaded.text()), progress, control);
            progress.close();
            TextReport.write(RunArchive.open(folder), folder, environment.out());
            return exitCode(outcome);
        }
    }

    private int exitCode(RunOutcome outcome) {
        if (outcome.stopped()) {
            environment.err().println("plumbline: interrupted; the same command with --out continues the run");
            return ExitCode.INTERRUPTED;
        }
        outcome.records().select(r -> r.state() != TrialState.DONE).forEach(r -> environment.err().println(
                "plumbline: trial " + r.id().substring(0, 8) + " (" + r.cell() + ", seed " + r.seed() + ") "
                        + r.state() + ": " + r.message()));
        return outcome.allDone() ? ExitCode.DONE : ExitCode.TRIAL_FAILED;
    }
}
