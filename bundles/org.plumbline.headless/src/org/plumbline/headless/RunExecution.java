package org.plumbline.headless;

import java.io.IOException;
import java.nio.file.Path;

import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.RunArchive;
import org.plumbline.engine.run.RunControl;
import org.plumbline.engine.run.RunOutcome;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.run.RunService;
import org.plumbline.nd4j.Backend;

/** Runs a plan in the foreground: shows how it goes on, prints what its analyses say, and knows the exit code. */
final class RunExecution {
    private RunExecution() {
    }

    static int run(Environment environment, RunPlan plan, RunRequest request) throws IOException, InterruptedException {
        if (request.runner().equals(RunRequest.THREADS) && plan.trials().getFirst().execution().equals(PlanOptions.GENERIC)) {
            Backend.initialise();
        }
        RunControl control = new RunControl();
        Interrupts.pauseOnSignal(control);
        try (Progress progress = new Progress(environment.err(), environment.terminal())) {
            RunOutcome outcome = new RunService(environment.registry()).run(plan, request, progress, control);
            progress.close();
            TextReport.brief(RunArchive.open(request.folder()), request.folder(), environment.out());
            return exitCode(environment, outcome, request.folder());
        }
    }

    private static int exitCode(Environment environment, RunOutcome outcome, Path folder) {
        if (outcome.stopped()) {
            environment.err().println("plumbline: stopped; plumbline resume " + folder + " goes on as if nothing had been");
            return ExitCode.INTERRUPTED;
        }
        outcome.records().select(r -> r.state() != TrialState.DONE).forEach(r -> environment.err().println(
                "plumbline: trial " + r.id().substring(0, 8) + " (" + r.cell() + ", seed " + r.seed() + ") "
                        + r.state() + ": " + r.message()));
        return outcome.allDone() ? ExitCode.DONE : ExitCode.TRIAL_FAILED;
    }
}
