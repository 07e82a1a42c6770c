package org.plumbline.engine.spi;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.plan.TrialPlan;

/** Contribution: a way to execute trials. Stateless. */
public interface Runner {

    /** What is done for one trial; never throws for what goes wrong inside the trial. */
    interface Work {
        void execute(TrialPlan trial);

        /** @return whether no further trial is to be started */
        boolean isCancelled();
    }

    /**
     * Executes all trials and returns when the last has ended.
     *
     * @param workers number of trials at the same time, at least 1
     * @throws InterruptedException if the calling thread is interrupted: no further trial is started, running ones are
     *                              awaited first, since an interrupt in the middle of a write would close its file
     */
    void run(ImmutableList<TrialPlan> trials, int workers, Work work) throws InterruptedException;
}
