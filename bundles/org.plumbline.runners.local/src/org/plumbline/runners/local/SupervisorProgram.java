package org.plumbline.runners.local;

import java.nio.file.Path;

import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.run.RunControl;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.engine.run.RunOutcome;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.run.RunService;
import org.plumbline.store.RunFolder;

/** Executes a run that is described in its folder, for a workbench that may be closed meanwhile; started by {@link WorkerMain}. */
public final class SupervisorProgram {
    private SupervisorProgram() {
    }

    /** @param arguments run folder, number of workers, seconds between checkpoints */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        ContributionRegistry registry = ClassPathRegistry.read(SupervisorProgram.class.getClassLoader());
        RunFolder stored = RunFolder.forReading(folder);
        RunControl control = new RunControl();
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            control.pause();
            try {
                main.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "pause the run"));
        RunOutcome outcome = new RunService(registry).takeUp(RunHeader.plan(registry, stored), new RunRequest(folder, RunRequest.LOCAL,
                Integer.parseInt(arguments[1]), Double.parseDouble(arguments[2]), stored.readExperiment()), event -> { }, control);
        System.out.println(outcome.records().size() + " trials have ended");
    }
}
