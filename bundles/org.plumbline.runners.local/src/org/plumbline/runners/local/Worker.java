package org.plumbline.runners.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.PlanJson;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.TrialWorker;
import org.plumbline.engine.trial.Culprit;
import org.plumbline.engine.trial.TrialListener;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.store.StoreException;

import com.google.gson.JsonObject;

/**
 * The other end of a {@link WorkerProcess}: executes the trials that it is told, one after the other. When the run that started
 * it is gone, it keeps the state of its trial and ends.
 */
final class Worker {
    private static final long PROGRESS_PERIOD = 100_000_000L;
    private static final long BEAT_PERIOD = 1000;
    private static final String END = "";

    private final ContributionRegistry registry;
    private final TrialWorker trials;
    private final PrintStream out;
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final Map<String, TrialRequest> requests = new ConcurrentHashMap<>();
    private final AtomicLong steps = new AtomicLong();
    private final Thread trainer;
    private volatile Optional<TrialPlan> current = Optional.empty();
    private volatile boolean stopping;
    private volatile int exitCode;

    /** @param out the way back to the run; nothing else may write to it */
    Worker(ContributionRegistry registry, TrialWorker trials, PrintStream out) {
        this.registry = registry;
        this.trials = trials;
        this.out = out;
        trainer = new Thread(this::train, "trials");
    }

    /**
     * Serves until the input ends.
     *
     * @return the exit code of the process
     */
    int serve(InputStream input) throws InterruptedException {
        Thread beat = new Thread(this::beat, "heartbeat");
        beat.setDaemon(true);
        beat.start();
        trainer.start();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (Message.parse(line) instanceof Message.Request request) {
                    requests.put(request.trial(), request.request());
                } else {
                    waiting.add(line);
                }
            }
        } catch (IOException e) {
            // as if it had ended
        }
        pause();
        return exitCode;
    }

    /** Keeps the state of the trial that runs and returns when that is done. */
    void pause() throws InterruptedException {
        stopping = true;
        waiting.add(END);
        trainer.join();
    }

    private void train() {
        try {
            for (String line = waiting.take(); !stopping && !line.equals(END); line = waiting.take()) {
                execute(((Message.Execute) Message.parse(line)).plan());
            }
        } catch (StoreException e) {
            exitCode = ExitCause.STORE;
            say(new Message.Failed(e.getMessage()));
        } catch (InvalidInputException e) {
            exitCode = ExitCause.STORE;
            say(new Message.Failed("a worker cannot take up a trial: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void execute(JsonObject json) throws StoreException {
        TrialPlan plan = PlanJson.read(registry, json);
        String id = plan.id();
        if (requests.getOrDefault(id, TrialRequest.GO_ON) != TrialRequest.GO_ON) {
            requests.remove(id);
            say(new Message.Ended(TrialRecord.of(plan, TrialState.PAUSED, "not begun")));
            return;
        }
        current = Optional.of(plan);
        say(new Message.Started(id));
        long[] last = {System.nanoTime()};
        TrialRecord record = trials.execute(plan, new TrialListener() {
            @Override
            public void epochDone(int epoch, long count, double loss) {
                long now = System.nanoTime();
                if (now - last[0] >= PROGRESS_PERIOD) {
                    last[0] = now;
                    say(new Message.Progress(id, epoch, count, loss));
                }
            }

            @Override
            public void notice(String text) {
                say(new Message.Notice(id, text));
            }
        }, () -> {
            steps.incrementAndGet();
            return stopping ? TrialRequest.PAUSE : requests.getOrDefault(id, TrialRequest.GO_ON);
        });
        steps.incrementAndGet();
        current = Optional.empty();
        requests.remove(id);
        say(new Message.Ended(record));
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(BEAT_PERIOD);
                say(new Message.Beat(steps.get(), where()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What a trial that hangs or takes all memory is at, for the message: waits for locks lie in the JDK, so the first line that does not
     * counts. A contribution whose own line it is stands before it.
     */
    private String where() {
        Optional<TrialPlan> plan = current;
        for (StackTraceElement frame : trainer.getStackTrace()) {
            if (!frame.getClassName().startsWith("java.") && !frame.getClassName().startsWith("jdk.")) {
                return plan.flatMap(p -> Culprit.at(registry, p, frame)).map(culprit -> culprit + ": ").orElse("") + frame;
            }
        }
        return "";
    }

    private void say(Message message) {
        byte[] line = (message.line() + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(line, 0, line.length);
            out.flush();
        }
    }
}
