package org.plumbline.engine.spi;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.run.RunHeader;

/** A stored run, or one trial of it, wherever and however it is stored. Immutable; large parts are read when they are asked for. */
public interface RunData {

    /** @return what was planned, and where it was made */
    RunHeader header();

    /** @return what is known of each trial, sorted by depth, cell and seed */
    ImmutableList<TrialRecord> records();

    /** @return what the analyses say of the whole run; empty if this is one trial of it */
    ImmutableList<AnalysisResult> results();

    /** @return whether all trials have ended, so that nothing will be added */
    boolean complete();

    /**
     * @param trial id of a trial
     * @return name to trained parameters and statistics, sorted by name; empty if the trial left none
     * @throws IOException if they cannot be read; the message names the place
     */
    SortedMap<String, TensorData> parameters(String trial) throws IOException;

    /**
     * @param trial id of a trial
     * @return analysis to what it observed while the trial was trained, sorted by analysis; empty if nothing was observed
     * @throws IOException if it cannot be read; the message names the place
     */
    default SortedMap<String, Observations> observations(String trial) throws IOException {
        return new TreeMap<>();
    }
}
