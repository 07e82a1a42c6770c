package org.plumbline.runners.local;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;

/**
 * Starts a worker, or the process that supervises a run, on a plain class path. Its classes are loaded without looking at the signatures of their files: the run that
 * starts it has installed them, and the check would take longer than all the rest of the start (measured: 0.8 of 1.8 s).
 */
public final class WorkerMain {
    /** Environment variable: the class path. */
    static final String CLASSES = "PLUMBLINE_WORKER_CLASSES";
    static final String WORKER = ".WorkerProgram";
    static final String SUPERVISOR = ".SupervisorProgram";
    static final String ESTIMATE = ".EstimateProgram";
    private static final int ARGUMENTS = 5;

    private WorkerMain() {
    }

    /** @param arguments the program, run folder, number of threads of a trial or of workers, seconds between checkpoints, whether to pack */
    public static void main(String[] arguments) throws Exception {
        String classes = System.getenv(CLASSES);
        if (arguments.length != ARGUMENTS || classes == null) {
            System.err.println("plumbline: a worker is started by a run, which tells it what it needs");
            System.exit(2);
        }
        ClassLoader loader = new PlainClassLoader(List.of(classes.split(File.pathSeparator)));
        Thread.currentThread().setContextClassLoader(loader);
        try {
            loader.loadClass(WorkerMain.class.getPackageName() + arguments[0]).getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, ARGUMENTS));
        } catch (InvocationTargetException e) {
            System.err.println("plumbline: " + e.getCause());
            Runtime.getRuntime().halt(1);
        }
    }
}
