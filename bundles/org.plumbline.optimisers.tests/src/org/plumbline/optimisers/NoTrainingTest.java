package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.TrainingOutcome;

class NoTrainingTest {
    private static final Settings NONE = Settings.of(Map.of());

    /** The task's loss is the mean of its inputs 0 .. 11. */
    @Test
    void makesNoStepAndSaysTheMeanLoss() {
        RecordingTask task = new RecordingTask(epoch -> 1);
        assertThat(new NoTraining().train(task, NONE)).isEqualTo(new TrainingOutcome("no training", 0, 0, 5.5));
        assertThat(task.batches).isEmpty();
        assertThat(task.epochs).isEmpty();
    }

    @Test
    void looksAtFewExamplesAtOnce() {
        assertThat(new NoTraining().batchCapacity(NONE, new DataShape(Shape.of(1), Shape.of(1), 60000, 0))).isEqualTo(128);
        assertThat(new NoTraining().batchCapacity(NONE, new DataShape(Shape.of(1), Shape.of(1), 3, 0))).isEqualTo(3);
        assertThat(new NoTraining().check(NONE, new DataShape(Shape.of(1), Shape.of(1), 0, 0)).castToList()).hasSize(1);
        assertThat(new NoTraining().length(NONE, new DataShape(Shape.of(1), Shape.of(1), 3, 0))).isEmpty();
    }
}
