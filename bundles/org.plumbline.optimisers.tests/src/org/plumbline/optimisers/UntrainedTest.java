package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.TrainingLength;
import org.plumbline.engine.spi.TrainingOutcome;
import org.plumbline.engine.spi.TrainingRun;

class UntrainedTest {
    private static final Untrained TRAINING = new Untrained();
    private static final Settings NONE = Settings.of(Map.of());

    @Test
    void makesNoStepAndNoEpoch() {
        RecordingTask task = new RecordingTask(epoch -> 1);
        TrainingOutcome outcome = TRAINING.train(task, NONE);
        assertThat(outcome).isEqualTo(new TrainingOutcome("not trained", 0, 0, Double.NaN));
        assertThat(task.batches).isEmpty();
        assertThat(task.epochs).isEmpty();
    }

    @Test
    void hasNoOutcomeBeforeItIsAdvanced() {
        TrainingRun run = TRAINING.begin(new RecordingTask(epoch -> 1), NONE);
        assertThatThrownBy(run::outcome).isInstanceOf(IllegalStateException.class);
        assertThat(run.advance()).isFalse();
        assertThat(run.outcome().stopRule()).isEqualTo("not trained");
    }

    /** Also without any example. */
    @Test
    void needsNothing() {
        DataShape none = new DataShape(Shape.of(1), Shape.of(1), 0, 0);
        assertThat(TRAINING.check(NONE, none).castToList()).isEmpty();
        assertThat(TRAINING.batchCapacity(NONE, none)).isEqualTo(1);
        assertThat(TRAINING.length(NONE, none)).contains(new TrainingLength(0, 0, 0));
    }
}
