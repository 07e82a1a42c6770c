package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
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
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class MinibatchTrainingTest {
    private static Settings settings(Object... changes) {
        Map<String, Object> values = new TreeMap<>(Map.of("batch", 3L, "epochs", 200L, "tolerance", 0.0, "patience", 5L,
                "improvement", 0.99));
        values.putAll(Map.of("cut", "once", "asReleased", false, "earlierEpochs", 0L));
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

    /** A state of other data: five batches, where there are four. */
    @Test
    void refusesAStateThatIsNotItsOwn() throws IOException {
        TrainingRun run = new MinibatchTraining().begin(new RecordingTask(epoch -> 1.0), settings());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(1);
        out.writeLong(2);
        out.writeDouble(3);
        out.writeInt(2);
        out.writeInt(5);
        assertThatThrownBy(() -> run.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isInstanceOf(IOException.class).hasMessageContaining("an order of 5, expected 4");
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

    private static List<List<Float>> epoch(RecordingTask task, int epoch, int batches) {
        return task.batches.subList(batches * epoch, batches * (epoch + 1));
    }

    /**
     * Scaling-limits 3.3: for i = nb-1 .. 1, batch[i] = batch[j], on the data themselves. The reference draws from an equal stream and
     * copies whole batches of an array.
     */
    @Test
    void asReleasedOverwritesBatches() {
        RecordingTask task = new RecordingTask(epoch -> Math.pow(0.5, epoch));
        new MinibatchTraining().train(task, settings("epochs", 12L, "asReleased", true));
        RandomStream stream = new RandomStreams(4).stream("shuffle");
        List<List<Float>> held = new ArrayList<>(List.of(List.of(0f, 1f, 2f), List.of(3f, 4f, 5f), List.of(6f, 7f, 8f), List.of(9f, 10f, 11f)));
        for (int epoch = 0; epoch < 12; epoch++) {
            for (int i = 3; i > 0; i--) {
                held.set(i, held.get(stream.nextInt(i + 1)));
            }
            assertThat(epoch(task, epoch, 4)).isEqualTo(held);
        }
    }

    /**
     * The first batch is the only one that always survives: with 32 batches all are copies of it after some epochs. A slot
     * i &gt; 0 takes j = 0 with probability 1/(i + 1) in each epoch, so that 400 epochs leave the last with another one with
     * probability below (31/32)^400 = 3e-6.
     */
    @Test
    void asReleasedCollapsesToTheFirstBatch() {
        Settings settings = settings("batch", 1L, "asReleased", true, "earlierEpochs", 400L);
        EpochOrder order = new EpochOrder(settings, 32);
        order.nextEpoch(new RandomStreams(5).stream("shuffle"));
        RecordingTask task = new RecordingTask(epoch -> 0);
        for (int b = 0; b < 32; b++) {
            order.step(task, b);
        }
        assertThat(task.batches).hasSize(32).containsOnly(List.of(0f));
    }

    /** Trials of later depths begin where earlier epochs ended: the same as training on without looking. */
    @Test
    void earlierEpochsAreThoseBeforeTheFirst() {
        RecordingTask whole = new RecordingTask(epoch -> Math.pow(0.5, epoch));
        RecordingTask later = new RecordingTask(epoch -> Math.pow(0.5, epoch));
        new MinibatchTraining().train(whole, settings("epochs", 5L, "asReleased", true));
        new MinibatchTraining().train(later, settings("epochs", 2L, "asReleased", true, "earlierEpochs", 3L));
        assertThat(later.batches).isEqualTo(whole.batches.subList(12, 20));
    }

    /** Each epoch has each example once, in batches of 5, 5 and 2; the epoch loss weighs examples equally. */
    @Test
    void batchesCanBeCutAnewEachEpoch() {
        int[] steps = {0};
        RecordingTask task = new RecordingTask(epoch -> ++steps[0]);
        Settings settings = settings("batch", 5L, "epochs", 2L, "cut", "each-epoch");
        assertThat(new MinibatchTraining().check(settings, task.data().shape()).castToList()).isEmpty();
        TrainingOutcome outcome = new MinibatchTraining().train(task, settings);
        assertThat(outcome.steps()).isEqualTo(6);
        assertThat(task.batches.stream().map(List::size)).containsExactly(5, 5, 2, 5, 5, 2);
        assertThat(task.epochs.get(0)).isCloseTo((5 * 1 + 5 * 2 + 2 * 3) / 12.0, within(1e-15));
        assertThat(task.epochs.get(1)).isCloseTo((5 * 4 + 5 * 5 + 2 * 6) / 12.0, within(1e-15));
        for (int epoch = 0; epoch < 2; epoch++) {
            assertThat(epoch(task, epoch, 3).stream().flatMap(List::stream)).hasSize(12).doesNotHaveDuplicates();
        }
        assertThat(epoch(task, 0, 3)).isNotEqualTo(epoch(task, 1, 3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "each-epoch | false | 5 |", "each-epoch | false | 12 |",
        "each-epoch | false | 13 | batches of 13 are larger than the 12 training examples; at most 12",
        "each-epoch | true | 3 | the released program cuts its batches once; 'asReleased' needs cut=once",
        "once | true | 3 |", "once | true | 5 | 12 training examples cannot be cut into batches of 5; possible near it: 4 or 6"})
    void saysWhatEachOrderNeeds(String cut, boolean asReleased, long batch, String expected) {
        DataShape shape = new DataShape(Shape.of(1), Shape.of(1), 12, 0);
        var found = new MinibatchTraining().check(settings("cut", cut, "asReleased", asReleased, "batch", batch), shape);
        assertThat(found.castToList()).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    /** Stopped after each step and continued by another run: the same batches, for all orders. */
    @ParameterizedTest
    @CsvSource({"once, false, 3", "each-epoch, false, 5", "once, true, 3"})
    void continuesWithTheSameBatches(String cut, boolean asReleased, long batch) throws IOException {
        Settings settings = settings("cut", cut, "asReleased", asReleased, "batch", batch, "epochs", 4L, "earlierEpochs", 1L);
        RecordingTask whole = new RecordingTask(epoch -> Math.pow(0.5, epoch));
        TrainingOutcome outcome = new MinibatchTraining().train(whole, settings);
        for (int stop = 0; stop < whole.batches.size(); stop++) {
            RecordingTask task = new RecordingTask(epoch -> Math.pow(0.5, epoch));
            TrainingRun run = new MinibatchTraining().begin(task, settings);
            for (int step = 0; step < stop; step++) {
                run.advance();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            run.save(new DataOutputStream(bytes));
            TrainingRun other = new MinibatchTraining().begin(task, settings);
            other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            while (other.advance()) {
                // to the end
            }
            assertThat(task.batches).isEqualTo(whole.batches);
            assertThat(other.outcome()).isEqualTo(outcome);
        }
    }
}
