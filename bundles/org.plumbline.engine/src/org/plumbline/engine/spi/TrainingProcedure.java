package org.plumbline.engine.spi;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;

/** Contribution: in which order examples are used and when training ends. Stateless. */
public interface TrainingProcedure {

    /** @return what is impossible with these settings and these data, and what would be possible; empty if all is well */
    ImmutableList<String> check(Settings settings, DataShape data);

    /** @return the most examples that one step uses */
    int batchCapacity(Settings settings, DataShape data);

    /** @return how many steps it takes, for a loss that is never negative; empty: not known before */
    default Optional<TrainingLength> length(Settings settings, DataShape data) {
        return Optional.empty();
    }

    /** @return a training that has made no step yet */
    TrainingRun begin(TrainingTask task, Settings settings);

    /**
     * Trains until a stop rule holds.
     *
     * @return how it ended
     * @throws DivergedException if the loss is not finite
     */
    default TrainingOutcome train(TrainingTask task, Settings settings) {
        TrainingRun run = begin(task, settings);
        while (run.advance()) {
            // each step is the same
        }
        return run.outcome();
    }
}
