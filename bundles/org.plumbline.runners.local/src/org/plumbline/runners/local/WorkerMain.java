package org.plumbline.runners.local;

import java.io.File;
import java.util.List;

/**
 * Starts a worker on a plain class path. Its classes are loaded without looking at the signatures of their files: the run that
 * starts it has installed them, and the check would take longer than all the rest of the start (measured: 0.8 of 1.8 s).
 */
public final class WorkerMain {
    /** Environment variable: the class path. */
    static final String CLASSES = "PLUMBLINE_WORKER_CLASSES";
    private static final int ARGUMENTS = 3;

    private WorkerMain() {
    }

    /** @param arguments run folder, number of threads of a trial, seconds between checkpoints */
    public static void main(String[] arguments) throws Exception {
        String classes = System.getenv(CLASSES);
        if (arguments.length != ARGUMENTS || classes == null) {
            System.err.println("plumbline: a worker is started by a run, with folder, threads and seconds");
            System.exit(2);
        }
        ClassLoader loader = new PlainClassLoader(List.of(classes.split(File.pathSeparator)));
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass(WorkerMain.class.getPackageName() + ".WorkerProgram").getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }
}
