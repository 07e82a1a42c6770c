package org.plumbline.runners.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import org.plumbline.engine.plan.PlanJson;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.trial.TrialRequest;

/** A worker as the run sees it: a process, the trials that it has been told, and what it has said of them. Used under the lock of its {@link Pool}. */
final class WorkerProcess {
    private static final int TAIL = 20;
    private static final double START_SECONDS = 60;

    private final Process process;
    private final OutputStream input;
    /** Trials told and not ended, the one that runs first. */
    private final Deque<TrialPlan> told = new ArrayDeque<>();
    private final Map<String, TrialRequest> requested = new HashMap<>();
    private final Deque<String> errors = new ArrayDeque<>();
    private long steps = -1;
    private long lastStep = System.nanoTime();
    private boolean madeStep;
    private boolean lived;
    private boolean hung;
    private String where = "";

    /**
     * @param received hears every message, by a thread of its own; null is the end of the process
     */
    WorkerProcess(Process process, BiConsumer<WorkerProcess, Message> received) {
        this.process = process;
        input = process.getOutputStream();
        start("worker " + process.pid(), () -> read(received));
        start("errors of worker " + process.pid(), this::readErrors);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(BiConsumer<WorkerProcess, Message> received) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("{")) {
                    received.accept(this, Message.parse(line));
                } else {
                    // Java itself tells of its end on the output stream.
                    remember(line);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            process.destroyForcibly();
        }
        received.accept(this, null);
    }

    private void readErrors() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                remember(line);
            }
        } catch (IOException e) {
            // the process has ended
        }
    }

    private void remember(String line) {
        synchronized (errors) {
            errors.add(line);
            if (errors.size() > TAIL) {
                errors.remove();
            }
        }
    }

    /** @return the last lines that it printed beside its messages */
    String errors() {
        synchronized (errors) {
            return String.join(" | ", errors);
        }
    }

    Deque<TrialPlan> told() {
        return told;
    }

    /** Tells it to execute a trial after those before. */
    void execute(TrialPlan trial) {
        told.add(trial);
        send(new Message.Execute(PlanJson.write(trial)));
    }

    /** Tells it what is wanted of a trial, unless it knows. */
    void request(TrialPlan trial, TrialRequest request) {
        TrialRequest known = requested.getOrDefault(trial.id(), TrialRequest.GO_ON);
        if (known != request) {
            requested.put(trial.id(), request);
            send(new Message.Request(trial.id(), request));
        }
    }

    private void send(Message message) {
        try {
            input.write((message.line() + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            // it has ended; the end of its output tells so
        }
    }

    /** A trial is the next to run. */
    void began() {
        lived = true;
        where = "";
        madeStep = false;
        lastStep = System.nanoTime();
    }

    /** The trial that runs has made a step. */
    void stepped() {
        madeStep = true;
        lastStep = System.nanoTime();
    }

    /** It says how many steps it has made, and where it is. */
    void beat(long count, String line) {
        lived = true;
        where = line;
        if (count != steps) {
            madeStep |= steps >= 0;
            steps = count;
            lastStep = System.nanoTime();
        }
    }

    /** @return the line of the program that the trial that runs was last seen at, behind the contribution that it is of; empty if it was not seen */
    String where() {
        return where;
    }

    /** @return whether the trial that runs has made a step here */
    boolean madeStep() {
        return madeStep;
    }

    /** @return whether it has ever said something */
    boolean lived() {
        return lived;
    }

    /** @return seconds since the trial that runs was seen to make a step; 0 if none runs. A process has a minute to begin. */
    double secondsWithoutStep() {
        return told.isEmpty() ? 0 : (System.nanoTime() - lastStep) * 1e-9 - (lived ? 0 : START_SECONDS);
    }

    /** Ends it at once, since it does not go on. */
    void killHung() {
        hung = true;
        process.destroyForcibly();
    }

    /** Lets it end when it has kept the state of its trial. */
    void close() {
        try {
            input.close();
        } catch (IOException e) {
            // it has ended
        }
    }

    /** @return how the process ended; waits for it */
    int exitCode() {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                // its output has ended, so this is short
            }
        }
    }

    ExitCause cause(int exitCode) {
        return hung ? ExitCause.HUNG : ExitCause.of(exitCode, errors());
    }

    long pid() {
        return process.pid();
    }
}
