package org.plumbline.engine.trial;

import java.util.Optional;

import org.plumbline.engine.network.Network;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.numerics.arrays.RealArray;

/**
 * A trial that has ended.
 *
 * @param record     what is kept of it
 * @param network    what was trained, if it came as far as having one
 * @param parameters flat; trained if the state is DONE, else as they were when it ended
 * @param statistics running statistics, likewise
 */
public record TrialOutcome(TrialRecord record, Optional<Network> network, RealArray parameters, RealArray statistics) {
}
