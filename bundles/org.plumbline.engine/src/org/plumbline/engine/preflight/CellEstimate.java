package org.plumbline.engine.preflight;

import java.util.Optional;

import org.eclipse.collections.api.map.sorted.ImmutableSortedMap;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.spi.TrainingLength;

/**
 * What the trials of one cell take.
 *
 * @param cell       axis path to value
 * @param label      the cell for people
 * @param trials     number of trials
 * @param pending    those that are to run
 * @param parameters number of trainable numbers
 * @param length     steps of one training; empty if not known
 * @param memory     arrays of one trial
 * @param kept       bytes of one trial's files when it has ended
 * @param step       time of a training step; empty if not known
 * @param trial      time of a trial; empty if not known
 */
public record CellEstimate(ImmutableSortedMap<String, String> cell, String label, int trials, int pending, int parameters,
        Optional<TrainingLength> length, Memory memory, long kept, Optional<TimeSpan> step, Optional<TimeSpan> trial) {
}
