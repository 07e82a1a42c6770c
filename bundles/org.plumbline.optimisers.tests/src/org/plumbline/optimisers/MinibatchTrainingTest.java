package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.CancelledException;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.TrainingOutcome;
import org.plumbline.engine.spi.TrainingTask;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class MinibatchTrainingTest {
    private static final int EXAMPLES = 12;

    private static Settings settings(Object... changes) {
        Map<String, Object> values = new TreeMap<>(Map.of("batch", 3L, "epochs", 200L, "tolerance", 0.0, "patience", 5L,
                "improvement", 0.99));
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        return Settings.of(values);
    }

    /** Notes what it was asked to do; the loss of each step is a function of the epoch. */
    private static final class Recorder implements TrainingTask {
        final List<List<Float>> batches = new ArrayList<>();
        final List<Double> epochs = new ArrayList<>();
        final RandomStream shuffle = new RandomStreams(4).stream("shuffle");
        final IntToDoubleFunction loss;
        int checkpoints;
        int cancelAt = Integer.MAX_VALUE;

        Recorder(IntToDoubleFunction loss) {
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

        @Override
        public void checkpoint() {
            if (++checkpoints > cancelAt) {
                throw new CancelledException();
            }
        }
    }

    /** Scaling-limits 3.2: the order of the batches changes from epoch to epoch, which examples share a batch does not. */
    @Test
    void membershipOfBatchesIsFixedAndTheirOrderChanges() {
        Recorder task = new Recorder(epoch -> Math.pow(0.5, epoch));
        new MinibatchTraining().train(task, settings("epochs", 6L));
        Set<List<Float>> cut = Set.of(List.of(0f, 1f, 2f), List.of(3f, 4f, 5f), List.of(6f, 7f, 8f), List.of(9f, 10f, 11f));
        Set<List<List<Float>>> orders = new HashSet<>();
        for (int epoch = 0; epoch < 6; epoch++) {
            List<List<Float>> order = task.batches.subList(4 * epoch, 4 * epoch + 4);
            assertThat(new HashSet<>(order)).isEqualTo(cut);
            orders.add(List.copyOf(order));
        }
        assertThat(orders).hasSizeGreaterThan(2);
    }

    @Test
    void stopsBelowTheTolerance() {
        TrainingOutcome outcome = new MinibatchTraining().train(new Recorder(epoch -> 1.0 / epoch), settings("tolerance", 0.21));
        assertThat(outcome).isEqualTo(new TrainingOutcome("loss below 0.21", 20, 5, 0.2));
    }

    @Test
    void stopsAtTheLimitOfEpochs() {
        TrainingOutcome outcome = new MinibatchTraining().train(new Recorder(epoch -> Math.pow(0.5, epoch)), settings("epochs", 3L));
        assertThat(outcome).isEqualTo(new TrainingOutcome("limit of 3 epochs", 12, 3, 0.125));
    }

    /** The first epoch improves on nothing seen, then five in a row do not: six epochs. */
    @Test
    void stopsWithoutImprovement() {
        TrainingOutcome outcome = new MinibatchTraining().train(new Recorder(epoch -> 1), settings());
        assertThat(outcome.epochs()).isEqualTo(6);
        assertThat(outcome.stopRule()).isEqualTo("no improvement in 5 epochs");
    }

    /** Losses 1, .995, .99, .985, ...: .985 < .99 x 1 is the next improvement, so small steps add up. */
    @Test
    void slowImprovementCounts() {
        Recorder task = new Recorder(epoch -> 1 - 0.005 * (epoch - 1));
        assertThat(new MinibatchTraining().train(task, settings("epochs", 40L)).stopRule()).isEqualTo("limit of 40 epochs");
    }

    @Test
    void epochLossIsTheMeanOfTheBatchLosses() {
        int[] calls = {0};
        Recorder task = new Recorder(epoch -> ++calls[0]);
        new MinibatchTraining().train(task, settings("epochs", 2L));
        assertThat(task.epochs).containsExactly(2.5, 6.5);
    }

    @Test
    void cancelIsHonouredBetweenSteps() {
        Recorder task = new Recorder(epoch -> 1.0 / epoch);
        task.cancelAt = 6;
        assertThatThrownBy(() -> new MinibatchTraining().train(task, settings())).isInstanceOf(CancelledException.class);
        assertThat(task.batches).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1024 | 32 |", "60000 | 32 |", "7 | 7 |", "5 | 1 |",
        "1024 | 50 | 1024 training examples cannot be cut into batches of 50; possible near it: 32 or 64",
        "1024 | 2000 | 1024 training examples cannot be cut into batches of 2000; possible near it: 1024",
        "7 | 3 | 7 training examples cannot be cut into batches of 3; possible near it: 1 or 7",
        "0 | 3 | there are no training examples"})
    void saysWhichBatchesArePossible(int examples, long batch, String expected) {
        DataShape shape = new DataShape(Shape.of(1), Shape.of(1), examples, 0);
        var found = new MinibatchTraining().check(settings("batch", batch), shape);
        assertThat(found.castToList()).isEqualTo(expected == null ? Arrays.asList() : List.of(expected));
        assertThat(new MinibatchTraining().batchCapacity(settings("batch", batch), shape)).isEqualTo((int) batch);
    }
}
