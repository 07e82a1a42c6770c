package org.plumbline.engine.spi;

import java.io.IOException;
import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.TrialRecord;

/** Trials that have ended, as an analysis sees them: what is known of each, and what it left, read when it is asked for. */
public interface TrialSet {

    /** @return all that have ended, also diverged and failed ones: they are counted, not hidden */
    ImmutableList<TrialRecord> records();

    /**
     * @param trial one of {@link #records}
     * @return the network with the values that training gave it; empty if the trial is not DONE or left none
     * @throws IOException if it cannot be read; the message names the place
     */
    Optional<TrainedNetwork> trained(TrialRecord trial) throws IOException;

    /**
     * @param trial one of {@link #records}
     * @return what the analysis that asks observed while it was trained
     * @throws IOException if it cannot be read; the message names the place
     */
    Observations observations(TrialRecord trial) throws IOException;

    /** @return trials of which nothing but the records is there */
    static TrialSet of(ImmutableList<TrialRecord> records) {
        return new TrialSet() {
            @Override
            public ImmutableList<TrialRecord> records() {
                return records;
            }

            @Override
            public Optional<TrainedNetwork> trained(TrialRecord trial) {
                return Optional.empty();
            }

            @Override
            public Observations observations(TrialRecord trial) {
                return Observations.NONE;
            }
        };
    }
}
