package org.plumbline.headless;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.run.Requests;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.store.Ownership;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumbline resume}: goes on with a run from its folder alone. */
@Command(name = "resume", mixinStandardHelpOptions = true,
        description = "Goes on with a run that was paused, killed or lost: trials that have a result are kept, those that were begun go on from their last checkpoint, failed and cancelled ones are tried again. The numbers are those of a run that was never stopped. With --trial or --cell, what was paused in a run that goes on.")
final class ResumeCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run folder.")
    private Path folder;

    @Mixin
    private TrialChoice choice;

    @Mixin
    private WorkerOptions workers;

    ResumeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (choice.isAll()) {
            return resume(environment, folder, workers);
        }
        RunFolder run = RunFolder.forReading(folder);
        List<String> chosen = choice.of(environment, run);
        for (String trial : chosen) {
            run.withdraw(Requests.name(TrialRequest.PAUSE, trial));
            run.withdraw(Requests.name(TrialRequest.CANCEL, trial));
        }
        if (Ownership.holder(folder).isEmpty()) {
            return resume(environment, folder, workers);
        }
        environment.out().println("asked to go on with " + chosen.size() + (chosen.size() == 1 ? " trial" : " trials"));
        return ExitCode.DONE;
    }

    static int resume(Environment environment, Path folder, WorkerOptions workers) throws IOException, InterruptedException {
        RunFolder stored = RunFolder.forReading(folder);
        RunPlan plan = RunHeader.plan(environment.registry(), stored);
        return RunExecution.run(environment, plan, new RunRequest(folder, workers.runner(), workers.workers(),
                workers.checkpointSeconds(), stored.readExperiment()));
    }

    /** @return whether there is a run in the folder */
    static boolean isRun(Path folder) {
        try {
            RunFolder.forReading(folder);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }
}
