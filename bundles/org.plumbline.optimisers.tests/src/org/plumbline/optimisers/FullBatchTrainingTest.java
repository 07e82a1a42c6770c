package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.TrainingOutcome;

class FullBatchTrainingTest {
    private static final FullBatchTraining TRAINING = new FullBatchTraining();

    private static Settings settings(long steps, double tolerance) {
        return Settings.of(Map.of("steps", steps, "tolerance", tolerance));
    }

    @Test
    void eachStepSeesAllExamplesInTheirOrder() {
        RecordingTask task = new RecordingTask(epoch -> 1);
        assertThat(TRAINING.train(task, settings(3, 0))).isEqualTo(new TrainingOutcome("limit of 3 steps", 3, 3, 1));
        assertThat(task.batches).hasSize(3);
        assertThat(task.batches.get(2)).hasSize(RecordingTask.EXAMPLES).isSorted().isEqualTo(task.batches.get(0));
    }

    /** 1/t < 0.21 for the first time at t = 5. */
    @Test
    void stopsBelowTheTolerance() {
        TrainingOutcome outcome = TRAINING.train(new RecordingTask(epoch -> 1.0 / epoch), settings(100, 0.21));
        assertThat(outcome).isEqualTo(new TrainingOutcome("loss below 0.21", 5, 5, 0.2));
    }

    @Test
    void needsExamples() {
        DataShape none = new DataShape(Shape.of(1), Shape.of(1), 0, 3);
        assertThat(TRAINING.check(settings(1, 0), none).castToList()).containsExactly("there are no training examples");
        DataShape some = new DataShape(Shape.of(1), Shape.of(1), 7, 0);
        assertThat(TRAINING.check(settings(1, 0), some).castToList()).isEmpty();
        assertThat(TRAINING.batchCapacity(settings(1, 0), some)).isEqualTo(7);
    }
}
