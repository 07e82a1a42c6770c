package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
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
 * Passes over fixed batches in a new random order each epoch.
 * <p>The training examples are cut once, in their order, into batches of B; each epoch draws a permutation of the batches and
 * makes one step for each. The epoch loss is the mean of the batch losses, each seen before its step. Training stops after
 * the first epoch with epoch loss &lt; tolerance; else after {@code patience} epochs in a row without an epoch loss below
 * {@code improvement} times the best (the best is the last epoch loss that was such an improvement); else after
 * {@code epochs} epochs.</p>
 * The number of training examples must be a multiple of B: a short last batch would weigh its examples more.
 * Source: training loop of the program released with Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual
 * networks", ICML 2021, without its defect of shuffling (there batches are overwritten by copies of others).
 * Pinned by MinibatchTrainingTest.
 */
public final class MinibatchTraining implements TrainingProcedure {

    @Override
    public ImmutableList<String> check(Settings settings, DataShape data) {
        int batch = settings.integer("batch");
        int n = data.train();
        if (n < 1) {
            return Lists.immutable.with("there are no training examples");
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
        long batches = data.train() / settings.integer("batch");
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
        private final Batches batches;
        private final StopRule rule;
        private int epoch;
        private int[] order = {};
        private int next;
        private double sum;
        private long steps;
        private TrainingOutcome outcome;

        Run(TrainingTask task, Settings settings) {
            this.task = task;
            rule = new StopRule(settings);
            batches = new Batches(task.data(), settings.integer("batch"));
        }

        @Override
        public boolean advance() {
            if (next == order.length) {
                order = task.shuffle().permutation(batches.count());
                next = 0;
                sum = 0;
                epoch++;
            }
            sum += batches.step(task, order[next++]);
            steps++;
            return next < order.length || goesOn();
        }

        private boolean goesOn() {
            double loss = sum / order.length;
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
            out.writeInt(order.length);
            for (int batch : order) {
                out.writeInt(batch);
            }
            rule.save(out);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            epoch = in.readInt();
            steps = in.readLong();
            sum = in.readDouble();
            next = in.readInt();
            int length = in.readInt();
            if (length != 0 && length != batches.count() || next < 0 || next > length) {
                throw new IOException("state of the training: batch " + next + " of " + length + ", expected at most " + batches.count());
            }
            order = new int[length];
            for (int i = 0; i < length; i++) {
                order[i] = Objects.checkIndex(in.readInt(), length);
            }
            rule.restore(in);
        }
    }

    /** The training examples, cut into batches. */
    private static final class Batches {
        private final DataSet data;
        private final int size;
        private final float[] inputs;
        private final float[] targets;

        Batches(DataSet data, int size) {
            this.data = data;
            this.size = size;
            inputs = new float[size * data.shape().input().size()];
            targets = new float[size * data.shape().target().size()];
        }

        int count() {
            return data.shape().train() / size;
        }

        double step(TrainingTask task, int batch) {
            System.arraycopy(data.trainInputs(), batch * inputs.length, inputs, 0, inputs.length);
            System.arraycopy(data.trainTargets(), batch * targets.length, targets, 0, targets.length);
            return task.step(inputs, targets, size);
        }
    }

    /** When to stop; sees each epoch once, in order. */
    static final class StopRule {
        private final double tolerance;
        private final int epochs;
        private final int patience;
        private final double improvement;
        private double best = Double.POSITIVE_INFINITY;
        private int without;

        StopRule(Settings settings) {
            tolerance = settings.real("tolerance");
            epochs = settings.integer("epochs");
            patience = settings.integer("patience");
            improvement = settings.real("improvement");
        }

        void save(DataOutput out) throws IOException {
            out.writeDouble(best);
            out.writeInt(without);
        }

        void restore(DataInput in) throws IOException {
            best = in.readDouble();
            without = in.readInt();
        }

        /** @return the rule that stops training after this epoch, or empty */
        String after(int epoch, double loss) {
            if (loss < improvement * best) {
                best = loss;
                without = 0;
            } else {
                without++;
            }
            if (loss < tolerance) {
                return "loss below " + tolerance;
            }
            if (without >= patience) {
                return "no improvement in " + patience + " epochs";
            }
            return epoch >= epochs ? "limit of " + epochs + " epochs" : "";
        }
    }
}
