package org.plumbline.engine.run;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

/**
 * How a run ended.
 *
 * @param records   of all trials that have ended, in the order of the plan
 * @param results   of all analyses
 * @param stopped   whether it was paused or cancelled
 */
public record RunOutcome(ImmutableList<TrialRecord> records, ImmutableList<AnalysisResult> results, boolean stopped) {

    public int count(TrialState state) {
        return records.count(record -> record.state() == state);
    }

    public boolean allDone() {
        return !stopped && records.allSatisfy(record -> record.state() == TrialState.DONE);
    }
}
