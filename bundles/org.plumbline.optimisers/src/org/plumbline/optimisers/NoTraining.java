package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.TrainingOutcome;
import org.plumbline.engine.spi.TrainingProcedure;
import org.plumbline.engine.spi.TrainingRun;
import org.plumbline.engine.spi.TrainingTask;

/**
 * No step: the network stays as it was initialised, for studies of initialisation.
 * <p>The loss of the trial is the mean loss of the training examples.</p>
 * Source: rows D1 to D4 of scaling-limits 3.1. Pinned by NoTrainingTest.
 */
public final class NoTraining implements TrainingProcedure {
    /** Examples whose loss is computed at once. */
    private static final int AT_ONCE = 128;

    @Override
    public ImmutableList<String> check(Settings settings, DataShape data) {
        return data.train() < 1 ? Lists.immutable.with("there are no training examples") : Lists.immutable.empty();
    }

    @Override
    public int batchCapacity(Settings settings, DataShape data) {
        return Math.clamp(data.train(), 1, AT_ONCE);
    }

    @Override
    public TrainingRun begin(TrainingTask task, Settings settings) {
        return new TrainingRun() {
            private TrainingOutcome outcome;

            @Override
            public boolean advance() {
                outcome = new TrainingOutcome("no training", 0, 0, loss(task));
                return false;
            }

            @Override
            public TrainingOutcome outcome() {
                return Outcomes.require(outcome);
            }

            @Override
            public void save(DataOutput out) {
                // nothing has happened
            }

            @Override
            public void restore(DataInput in) {
                // nothing has happened
            }
        };
    }

    private static double loss(TrainingTask task) {
        DataSet data = task.data();
        int count = data.shape().train();
        double sum = 0;
        for (int from = 0; from < count; from += AT_ONCE) {
            int n = Math.min(AT_ONCE, count - from);
            sum += n * task.loss(part(data.trainInputs(), from, n, count), part(data.trainTargets(), from, n, count), n);
        }
        return sum / count;
    }

    private static float[] part(float[] values, int from, int n, int count) {
        int size = values.length / count;
        return Arrays.copyOfRange(values, from * size, (from + n) * size);
    }
}
