package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.Loss;
import org.plumbline.engine.spi.TrainingOutcome;
import org.plumbline.engine.spi.TrainingProcedure;
import org.plumbline.engine.spi.TrainingRun;
import org.plumbline.engine.spi.TrainingTask;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.random.RandomStream;

class LossAndTrainingContractTest {

    static Stream<Contribution> losses() {
        return Installed.all(ContributionKind.LOSS);
    }

    static Stream<Contribution> trainings() {
        return Installed.all(ContributionKind.TRAINING);
    }

    /** Central differences with step 2^-10 in outputs of order one: truncation of smooth losses 1e-6, rounding 1e-13. */
    @ParameterizedTest
    @MethodSource("losses")
    void gradientIsThatOfTheValue(Contribution contribution) {
        int n = 3;
        int k = 4;
        Loss loss = contribution.create(Loss.class);
        Settings settings = Installed.settings(contribution);
        double[] outputs = Installed.doubles(Installed.reals(Precision.DOUBLE, "outputs", n * k, 1));
        float[] targets = Installed.gaussians("targets", n * k, 1);
        double[] before = outputs.clone();
        double[] gradient = new double[n * k];
        double value = loss.valueAndGradient(settings, outputs, targets, n, k, gradient);
        assertThat(value).isFinite();
        assertThat(loss.valueAndGradient(settings, outputs, targets, n, k, new double[n * k])).isEqualTo(value);
        assertThat(outputs).containsExactly(before);
        for (int i = 0; i < outputs.length; i++) {
            double[] plus = outputs.clone();
            double[] minus = outputs.clone();
            plus[i] += 1.0 / 1024;
            minus[i] -= 1.0 / 1024;
            double slope = (loss.valueAndGradient(settings, plus, targets, n, k, new double[n * k])
                    - loss.valueAndGradient(settings, minus, targets, n, k, new double[n * k])) / (plus[i] - minus[i]);
            assertThat(gradient[i]).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
        }
    }

    /** A problem whose loss halves each epoch; it notes its batches. */
    private static final class Task implements TrainingTask {
        private final RandomStream shuffle = Installed.stream("shuffle");
        private final DataSet data = Installed.data();
        private final int capacity;
        private final List<float[]> batches = new ArrayList<>();
        private int epochs;

        Task(int capacity) {
            this.capacity = capacity;
        }

        @Override
        public DataSet data() {
            return data;
        }

        @Override
        public double step(float[] inputs, float[] targets, int n) {
            assertThat(n).isBetween(1, capacity);
            batches.add(Arrays.copyOf(inputs, n * Installed.WIDTH));
            return Math.pow(0.5, epochs);
        }

        @Override
        public RandomStream shuffle() {
            return shuffle;
        }

        @Override
        public void epochDone(int epoch, double loss) {
            epochs = epoch;
        }
    }

    private static Settings training(Contribution contribution) {
        return Installed.settings(contribution, Map.of("batch", "4", "epochs", "5", "steps", "5"));
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void trainingRepeatsItself(Contribution contribution) {
        TrainingProcedure training = contribution.create(TrainingProcedure.class);
        Settings settings = training(contribution);
        assertThat(training.check(settings, Installed.dataShape()).castToList()).isEmpty();
        int capacity = training.batchCapacity(settings, Installed.dataShape());
        Task one = new Task(capacity);
        Task two = new Task(capacity);
        float[] before = one.data.trainInputs().clone();
        TrainingOutcome outcome = training.train(one, settings);
        assertThat(training.train(two, settings)).isEqualTo(outcome);
        assertThat(two.batches).hasSameSizeAs(one.batches);
        for (int i = 0; i < one.batches.size(); i++) {
            assertThat(two.batches.get(i)).containsExactly(one.batches.get(i));
        }
        assertThat(outcome.steps()).isEqualTo(one.batches.size());
        assertThat(outcome.epochs()).isEqualTo(one.epochs);
        assertThat(outcome.stopRule()).isNotBlank();
        training.length(settings, Installed.dataShape()).ifPresent(length -> {
            assertThat(outcome.steps()).isBetween(length.fewestSteps(), length.mostSteps());
            assertThat((long) outcome.epochs()).isLessThanOrEqualTo(length.mostEpochs());
        });
        assertThat(one.data.trainInputs()).containsExactly(before);
    }

    /** Stopped after any number of steps, saved, and continued by another: the same batches and the same end. */
    @ParameterizedTest
    @MethodSource("trainings")
    void trainingContinuesWhereItWasStopped(Contribution contribution) throws IOException {
        TrainingProcedure training = contribution.create(TrainingProcedure.class);
        Settings settings = training(contribution);
        int capacity = training.batchCapacity(settings, Installed.dataShape());
        Task whole = new Task(capacity);
        TrainingOutcome outcome = training.train(whole, settings);
        for (int stop = 0; stop < whole.batches.size(); stop++) {
            Task first = new Task(capacity);
            TrainingRun run = training.begin(first, settings);
            for (int step = 0; step < stop; step++) {
                assertThat(run.advance()).isTrue();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            run.save(new DataOutputStream(bytes));
            Task second = new Task(capacity);
            second.epochs = first.epochs;
            second.shuffle.seek(first.shuffle.position());
            TrainingRun other = training.begin(second, settings);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            other.restore(in);
            assertThat(in.available()).as("bytes left of the state").isZero();
            while (other.advance()) {
                // to the end
            }
            assertThat(other.outcome()).isEqualTo(outcome);
            assertThat(first.batches.size() + second.batches.size()).isEqualTo(whole.batches.size());
            for (int i = 0; i < second.batches.size(); i++) {
                assertThat(second.batches.get(i)).containsExactly(whole.batches.get(stop + i));
            }
        }
    }
}
