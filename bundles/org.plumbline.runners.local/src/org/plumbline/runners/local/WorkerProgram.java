package org.plumbline.runners.local;

import java.io.PrintStream;
import java.nio.file.Path;

import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.run.TrialWorker;
import org.plumbline.store.RunFolder;

/** What a worker does once its classes can be loaded; started by {@link WorkerMain}. */
public final class WorkerProgram {
    private WorkerProgram() {
    }

    /** @param arguments run folder, number of threads, seconds between checkpoints, whether to pack */
    public static void main(String[] arguments) throws Exception {
        // Libraries print to the output stream; the run expects messages alone.
        PrintStream out = System.out;
        System.setOut(System.err);
        ContributionRegistry registry = ClassPathRegistry.read(WorkerProgram.class.getClassLoader());
        int threads = Integer.parseInt(arguments[1]);
        TrialWorker trials = new TrialWorker(registry, RunFolder.forReading(Path.of(arguments[0])), () -> threads,
                Double.parseDouble(arguments[2]), Boolean.parseBoolean(arguments[3]));
        Worker worker = new Worker(registry, trials, out);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                worker.pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "keep the state"));
        int code = worker.serve(System.in);
        trials.close();
        out.flush();
        Runtime.getRuntime().halt(code);
    }
}
