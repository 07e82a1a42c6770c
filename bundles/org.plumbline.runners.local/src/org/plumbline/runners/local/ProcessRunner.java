package org.plumbline.runners.local;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.preflight.EstimateRequest;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.spi.DataFolder;
import org.plumbline.engine.spi.Runner;
import org.plumbline.engine.spi.RunnerException;

/**
 * Runs trials in processes of their own on this machine, each with the JVM options of this one. A worker executes one trial
 * after the other; what ends a process ends one attempt at one trial, and nothing else.
 */
public final class ProcessRunner implements Runner {
    /** System property: seconds without a step after which the process of a trial is ended. */
    public static final String HANG = "plumbline.hang.seconds";
    private static final String DEFAULT_HANG = "900";
    private static final List<String> PASSED_ON = List.of("--add-", "--enable-native-access", "--sun-misc", "-D");
    /** A worker's heap holds the shares of a trial (four fifths of it) and what every Java program needs. */
    private static final double SHARE = 0.8;
    private static final long LEAST_HEAP = 128L << 20;
    private static final int MEGABYTE = 20;
    private static final String SUPERVISOR_LOG = "supervisor.log";
    private static final String NOTHING = System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null";

    @Override
    public void run(ImmutableList<TrialPlan> trials, int workers, Work work) throws InterruptedException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, got " + workers);
        }
        if (trials.isEmpty()) {
            return;
        }
        double heap = trials.collectDouble(trial -> trial.memory().heap()).max();
        ProcessBuilder builder = builder(work.folder(), LEAST_HEAP + (long) (heap / SHARE), WorkerMain.WORKER, work.threads(),
                work.checkpointSeconds(), work.packs());
        new Pool(trials, Math.min(workers, trials.size()), work, builder::start,
                Double.parseDouble(System.getProperty(HANG, DEFAULT_HANG))).run();
    }

    @Override
    public void launch(RunRequest request) {
        Path log = request.folder().resolve(SUPERVISOR_LOG);
        // Its heap decides on the shares of its workers, so it is the one of this process.
        ProcessBuilder builder = builder(request.folder(), Runtime.getRuntime().maxMemory(), WorkerMain.SUPERVISOR,
                request.workers(), request.checkpointSeconds(), false);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File(NOTHING))).redirectOutput(log.toFile()).redirectErrorStream(true);
        try {
            builder.start();
        } catch (IOException e) {
            throw new RunnerException("the process of the run cannot be started: " + e.getMessage());
        }
    }

    @Override
    public String estimate(EstimateRequest request) throws InterruptedException {
        // Its heap decides on what trials may use, so it is the one of this process.
        return Estimator.answer(builder(request.folder().toAbsolutePath().toString(), Runtime.getRuntime().maxMemory(), WorkerMain.ESTIMATE,
                request.workers(), 0, false), request);
    }

    @Override
    public OptionalDouble startSeconds() throws InterruptedException {
        return Estimator.startSeconds(builder(EstimateProgram.NOTHING, LEAST_HEAP, WorkerMain.ESTIMATE, 1, 0, false));
    }

    private static ProcessBuilder builder(Path folder, long heap, String program, int threads, double checkpointSeconds, boolean packs) {
        ProcessBuilder builder = builder(folder.toAbsolutePath().toString(), heap, program, threads, checkpointSeconds, packs);
        builder.command().add(builder.command().indexOf(WorkerMain.class.getName()), "-XX:ErrorFile=" + folder.resolve("crash-%p.log"));
        return builder;
    }

    private static ProcessBuilder builder(String folder, long heap, String program, int threads, double checkpointSeconds,
            boolean packs) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options(heap));
        command.add(WorkerMain.class.getName());
        command.addAll(List.of(program, folder, Integer.toString(threads), Double.toString(checkpointSeconds),
                Boolean.toString(packs)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", WorkerClassPath.starter());
        builder.environment().put(WorkerMain.CLASSES, WorkerClassPath.text());
        return builder;
    }

    /** @return options of Java for a worker: those of this process that concern its programs, and those that all workers have */
    static List<String> options(long heap) {
        List<String> options = new ArrayList<>();
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> PASSED_ON.stream().anyMatch(option::startsWith)).forEach(options::add);
        if (System.getProperty(DataFolder.PROPERTY) != null) {
            options.add("-D" + DataFolder.PROPERTY + "=" + System.getProperty(DataFolder.PROPERTY));
        }
        options.add("-Xmx" + (heap >> MEGABYTE) + "m");
        options.add("-XX:+ExitOnOutOfMemoryError");
        // Whatever options this process has: a worker reads no serialised object, be it from a file or from a plugin's own stream.
        options.add("-Djdk.serialFilter=!*");
        return options;
    }
}
