package org.plumbline.numerics.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class MomentumUpdateTest {

    /** By hand: mu = 1/2, lr = 1/4, g = 4 twice: u = 4, 6; theta = 10 - 1 - 1.5. */
    @Test
    void twoStepsByHand() {
        float[] theta = {10};
        float[] velocity = {0};
        MomentumUpdate update = new MomentumUpdate(0.25, 0.5);
        update.step(theta, new float[] {4}, velocity);
        assertThat(theta).containsExactly(9);
        update.step(theta, new float[] {4}, velocity);
        assertThat(velocity).containsExactly(6);
        assertThat(theta).containsExactly(7.5f);
    }

    @Test
    void withoutMomentumItIsGradientDescentAndNeedsNoVelocity() {
        float[] theta = {1, 2};
        new MomentumUpdate(0.5, 0).step(theta, new float[] {2, -4}, null);
        assertThat(theta).containsExactly(0, 4);
    }

    @Test
    void agreesWithTheFormulaInDouble() {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("gradients");
        int n = 19;
        float[] theta = new float[n];
        float[] velocity = new float[n];
        float[] g = new float[n];
        double[] expected = new double[n];
        double[] u = new double[n];
        MomentumUpdate update = new MomentumUpdate(0.03, 0.9);
        for (int t = 0; t < 200; t++) {
            stream.gaussians(g, 0, 1);
            update.step(theta, g, velocity);
            for (int i = 0; i < n; i++) {
                u[i] = 0.9 * u[i] + g[i];
                expected[i] -= 0.03 * u[i];
            }
        }
        for (int i = 0; i < n; i++) {
            assertThat((double) theta[i]).isCloseTo(expected[i], within(1e-4));
        }
    }

    @Test
    void refusesBadNumbers() {
        assertThatThrownBy(() -> new MomentumUpdate(-1, 0)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> new MomentumUpdate(1, 1)).hasMessageContaining("momentum").hasMessageContaining("got 1.0");
        assertThatThrownBy(() -> new MomentumUpdate(1, 0).step(new float[2], new float[1], null)).hasMessageContaining("2, got 1");
    }
}
