package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.TrainingLength;
import org.plumbline.engine.spi.TrainingOutcome;
import org.plumbline.engine.spi.TrainingProcedure;
import org.plumbline.engine.spi.TrainingRun;
import org.plumbline.engine.spi.TrainingTask;

/**
 * All training examples in each step: gradient descent on the whole loss, without random order.
 * <p>Each step is one epoch. Its loss is that of all examples, seen before the step moves the parameters. Training stops
 * after the first step with loss &lt; tolerance, else after {@code steps} steps.</p>
 * Source: definition. Pinned by FullBatchTrainingTest.
 */
public final class FullBatchTraining implements TrainingProcedure {

    @Override
    public ImmutableList<String> check(Settings settings, DataShape data) {
        return data.train() < 1 ? Lists.immutable.with("there are no training examples") : Lists.immutable.empty();
    }

    @Override
    public int batchCapacity(Settings settings, DataShape data) {
        return data.train();
    }

    @Override
    public Optional<TrainingLength> length(Settings settings, DataShape data) {
        int limit = settings.integer("steps");
        return Optional.of(new TrainingLength(settings.real("tolerance") > 0 ? 1 : limit, limit, limit));
    }

    @Override
    public TrainingRun begin(TrainingTask task, Settings settings) {
        return new Run(task, settings.integer("steps"), settings.real("tolerance"));
    }

    /** The number of steps so far. */
    private static final class Run implements TrainingRun {
        private final TrainingTask task;
        private final int limit;
        private final double tolerance;
        private int step;
        private TrainingOutcome outcome;

        Run(TrainingTask task, int limit, double tolerance) {
            this.task = task;
            this.limit = limit;
            this.tolerance = tolerance;
        }

        @Override
        public boolean advance() {
            DataSet data = task.data();
            step++;
            double loss = task.step(data.trainInputs(), data.trainTargets(), data.shape().train());
            task.epochDone(step, loss);
            if (loss < tolerance) {
                outcome = new TrainingOutcome("loss below " + tolerance, step, step, loss);
            } else if (step >= limit) {
                outcome = new TrainingOutcome("limit of " + limit + " steps", step, step, loss);
            }
            return outcome == null;
        }

        @Override
        public TrainingOutcome outcome() {
            return Outcomes.require(outcome);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeInt(step);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            step = in.readInt();
        }
    }
}
