package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;

import org.junit.jupiter.api.Test;

class SgdUpdaterTest {

    /** By hand, lr 0.1, momentum 0.5, g = 1, 1, 1: u = 1, 1.5, 1.75; theta = 1 - 0.1 (1 + 1.5 + 1.75) = 0.575. */
    @Test
    void threeStepsByHand() {
        float[] theta = {1};
        SgdUpdater updater = new SgdUpdater(0.1, 0.5, 1);
        for (int t = 0; t < 3; t++) {
            updater.step(theta, new float[] {1});
        }
        assertThat(theta[0]).isCloseTo(0.575f, within(1e-6f));
    }

    @Test
    void withoutMomentumItIsPlainGradientDescent() {
        float[] theta = {1, -2};
        SgdUpdater updater = new SgdUpdater(0.25, 0, 2);
        updater.step(theta, new float[] {4, 2});
        updater.step(theta, new float[] {4, 2});
        assertThat(theta).containsExactly(-1, -3);
    }

    /** On f = theta^2/2 with lr h and momentum m the iterates are those of the linear recurrence, here solved in double. */
    @Test
    void followsTheRecurrenceOnAParabola() {
        float[] theta = {1};
        SgdUpdater updater = new SgdUpdater(0.05, 0.9, 1);
        double x = 1;
        double u = 0;
        for (int t = 0; t < 100; t++) {
            updater.step(theta, new float[] {theta[0]});
            u = 0.9 * u + x;
            x -= 0.05 * u;
        }
        assertThat((double) theta[0]).isCloseTo(x, within(1e-5));
    }

    @Test
    void continuesAfterRestore() throws IOException {
        UpdaterChecks.continuesAfterRestore(() -> new SgdUpdater(0.1, 0.9, 33), 33);
        UpdaterChecks.continuesAfterRestore(() -> new SgdUpdater(0.1, 0, 33), 33);
    }
}
