package org.plumbline.engine.spi;

import java.nio.file.Path;
import java.util.OptionalDouble;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.preflight.EstimateRequest;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.trial.TrialRequest;

/** Contribution: a way to execute trials. Stateless. */
public interface Runner {

    /** The run that a runner works for. Its methods may be called by several threads at once. */
    interface Work {
        /**
         * Executes a trial on the calling thread, keeps it in the run folder and tells of it: what a runner does that needs
         * no other process. Never throws for what goes wrong inside the trial. A trial that was begun before goes on.
         */
        void execute(TrialPlan trial);

        /** @return the folder in which another process keeps the trials that it executes */
        Path folder();

        /** @return number of threads that one trial may use, at least 1 */
        int threads();

        /** @return seconds between two checkpoints of a trial */
        double checkpointSeconds();

        /** @return whether short trials are kept many in a file */
        boolean packs();

        /** @return what is wanted of a trial now, whether it runs or waits */
        TrialRequest request(TrialPlan trial);

        /**
         * To be asked before a trial is handed to another process.
         *
         * @return whether to execute it now; if not, another run computes it, or has just done so, and this run sees to the result
         */
        boolean take(TrialPlan trial);

        /** A trial has been begun, by another process. */
        void started(TrialPlan trial);

        /** @param loss that of the epoch */
        void progress(TrialPlan trial, int epoch, long steps, double loss);

        /** A trial that another process executed has ended and is in the folder, or was paused. */
        void ended(TrialPlan trial, TrialRecord record);

        /**
         * A trial ended with the process that executed it, and will not be tried again.
         *
         * @param cause what happened to the process, for people
         */
        void lost(TrialPlan trial, String cause);

        /** Something that the user should know and that ends nothing. */
        void notice(String text);

        /** @return whether no further trial is to be started */
        boolean isStopping();
    }

    /**
     * Executes all trials and returns when the last has ended.
     *
     * @param trials  in the order in which they are to be started
     * @param workers number of trials at the same time, at least 1
     * @throws InterruptedException if the calling thread is interrupted: no further trial is started, running ones are
     *                              awaited first, since an interrupt in the middle of a write would close its file
     */
    void run(ImmutableList<TrialPlan> trials, int workers, Work work) throws InterruptedException;

    /**
     * Has a run executed that is described in its folder, by a process that goes on when this one ends.
     *
     * @throws InvalidInputException if this runner cannot do that
     * @throws RunnerException       if the process cannot be started
     */
    default void launch(RunRequest request) {
        throw new InvalidInputException("the runner '" + request.runner() + "' executes runs in the process that asks for them alone");
    }

    /**
     * Finds out what a run would take, in a process other than this one, since that may take training for some seconds.
     *
     * @return text for people
     * @throws InvalidInputException if this runner cannot do that
     * @throws RunnerException       if the process fails; says why
     * @throws InterruptedException  if the calling thread is interrupted: the process is ended
     */
    default String estimate(EstimateRequest request) throws InterruptedException {
        throw new InvalidInputException("this runner has no process of its own that could estimate a run");
    }

    /**
     * @return seconds from when a worker is asked for until it can begin its first trial, measured now; empty if this runner starts
     *         none, or it cannot be measured
     * @throws InterruptedException if the calling thread is interrupted
     */
    default OptionalDouble startSeconds() throws InterruptedException {
        return OptionalDouble.empty();
    }
}
