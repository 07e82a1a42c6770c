package org.plumbline.runners.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.spi.Runner;

/**
 * Runs trials on a fixed number of threads of this process. Each thread takes the next trial in the order of the list; no
 * number of a trial depends on which thread runs it, or on how many there are.
 */
public final class ThreadRunner implements Runner {

    @Override
    public void run(ImmutableList<TrialPlan> trials, int workers, Work work) throws InterruptedException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, got " + workers);
        }
        new Pool(trials, work).run(Math.min(workers, trials.size()));
    }

    /** One run: its queue, its threads and the first thing that went wrong. */
    private static final class Pool {
        private final Queue<TrialPlan> waiting = new ArrayDeque<>();
        private final Work work;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private volatile boolean stopped;

        Pool(ImmutableList<TrialPlan> trials, Work work) {
            trials.forEach(waiting::add);
            this.work = work;
        }

        void run(int workers) throws InterruptedException {
            List<Thread> threads = new ArrayList<>();
            for (int i = 1; i <= workers; i++) {
                Thread thread = new Thread(this::drain, "trial worker " + i);
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
            boolean interrupted = await(threads);
            rethrow(interrupted);
        }

        private void drain() {
            try {
                for (TrialPlan trial = next(); trial != null; trial = next()) {
                    work.execute(trial);
                }
            } catch (Throwable e) {
                stopped = true;
                if (!failure.compareAndSet(null, e) && failure.get() != e) {
                    failure.get().addSuppressed(e);
                }
            }
        }

        private TrialPlan next() {
            if (stopped || work.isStopping()) {
                return null;
            }
            synchronized (waiting) {
                return waiting.poll();
            }
        }

        /**
         * Waits for the workers. After an interrupt no trial is started any more; those that run are not interrupted, since
         * that would close the files that they write: they end when they see that the work is cancelled, or are done.
         *
         * @return whether this thread was interrupted meanwhile
         */
        private boolean await(List<Thread> threads) {
            boolean interrupted = false;
            for (Thread thread : threads) {
                while (thread.isAlive()) {
                    try {
                        thread.join();
                    } catch (InterruptedException e) {
                        interrupted = true;
                        stopped = true;
                    }
                }
            }
            return interrupted;
        }

        private void rethrow(boolean interrupted) throws InterruptedException {
            Throwable cause = failure.get();
            if (cause instanceof RuntimeException e) {
                restore(interrupted);
                throw e;
            }
            if (cause instanceof Error e) {
                restore(interrupted);
                throw e;
            }
            if (interrupted) {
                throw new InterruptedException("interrupted while trials were running; all of them have ended");
            }
        }

        private static void restore(boolean interrupted) {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
