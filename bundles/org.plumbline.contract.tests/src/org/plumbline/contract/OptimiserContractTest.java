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
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;

class OptimiserContractTest {
    private static final int SIZE = 37;

    /** With the defaults, and with momentum, decay and a schedule where there are such parameters: other state, other code. */
    static Stream<Arguments> optimisers() {
        return Installed.all(ContributionKind.OPTIMISER).flatMap(contribution -> Stream.of(
                Installed.settings(contribution),
                Installed.settings(contribution, Map.of("momentum", "0.9")),
                Installed.settings(contribution, Map.of("momentum", "0.9", "nesterov", "true",
                        "decay", "0.01", "schedule", "cosine", "period", "5", "floor", "0.1", "warmup", "2")))
                .flatMap(settings -> Stream.of(Precision.values()).map(p -> Arguments.of(contribution, settings, p))));
    }

    private static Updater updater(Contribution contribution, Settings settings, Precision precision) {
        return contribution.create(Optimiser.class).updater(settings, precision, SIZE);
    }

    private static RealArray gradient(int step, Precision precision) {
        return Installed.reals(precision, "gradient " + step, SIZE, 1);
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void continuesWithTheSameBitsAfterRestore(Contribution contribution, Settings settings, Precision precision) throws IOException {
        RealArray whole = Installed.reals(precision, "start", SIZE, 1);
        RealArray parted = whole.copy();
        Updater one = updater(contribution, settings, precision);
        Updater two = updater(contribution, settings, precision);
        for (int step = 0; step < 4; step++) {
            one.step(whole, gradient(step, precision));
            two.step(parted, gradient(step, precision));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        two.save(new DataOutputStream(bytes));
        Updater restored = updater(contribution, settings, precision);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        restored.restore(in);
        assertThat(in.available()).as("bytes left of the state").isZero();
        for (int step = 4; step < 8; step++) {
            one.step(whole, gradient(step, precision));
            restored.step(parted, gradient(step, precision));
        }
        assertThat(Installed.doubles(parted)).containsExactly(Installed.doubles(whole));
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void movesAgainstASmallGradientAndLeavesItAsItIs(Contribution contribution, Settings settings, Precision precision) {
        RealArray parameters = Installed.reals(precision, "start", SIZE, 1);
        RealArray before = parameters.copy();
        RealArray gradient = gradient(0, precision);
        RealArray kept = gradient.copy();
        updater(contribution, settings, precision).step(parameters, gradient);
        assertThat(Installed.doubles(gradient)).containsExactly(Installed.doubles(kept));
        double progress = 0;
        for (int i = 0; i < SIZE; i++) {
            assertThat(parameters.get(i)).isFinite();
            progress -= (parameters.get(i) - before.get(i)) * gradient.get(i);
        }
        assertThat(progress).as("decrease to first order").isPositive();
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void twoTrialsDoNotShareState(Contribution contribution, Settings settings, Precision precision) {
        Optimiser optimiser = contribution.create(Optimiser.class);
        RealArray alone = Installed.reals(precision, "start", SIZE, 1);
        RealArray beside = alone.copy();
        Updater one = optimiser.updater(settings, precision, SIZE);
        Updater two = optimiser.updater(settings, precision, SIZE);
        Updater other = optimiser.updater(settings, precision, SIZE);
        RealArray elsewhere = Installed.reals(precision, "elsewhere", SIZE, 1);
        for (int step = 0; step < 3; step++) {
            one.step(alone, gradient(step, precision));
            two.step(beside, gradient(step, precision));
            other.step(elsewhere, gradient(step + 50, precision));
        }
        assertThat(Installed.doubles(beside)).containsExactly(Installed.doubles(alone));
    }
}
