package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.TrainingTask;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** Notes what it was asked to do; the loss of each step is a function of the epoch. */
final class RecordingTask implements TrainingTask {
    static final int EXAMPLES = 12;

    final List<List<Float>> batches = new ArrayList<>();
    final List<Double> epochs = new ArrayList<>();
    final RandomStream shuffle = new RandomStreams(4).stream("shuffle");
    final IntToDoubleFunction loss;

    RecordingTask(IntToDoubleFunction loss) {
        this.loss = loss;
    }

    @Override
    public DataSet data() {
        float[] x = new float[EXAMPLES];
        float[] t = new float[2 * EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            x[i] = i;
            t[2 * i] = 10 * i;
            t[2 * i + 1] = 10 * i + 1;
        }
        return new DataSet(new DataShape(Shape.of(1), Shape.of(2), EXAMPLES, 0), x, t, new float[0], new float[0]);
    }

    @Override
    public double step(float[] inputs, float[] targets, int n) {
        assertThat(inputs).hasSize(n);
        List<Float> batch = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            batch.add(inputs[i]);
            assertThat(targets[2 * i]).isEqualTo(10 * inputs[i]);
            assertThat(targets[2 * i + 1]).isEqualTo(10 * inputs[i] + 1);
        }
        batches.add(batch);
        return loss.applyAsDouble(epochs.size() + 1);
    }

    @Override
    public RandomStream shuffle() {
        return shuffle;
    }

    @Override
    public void epochDone(int epoch, double value) {
        assertThat(epoch).isEqualTo(epochs.size() + 1);
        epochs.add(value);
    }
}
