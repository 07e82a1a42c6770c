package org.plumbline.engine.spi;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;

/** Contribution: in which order examples are used and when training ends. Stateless. */
public interface TrainingProcedure {

    /** @return what is impossible with these settings and these data, and what would be possible; empty if all is well */
    ImmutableList<String> check(Settings settings, DataShape data);

    /** @return the most examples that one step uses */
    int batchCapacity(Settings settings, DataShape data);

    /**
     * Trains until a stop rule holds.
     *
     * @param task what to train and how to report; calls {@link TrainingTask#checkpoint()} between steps
     * @return how it ended
     * @throws DivergedException if the loss is not finite
     */
    TrainingOutcome train(TrainingTask task, Settings settings);
}
