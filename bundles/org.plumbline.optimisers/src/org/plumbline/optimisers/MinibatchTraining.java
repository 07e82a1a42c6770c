package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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
 * Passes over the training examples in batches of B, in a new random order each epoch.
 * <p>The orders stand at {@link EpochOrder}, the rules for the end at {@link StopRule}. The epoch loss is the mean of the batch losses,
 * each seen before its step, weighted with the examples of the batch.</p>
 * If batches are cut once, the number of training examples must be a multiple of B: a short last batch would weigh its examples more in
 * every epoch. Switched to {@code asReleased}, the order has the defect of the released program; since that program trains its depths one after
 * another on the same array, all but the first begin with what earlier ones left. Trials here are independent: {@code earlierEpochs} says
 * how many epochs of overwriting a trial begins with (0: whole data, as the first depth of a run; from some ten on, with 32 batches, only
 * copies of the first batch are left, as for the later depths).
 * Source: training loop of the program released with Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual
 * networks", ICML 2021 (scaling-limits 3.2 and 3.3). Pinned by MinibatchTrainingTest.
 */
public final class MinibatchTraining implements TrainingProcedure {

    @Override
    public ImmutableList<String> check(Settings settings, DataShape data) {
        int batch = settings.integer("batch");
        int n = data.train();
        if (n < 1) {
            return Lists.immutable.with("there are no training examples");
        }
        if (settings.flag("asReleased") && !settings.text("cut").equals("once")) {
            return Lists.immutable.with("the released program cuts its batches once; 'asReleased' needs cut=once");
        }
        if (EpochOrder.form(settings) == EpochOrder.Form.EACH_EPOCH) {
            return batch <= n ? Lists.immutable.empty()
                    : Lists.immutable.with("batches of " + batch + " are larger than the " + n + " training examples; at most " + n);
        }
        if (n % batch == 0) {
            return Lists.immutable.empty();
        }
        return Lists.immutable.with(n + " training examples cannot be cut into batches of " + batch + "; possible near it: "
                + neighbours(n, batch));
    }

    /** @return the divisors of n next to the batch size asked for, as text */
    private static String neighbours(int n, int batch) {
        int below = Math.min(batch, n);
        while (n % below != 0) {
            below--;
        }
        long above = batch;
        while (above < n && n % above != 0) {
            above++;
        }
        return above > n || above == below ? Integer.toString(below) : below + " or " + above;
    }

    @Override
    public int batchCapacity(Settings settings, DataShape data) {
        return settings.integer("batch");
    }

    /** A positive tolerance can end the training after its first epoch, patience after as many as it has. */
    @Override
    public Optional<TrainingLength> length(Settings settings, DataShape data) {
        long batches = new EpochOrder(settings, data.train()).count();
        long epochs = settings.integer("epochs");
        long fewest = settings.real("tolerance") > 0 ? 1 : Math.clamp(settings.integer("patience"), 1, epochs);
        return Optional.of(new TrainingLength(fewest * batches, epochs * batches, epochs));
    }

    @Override
    public TrainingRun begin(TrainingTask task, Settings settings) {
        return new Run(task, settings);
    }

    /** The batches of an epoch in their order, and what has been seen of them. */
    private static final class Run implements TrainingRun {
        private final TrainingTask task;
        private final EpochOrder order;
        private final StopRule rule;
        private final int batch;
        private final int examples;
        private int epoch;
        private int next;
        private double sum;
        private long steps;
        private TrainingOutcome outcome;

        Run(TrainingTask task, Settings settings) {
            this.task = task;
            batch = settings.integer("batch");
            examples = task.data().shape().train();
            rule = new StopRule(settings);
            order = new EpochOrder(settings, examples);
        }

        @Override
        public boolean advance() {
            if (epoch == 0 || next == order.count()) {
                order.nextEpoch(task.shuffle());
                next = 0;
                sum = 0;
                epoch++;
            }
            double weight = order.size(next) / (double) batch;
            sum += weight * order.step(task, next++);
            steps++;
            return next < order.count() || goesOn();
        }

        private boolean goesOn() {
            double loss = sum / (examples / (double) batch);
            task.epochDone(epoch, loss);
            String stop = rule.after(epoch, loss);
            if (stop.isEmpty()) {
                return true;
            }
            outcome = new TrainingOutcome(stop, steps, epoch, loss);
            return false;
        }

        @Override
        public TrainingOutcome outcome() {
            return Outcomes.require(outcome);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeInt(epoch);
            out.writeLong(steps);
            out.writeDouble(sum);
            out.writeInt(next);
            order.save(out);
            rule.save(out);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            epoch = in.readInt();
            steps = in.readLong();
            sum = in.readDouble();
            next = in.readInt();
            if (next < 0 || next > order.count()) {
                throw new IOException("state of the training: batch " + next + " of " + order.count());
            }
            order.restore(in);
            rule.restore(in);
        }
    }
}
