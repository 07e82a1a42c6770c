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
 * @param stopped   whether trials are missing, since it was paused or cancelled, or some of them were
 */
public record RunOutcome(ImmutableList<TrialRecord> records, ImmutableList<AnalysisResult> results, boolean stopped) {

    public int count(TrialState state) {
        return records.count(record -> record.state() == state);
    }

    public boolean allDone() {
        return !stopped && records.allSatisfy(record -> record.state() == TrialState.DONE);
    }
}
