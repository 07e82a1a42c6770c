package org.plumbline.engine.preflight;

import java.util.Optional;

import org.eclipse.collections.api.factory.primitive.LongLists;
import org.eclipse.collections.api.list.primitive.MutableLongList;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.trial.StateKeeper;
import org.plumbline.engine.trial.TrialExecution;
import org.plumbline.engine.trial.TrialOutcome;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.store.StoreException;

/**
 * Runs the first steps of a trial on a thread of its own, again and again for some time, with a look at the clock between them;
 * nothing of it is kept.
 */
final class TimedTrial extends Thread {
    private static final double NANOS = 1e9;
    /** Of the steps of a trial, the first ones that do not count: a fifth. */
    private static final int SKIPPED = 5;

    private final TrialPlan trial;
    private final TrialExecution execution;
    private final double seconds;
    private final MutableLongList times = LongLists.mutable.empty();
    private long deadline;
    private volatile boolean stop;
    private Optional<String> failure = Optional.empty();
    private double stepNanos;
    private long steps;
    private double otherNanos;
    private double allNanos;
    private long allSteps;
    private int trials;
    private int whole;

    /** @param seconds to go on for; at least one step is made */
    TimedTrial(TrialPlan trial, TrialExecution execution, double seconds) {
        super("calibration");
        this.trial = trial;
        this.execution = execution;
        this.seconds = seconds;
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            long begin = System.nanoTime();
            deadline = begin + (long) (seconds * NANOS);
            do {
                once();
                allNanos = System.nanoTime() - begin;
            } while (failure.isEmpty() && !isOver(System.nanoTime()));
        } catch (StoreException | RuntimeException | LinkageError e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void once() throws StoreException {
        times.clear();
        long begin = System.nanoTime();
        TrialOutcome outcome = execution.execute(trial, (epoch, step, loss) -> { }, this::request, StateKeeper.NONE);
        long end = System.nanoTime();
        if (outcome.record().state() == TrialState.FAILED || times.isEmpty()) {
            failure = Optional.of(outcome.record().message());
            return;
        }
        int n = times.size();
        int first = (n - 1) / SKIPPED;
        boolean none = outcome.record().state() == TrialState.DONE && outcome.record().steps() == 0;
        double counted = Math.max(1, none ? 0 : n == 1 ? end - begin : times.getLast() - times.get(first));
        int intervals = Math.max(1, n - 1 - first);
        stepNanos += counted;
        steps += intervals;
        otherNanos += Math.max(1, times.getFirst() - begin);
        if (outcome.record().state() == TrialState.DONE) {
            otherNanos += Math.max(0, end - times.getLast() - counted / intervals);
            whole++;
        }
        allSteps += outcome.record().steps();
        trials++;
    }

    private TrialRequest request() {
        long now = System.nanoTime();
        times.add(now);
        return times.size() > 1 && isOver(now) ? TrialRequest.CANCEL : TrialRequest.GO_ON;
    }

    private boolean isOver(long now) {
        return stop || now - deadline > 0;
    }

    /** Asks it to end after the step that it is at. */
    void end() {
        stop = true;
    }

    /** @return why it could not be measured; to be asked when it has ended, as all that follows */
    Optional<String> failure() {
        return failure;
    }

    /** @return seconds of a trial beside its steps: before the first, and after the last of those that came to their end */
    double setup() {
        return otherNanos / trials / NANOS;
    }

    /** @return whether a trial came to its end, so that what follows the steps is known */
    boolean whole() {
        return whole > 0;
    }

    /** @return seconds of a step */
    double step() {
        return stepNanos / steps / NANOS;
    }

    /** @return seconds from begin to end */
    double all() {
        return allNanos / NANOS;
    }

    /** @return number of all steps */
    double steps() {
        return allSteps;
    }

    /** @return number of trials that were begun */
    double trials() {
        return trials;
    }
}
