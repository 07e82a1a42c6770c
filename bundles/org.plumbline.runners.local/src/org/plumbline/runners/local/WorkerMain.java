package org.plumbline.runners.local;

import java.io.PrintStream;
import java.nio.file.Path;

import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.run.TrialWorker;
import org.plumbline.store.RunFolder;

/**
 * The program of a worker: arguments run folder, threads of a trial, seconds between checkpoints. Runs on a plain class path,
 * which starts in half the time of an OSGi framework.
 */
public final class WorkerMain {
    private static final int ARGUMENTS = 3;

    private WorkerMain() {
    }

    /** @param arguments run folder, number of threads, seconds */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != ARGUMENTS) {
            System.err.println("plumbline: a worker is started by a run, with folder, threads and seconds");
            System.exit(2);
        }
        // Libraries print to the output stream; the run expects messages alone.
        PrintStream out = System.out;
        System.setOut(System.err);
        ContributionRegistry registry = ClassPathRegistry.read(WorkerMain.class.getClassLoader());
        Worker worker = new Worker(registry, new TrialWorker(registry, RunFolder.forReading(Path.of(arguments[0])),
                Integer.parseInt(arguments[1]), Double.parseDouble(arguments[2])), out);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                worker.pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "keep the state"));
        int code = worker.serve(System.in);
        out.flush();
        Runtime.getRuntime().halt(code);
    }
}
