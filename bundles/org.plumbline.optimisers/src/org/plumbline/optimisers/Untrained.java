package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.TrainingLength;
import org.plumbline.engine.spi.TrainingOutcome;
import org.plumbline.engine.spi.TrainingProcedure;
import org.plumbline.engine.spi.TrainingRun;
import org.plumbline.engine.spi.TrainingTask;

/**
 * No training: analyses see the network as the initialiser left it.
 * <p>It makes no step, looks at no example and ends with the stop rule {@value #RULE}; its final loss is NaN, since none was computed.
 * The initial values are not stored: initialiser and seed give them again.</p>
 * Source: definition. Pinned by UntrainedTest.
 */
public final class Untrained implements TrainingProcedure {
    static final String RULE = "not trained";

    @Override
    public ImmutableList<String> check(Settings settings, DataShape data) {
        return Lists.immutable.empty();
    }

    /** Room for one example, the least that a network is made ready for. */
    @Override
    public int batchCapacity(Settings settings, DataShape data) {
        return 1;
    }

    @Override
    public Optional<TrainingLength> length(Settings settings, DataShape data) {
        return Optional.of(new TrainingLength(0, 0, 0));
    }

    @Override
    public TrainingRun begin(TrainingTask task, Settings settings) {
        return new Run();
    }

    /** Has ended before it begins; there is nothing to save. */
    private static final class Run implements TrainingRun {
        private TrainingOutcome outcome;

        @Override
        public boolean advance() {
            outcome = new TrainingOutcome(RULE, 0, 0, Double.NaN);
            return false;
        }

        @Override
        public TrainingOutcome outcome() {
            return Outcomes.require(outcome);
        }

        @Override
        public void save(DataOutput out) {
            // nothing to write
        }

        @Override
        public void restore(DataInput in) {
            // nothing to read
        }
    }
}
