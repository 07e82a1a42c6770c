package org.plumbline.engine.run;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;

/** What happens in a run, in the order in which it happens. */
public sealed interface RunEvent {

    /** @param reused trials that were already there and are not run again */
    record RunStarted(RunPlan plan, int reused) implements RunEvent {
    }

    record TrialStarted(TrialPlan trial) implements RunEvent {
    }

    record TrialProgress(TrialPlan trial, int epoch, long steps, double loss) implements RunEvent {
    }

    /**
     * @param record how it ended, or that it was paused
     * @param reused whether it was already there
     */
    record TrialFinished(TrialPlan trial, TrialRecord record, boolean reused) implements RunEvent {
    }

    /** What the analyses say of the trials that have ended so far. */
    record ResultsUpdated(ImmutableList<AnalysisResult> results) implements RunEvent {
    }

    /** Something that the user should know and that ends nothing. */
    record Notice(String text) implements RunEvent {
    }

    record RunFinished(RunOutcome outcome) implements RunEvent {
    }
}
