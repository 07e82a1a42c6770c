package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;

class SgdUpdaterTest {

    private static Updater updater(double rate, double momentum, int size) {
        return new SgdOptimiser().updater(UpdaterChecks.settings("lr", rate, "momentum", momentum), Precision.FLOAT, size);
    }

    /** By hand, lr 0.1, momentum 0.5, g = 1, 1, 1: u = 1, 1.5, 1.75; theta = 1 - 0.1 (1 + 1.5 + 1.75) = 0.575. */
    @Test
    void threeStepsByHand() {
        float[] theta = {1};
        Updater updater = updater(0.1, 0.5, 1);
        for (int t = 0; t < 3; t++) {
            updater.step(RealArray.of(theta), RealArray.of(new float[] {1}));
        }
        assertThat(theta[0]).isCloseTo(0.575f, within(1e-6f));
    }

    @Test
    void withoutMomentumItIsPlainGradientDescent() {
        float[] theta = {1, -2};
        Updater updater = updater(0.25, 0.0, 2);
        updater.step(RealArray.of(theta), RealArray.of(new float[] {4, 2}));
        updater.step(RealArray.of(theta), RealArray.of(new float[] {4, 2}));
        assertThat(theta).containsExactly(-1, -3);
    }

    /** On f = theta^2/2 with lr h and momentum m the iterates are those of the linear recurrence, here solved in double. */
    @Test
    void followsTheRecurrenceOnAParabola() {
        float[] theta = {1};
        Updater updater = updater(0.05, 0.9, 1);
        double x = 1;
        double u = 0;
        for (int t = 0; t < 100; t++) {
            updater.step(RealArray.of(theta), RealArray.of(new float[] {theta[0]}));
            u = 0.9 * u + x;
            x -= 0.05 * u;
        }
        assertThat((double) theta[0]).isCloseTo(x, within(1e-5));
    }

    @Test
    void continuesAfterRestore() throws IOException {
        UpdaterChecks.continuesAfterRestore(() -> updater(0.1, 0.9, 33), 33);
        UpdaterChecks.continuesAfterRestore(() -> updater(0.1, 0.0, 33), 33);
    }

    /** Warm-up over 2 steps, then halved each step: rates 1/2, 1, 1, 1/2; with g = 1 the sum of the moves is 3. */
    @Test
    void ratesFollowTheSchedule() {
        float[] theta = {3};
        Updater updater = new SgdOptimiser().updater(
                UpdaterChecks.settings("lr", 1.0, "schedule", "step", "period", 1L, "drop", 0.5, "warmup", 2L), Precision.FLOAT, 1);
        for (int t = 0; t < 4; t++) {
            updater.step(RealArray.of(theta), RealArray.of(new float[] {1}));
        }
        assertThat(theta).containsExactly(0);
    }

    /** theta = 2, g = 0, lr 1/2, c = 1/2: 2 - 1/2 = 1.5. */
    @Test
    void decaysThroughTheGradient() {
        float[] theta = {2};
        new SgdOptimiser().updater(UpdaterChecks.settings("lr", 0.5, "decay", 0.5), Precision.FLOAT, 1).step(RealArray.of(theta), RealArray.of(new float[1]));
        assertThat(theta).containsExactly(1.5f);
    }

    /** theta = 0, g = 1, lr 1, momentum 1/2: Nesterov's first step is 1 + 1/2. */
    @Test
    void nesterovIsPassedOn() {
        float[] theta = {0};
        new SgdOptimiser().updater(UpdaterChecks.settings("lr", 1.0, "momentum", 0.5, "nesterov", true), Precision.FLOAT, 1)
                .step(RealArray.of(theta), RealArray.of(new float[] {1}));
        assertThat(theta).containsExactly(-1.5f);
    }

    @Test
    void continuesInTheScheduleAfterRestore() throws IOException {
        UpdaterChecks.continuesAfterRestore(() -> new SgdOptimiser().updater(UpdaterChecks.settings("schedule", "cosine",
                "period", 4L, "warmup", 2L, "momentum", 0.9, "nesterov", true, "decay", 0.1), Precision.FLOAT, 33), 33);
    }

    /** Step -lr L^p g by hand: 0.5 x 16^-0.5 = 0.125 of a gradient 4; without a depth L = 1. Adam's first step is lr L^p. */
    @Test
    void learningRateMayBeAPowerOfTheDepth() {
        var settings = UpdaterChecks.settings("lr", 0.5, "depthPower", -0.5);
        float[] theta = {1};
        new SgdOptimiser().updater(settings, Precision.FLOAT, 1, 16).step(RealArray.of(theta), RealArray.of(4f));
        assertThat(theta[0]).isEqualTo(0.5f);
        new SgdOptimiser().updater(settings, Precision.FLOAT, 1).step(RealArray.of(theta), RealArray.of(4f));
        assertThat(theta[0]).isEqualTo(-1.5f);
        float[] adam = {1};
        new AdamOptimiser().updater(settings, Precision.FLOAT, 1, 16).step(RealArray.of(adam), RealArray.of(4f));
        assertThat(adam[0]).isCloseTo(0.875f, within(1e-6f));
    }
}
