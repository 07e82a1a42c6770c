package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.TrainingTask;
import org.plumbline.numerics.random.RandomStream;

/**
 * Which examples the batches of an epoch have.
 * <p>{@code ONCE}: the examples are cut once, in their order, into batches of B; each epoch is a random permutation of them.
 * {@code EACH_EPOCH}: each epoch is a random permutation of the examples, cut into batches of B, the last of which may be shorter.
 * {@code AS_RELEASED}: cut once; before each epoch, for i = nb-1 down to 1: batch[i] = batch[j] with j uniform on {0, .., i}. What is
 * overwritten does not come back, so that after some epochs only copies of the first batch are left.</p>
 */
final class EpochOrder {

    /** The ways to order examples. */
    enum Form {
        ONCE, EACH_EPOCH, AS_RELEASED
    }

    private final Form form;
    private final int batch;
    private final int examples;
    private final int earlier;
    /** Numbers of batches, or of examples for {@code EACH_EPOCH}; empty before the first epoch. */
    private int[] order = {};
    /** A whole batch, used again in each step. */
    private float[] inputs = {};
    private float[] targets = {};

    EpochOrder(Settings settings, int examples) {
        this.form = form(settings);
        this.batch = settings.integer("batch");
        this.examples = examples;
        this.earlier = settings.integer("earlierEpochs");
    }

    static Form form(Settings settings) {
        if (settings.flag("asReleased")) {
            return Form.AS_RELEASED;
        }
        return settings.text("cut").equals("once") ? Form.ONCE : Form.EACH_EPOCH;
    }

    /** @return batches of an epoch */
    int count() {
        return (examples + batch - 1) / batch;
    }

    /** @return examples of batch b of the epoch */
    int size(int b) {
        return Math.min(batch, examples - b * batch);
    }

    void nextEpoch(RandomStream stream) {
        switch (form) {
            case ONCE -> order = stream.permutation(count());
            case EACH_EPOCH -> order = stream.permutation(examples);
            case AS_RELEASED -> {
                if (order.length == 0) {
                    order = whole(count());
                    for (int epoch = 0; epoch < earlier; epoch++) {
                        overwrite(order, stream);
                    }
                }
                overwrite(order, stream);
            }
        }
    }

    private static int[] whole(int count) {
        int[] batches = new int[count];
        for (int i = 0; i < count; i++) {
            batches[i] = i;
        }
        return batches;
    }

    /** The released program shuffles with views of an array, so that a swap is a copy. */
    private static void overwrite(int[] batches, RandomStream stream) {
        for (int i = batches.length - 1; i > 0; i--) {
            batches[i] = batches[stream.nextInt(i + 1)];
        }
    }

    /** Makes the step of batch b of the epoch. */
    double step(TrainingTask task, int b) {
        DataSet data = task.data();
        int n = size(b);
        int unit = form == Form.EACH_EPOCH ? 1 : batch;
        int inputSize = data.shape().input().size();
        int targetSize = data.shape().target().size();
        if (inputs.length != n * inputSize) {
            inputs = new float[n * inputSize];
            targets = new float[n * targetSize];
        }
        for (int i = 0; i < n; i += unit) {
            int from = order[(b * batch + i) / unit] * unit;
            System.arraycopy(data.trainInputs(), from * inputSize, inputs, i * inputSize, unit * inputSize);
            System.arraycopy(data.trainTargets(), from * targetSize, targets, i * targetSize, unit * targetSize);
        }
        return task.step(inputs, targets, n);
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(order.length);
        for (int entry : order) {
            out.writeInt(entry);
        }
    }

    /** @throws IOException if the order found is none of these batches; the message says what was found */
    void restore(DataInput in) throws IOException {
        int whole = form == Form.EACH_EPOCH ? examples : count();
        int length = in.readInt();
        if (length != 0 && length != whole) {
            throw new IOException("state of the training: an order of " + length + ", expected " + whole);
        }
        order = new int[length];
        for (int i = 0; i < length; i++) {
            order[i] = Objects.checkIndex(in.readInt(), length);
        }
    }
}
