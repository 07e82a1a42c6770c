package org.plumbline.headless;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.run.ReplicationGoal;
import org.plumbline.engine.run.RunRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline run}: runs an experiment and prints what its analyses say. */
@Command(name = "run", mixinStandardHelpOptions = true,
        description = "Runs an experiment, keeps everything in a run folder and prints the estimates. With a run folder instead of a file that run goes on, as by plumbline resume.")
final class RunCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private final Environment environment;

    @Mixin
    private ExperimentOptions options;

    @Option(names = "--out", paramLabel = "DIR", description = "The run folder. Default: runs/NAME-TIME here.")
    private Path out;

    @Mixin
    private WorkerOptions workers;

    @Mixin
    private ReplicationOptions replication;

    @Option(names = "--dry-run", description = "Runs nothing and writes nothing: says what the run would take in time, memory and space, and which analyses are not defined.")
    private boolean dryRun;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "Of --dry-run. Default: ${DEFAULT-VALUE}.")
    private ExplainCommand.Format format;

    RunCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (options.isFolder()) {
            if (replication.isWanted()) {
                throw new InvalidInputException("--until-width: " + options.source() + " is a run, whose goal cannot be changed");
            }
            if (out != null) {
                throw new InvalidInputException("--out: a run that goes on stays in its folder, " + options.source());
            }
            return dryRun ? DryRun.ofFolder(environment, options.unchangedFolder(), workers.workers(), format)
                    : ResumeCommand.resume(environment, options.unchangedFolder(), workers);
        }
        int count = workers.workers();
        ExperimentOptions.Loaded loaded = options.load(environment, count);
        Optional<ReplicationGoal> goal = Optional.empty();
        if (replication.isWanted()) {
            int depths = loaded.plan(environment.err()).trials().collect(TrialPlan::depth).distinct().size();
            goal = Optional.of(replication.goal(depths));
            loaded = options.load(environment, count, ReplicationOptions.seeds(loaded.document().experiment().getBaseSeed(), goal.get().most()));
        }
        if (dryRun) {
            loaded.notices().forEach(notice -> environment.err().println("plumbline: " + notice));
            return DryRun.of(environment, loaded.compilation(), loaded.name(), folder(loaded.document().experiment().getName()), count, format);
        }
        RunPlan plan = loaded.plan(environment.err());
        String name = loaded.name();
        loaded.notices().forEach(notice -> environment.err().println("plumbline: " + notice));
        loaded.compilation().findings().forEach(f -> environment.err().println("plumbline: " + name + ": " + f));
        Path folder = folder(plan.name());
        return RunExecution.run(environment, plan,
                new RunRequest(folder, workers.runner(), count, workers.checkpointSeconds(), loaded.text(), goal));
    }

    private Path folder(String experiment) {
        return out != null ? out : Path.of("runs", experiment + "-" + LocalDateTime.now().format(STAMP));
    }
}
