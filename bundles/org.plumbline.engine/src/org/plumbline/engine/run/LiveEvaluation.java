package org.plumbline.engine.run;

import java.io.Closeable;

/** Evaluates a run now and then while its trials end, on a thread of its own: no trial waits for it. */
final class LiveEvaluation implements Closeable {
    /** Shortest time between two evaluations, ns: 0.5 s. */
    private static final long PERIOD = 500_000_000L;
    /** Evaluations take at most this part of the time. */
    private static final double SHARE = 0.1;
    private static final int NANOS_IN_MILLISECOND = 1_000_000;

    private final Runnable evaluation;
    private final Thread thread = new Thread(this::work, "evaluation");
    private boolean wanted;
    private boolean closed;
    private volatile Throwable failure;

    /** @param evaluation one evaluation */
    LiveEvaluation(Runnable evaluation) {
        this.evaluation = evaluation;
        thread.setDaemon(true);
        thread.start();
    }

    /** There is something new. */
    synchronized void want() {
        wanted = true;
        notifyAll();
    }

    /** @return whether an evaluation has thrown, after which there are no more */
    boolean hasFailed() {
        return failure != null;
    }

    private void work() {
        long next = System.nanoTime();
        try {
            while (await(next)) {
                long begin = System.nanoTime();
                evaluation.run();
                long end = System.nanoTime();
                next = end + Math.max(PERIOD, (long) ((end - begin) / SHARE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** @return false if there are to be no more */
    private synchronized boolean await(long next) throws InterruptedException {
        for (long left = next - System.nanoTime(); !closed && (!wanted || left > 0); left = next - System.nanoTime()) {
            wait(wanted ? left / NANOS_IN_MILLISECOND + 1 : 0);
        }
        wanted = false;
        return !closed;
    }

    /** Returns when the evaluation that may be under way has ended. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws what an evaluation has thrown, if one has. */
    void rethrow() {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> { }
        }
    }
}
