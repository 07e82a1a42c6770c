package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.TrainingOutcome;
import org.plumbline.engine.spi.TrainingRun;

class MinibatchTrainingTest {
    private static Settings settings(Object... changes) {
        Map<String, Object> values = new TreeMap<>(Map.of("batch", 3L, "epochs", 200L, "tolerance", 0.0, "patience", 5L,
                "improvement", 0.99));
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        return Settings.of(values);
    }

    /** Scaling-limits 3.2: the order of the batches changes from epoch to epoch, which examples share a batch does not. */
    @Test
    void membershipOfBatchesIsFixedAndTheirOrderChanges() {
        RecordingTask task = new RecordingTask(epoch -> Math.pow(0.5, epoch));
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
        TrainingOutcome outcome = new MinibatchTraining().train(new RecordingTask(epoch -> 1.0 / epoch), settings("tolerance", 0.21));
        assertThat(outcome).isEqualTo(new TrainingOutcome("loss below 0.21", 20, 5, 0.2));
    }

    @Test
    void stopsAtTheLimitOfEpochs() {
        TrainingOutcome outcome = new MinibatchTraining().train(new RecordingTask(epoch -> Math.pow(0.5, epoch)), settings("epochs", 3L));
        assertThat(outcome).isEqualTo(new TrainingOutcome("limit of 3 epochs", 12, 3, 0.125));
    }

    /** The first epoch improves on nothing seen, then five in a row do not: six epochs. */
    @Test
    void stopsWithoutImprovement() {
        TrainingOutcome outcome = new MinibatchTraining().train(new RecordingTask(epoch -> 1), settings());
        assertThat(outcome.epochs()).isEqualTo(6);
        assertThat(outcome.stopRule()).isEqualTo("no improvement in 5 epochs");
    }

    /** Losses 1, .995, .99, .985, ...: .985 < .99 x 1 is the next improvement, so small steps add up. */
    @Test
    void slowImprovementCounts() {
        RecordingTask task = new RecordingTask(epoch -> 1 - 0.005 * (epoch - 1));
        assertThat(new MinibatchTraining().train(task, settings("epochs", 40L)).stopRule()).isEqualTo("limit of 40 epochs");
    }

    @Test
    void epochLossIsTheMeanOfTheBatchLosses() {
        int[] calls = {0};
        RecordingTask task = new RecordingTask(epoch -> ++calls[0]);
        new MinibatchTraining().train(task, settings("epochs", 2L));
        assertThat(task.epochs).containsExactly(2.5, 6.5);
    }

    /** A state of other data: batch 7 of 5, where there are 3. */
    @Test
    void refusesAStateThatIsNotItsOwn() throws IOException {
        TrainingRun run = new MinibatchTraining().begin(new RecordingTask(epoch -> 1.0), settings());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(1);
        out.writeLong(2);
        out.writeDouble(3);
        out.writeInt(7);
        out.writeInt(5);
        assertThatThrownBy(() -> run.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isInstanceOf(IOException.class).hasMessageContaining("batch 7 of 5");
        assertThatThrownBy(run::outcome).isInstanceOf(IllegalStateException.class);
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

    /** With B = N a step uses all examples in their order: the same as full-batch training. */
    @Test
    void oneBatchOfAllExamplesIsGradientDescent() {
        RecordingTask task = new RecordingTask(epoch -> Math.pow(0.5, epoch));
        RecordingTask full = new RecordingTask(epoch -> Math.pow(0.5, epoch));
        TrainingOutcome outcome = new MinibatchTraining().train(task, settings("batch", 12L, "epochs", 4L));
        new FullBatchTraining().train(full, Settings.of(Map.of("steps", 4L, "tolerance", 0.0)));
        assertThat(task.batches).isEqualTo(full.batches).hasSize(4);
        assertThat(task.epochs).isEqualTo(full.epochs);
        assertThat(outcome.steps()).isEqualTo(4);
    }
}
