package org.plumbline.engine.trial;

import java.util.Optional;

import org.plumbline.engine.network.ParameterLayout;
import org.plumbline.engine.result.TrialRecord;

/**
 * A trial that has ended.
 *
 * @param record     what is kept of it
 * @param layout     where its parameters lie, if it came as far as having any
 * @param parameters flat; trained if the state is DONE, else as they were when it ended
 */
public record TrialOutcome(TrialRecord record, Optional<ParameterLayout> layout, float[] parameters) {
}
