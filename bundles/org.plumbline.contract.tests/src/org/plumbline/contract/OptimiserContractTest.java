package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;

class OptimiserContractTest {
    private static final int SIZE = 37;

    /** With the defaults, and with momentum, decay and a schedule where there are such parameters: other state, other code. */
    static Stream<Arguments> optimisers() {
        return Installed.all(ContributionKind.OPTIMISER).flatMap(contribution -> Stream.of(
                Arguments.of(contribution, Installed.settings(contribution)),
                Arguments.of(contribution, Installed.settings(contribution, Map.of("momentum", "0.9"))),
                Arguments.of(contribution, Installed.settings(contribution, Map.of("momentum", "0.9", "nesterov", "true",
                        "decay", "0.01", "schedule", "cosine", "period", "5", "floor", "0.1", "warmup", "2")))));
    }

    private static Updater updater(Contribution contribution, Settings settings) {
        return contribution.create(Optimiser.class).updater(settings, SIZE);
    }

    private static float[] gradient(int step) {
        return Installed.gaussians("gradient " + step, SIZE, 1);
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void continuesWithTheSameBitsAfterRestore(Contribution contribution, Settings settings) throws IOException {
        float[] whole = Installed.gaussians("start", SIZE, 1);
        float[] parted = whole.clone();
        Updater one = updater(contribution, settings);
        Updater two = updater(contribution, settings);
        for (int step = 0; step < 4; step++) {
            one.step(whole, gradient(step));
            two.step(parted, gradient(step));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        two.save(new DataOutputStream(bytes));
        Updater restored = updater(contribution, settings);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        restored.restore(in);
        assertThat(in.available()).as("bytes left of the state").isZero();
        for (int step = 4; step < 8; step++) {
            one.step(whole, gradient(step));
            restored.step(parted, gradient(step));
        }
        assertThat(parted).containsExactly(whole);
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void movesAgainstASmallGradientAndLeavesItAsItIs(Contribution contribution, Settings settings) {
        float[] parameters = Installed.gaussians("start", SIZE, 1);
        float[] before = parameters.clone();
        float[] gradient = gradient(0);
        float[] kept = gradient.clone();
        updater(contribution, settings).step(parameters, gradient);
        assertThat(gradient).containsExactly(kept);
        double progress = 0;
        for (int i = 0; i < SIZE; i++) {
            assertThat(parameters[i]).isFinite();
            progress -= ((double) parameters[i] - before[i]) * gradient[i];
        }
        assertThat(progress).as("decrease to first order").isPositive();
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void twoTrialsDoNotShareState(Contribution contribution, Settings settings) {
        Optimiser optimiser = contribution.create(Optimiser.class);
        float[] alone = Installed.gaussians("start", SIZE, 1);
        float[] beside = alone.clone();
        Updater one = optimiser.updater(settings, SIZE);
        Updater two = optimiser.updater(settings, SIZE);
        Updater other = optimiser.updater(settings, SIZE);
        float[] elsewhere = Installed.gaussians("elsewhere", SIZE, 1);
        for (int step = 0; step < 3; step++) {
            one.step(alone, gradient(step));
            two.step(beside, gradient(step));
            other.step(elsewhere, gradient(step + 50));
        }
        assertThat(beside).containsExactly(alone);
    }
}
