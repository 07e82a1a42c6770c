package org.plumbline.runners.local;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.spi.DataFolder;
import org.plumbline.engine.spi.Runner;

/**
 * Runs trials in processes of their own on this machine, each with the JVM options of this one. A worker executes one trial
 * after the other; what ends a process ends one attempt at one trial, and nothing else.
 */
public final class ProcessRunner implements Runner {
    /** System property: seconds without a step after which the process of a trial is ended. */
    public static final String HANG = "plumbline.hang.seconds";
    private static final String DEFAULT_HANG = "900";
    private static final List<String> PASSED_ON = List.of("--add-", "--enable-native-access", "--sun-misc", "-Dorg.bytedeco.",
            "-Dfile.encoding", "-Dplumbline.", "-Djdk.");
    /** A worker's heap holds the shares of a trial (four fifths of it) and what every Java program needs. */
    private static final double SHARE = 0.8;
    private static final long LEAST_HEAP = 128L << 20;
    private static final int MEGABYTE = 20;

    @Override
    public void run(ImmutableList<TrialPlan> trials, int workers, Work work) throws InterruptedException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, got " + workers);
        }
        if (trials.isEmpty()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command(trials, work));
        builder.environment().put("CLASSPATH", WorkerClassPath.starter());
        builder.environment().put(WorkerMain.CLASSES, WorkerClassPath.text());
        new Pool(trials, Math.min(workers, trials.size()), work, builder::start,
                Double.parseDouble(System.getProperty(HANG, DEFAULT_HANG))).run();
    }

    private static List<String> command(ImmutableList<TrialPlan> trials, Work work) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> PASSED_ON.stream().anyMatch(option::startsWith)).forEach(command::add);
        Stream.of(DataFolder.PROPERTY).filter(name -> System.getProperty(name) != null)
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        double heap = trials.collectDouble(trial -> trial.memory().heap()).max();
        command.add("-Xmx" + ((LEAST_HEAP + (long) (heap / SHARE)) >> MEGABYTE) + "m");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:ErrorFile=" + work.folder().resolve("crash-%p.log"));
        command.add(WorkerMain.class.getName());
        command.add(work.folder().toAbsolutePath().toString());
        command.add(Integer.toString(work.threads()));
        command.add(Double.toString(work.checkpointSeconds()));
        return command;
    }
}
