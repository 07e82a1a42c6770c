package org.plumbline.optimisers;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.TrainingOutcome;
import org.plumbline.engine.spi.TrainingProcedure;
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
    public TrainingOutcome train(TrainingTask task, Settings settings) {
        int limit = settings.integer("steps");
        double tolerance = settings.real("tolerance");
        DataSet data = task.data();
        for (int step = 1;; step++) {
            task.checkpoint();
            double loss = task.step(data.trainInputs(), data.trainTargets(), data.shape().train());
            task.epochDone(step, loss);
            if (loss < tolerance) {
                return new TrainingOutcome("loss below " + tolerance, step, step, loss);
            }
            if (step >= limit) {
                return new TrainingOutcome("limit of " + limit + " steps", step, step, loss);
            }
        }
    }
}
