// Generated from MomentumUpdateTest.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.numerics.kernels.WeightDecay;

class DoubleMomentumUpdateTest {

    /** By hand: mu = 1/2, lr = 1/4, g = 4 twice: u = 4, 6; theta = 10 - 1 - 1.5. */
    @Test
    void twoStepsByHand() {
        double[] theta = {10};
        double[] velocity = {0};
        DoubleMomentumUpdate update = momentum(0.5);
        update.step(0.25, theta, new double[] {4}, velocity);
        assertThat(theta).containsExactly(9);
        update.step(0.25, theta, new double[] {4}, velocity);
        assertThat(velocity).containsExactly(6);
        assertThat(theta).containsExactly(7.5);
    }

    @Test
    void withoutMomentumItIsGradientDescentAndNeedsNoVelocity() {
        double[] theta = {1, 2};
        momentum(0).step(0.5, theta, new double[] {2, -4}, null);
        assertThat(theta).containsExactly(0, 4);
    }

    /** By hand: mu = 1/2, eta = 1/4, g = 4 twice: u = 4, 6; steps g + u/2 = 6, 7; theta = 10 - 1.5 - 1.75. */
    @Test
    void nesterovLooksAhead() {
        double[] theta = {10};
        double[] velocity = {0};
        DoubleMomentumUpdate update = new DoubleMomentumUpdate(0.5, true, WeightDecay.NONE);
        update.step(0.25, theta, new double[] {4}, velocity);
        assertThat(theta).containsExactly(8.5);
        update.step(0.25, theta, new double[] {4}, velocity);
        assertThat(velocity).containsExactly(6);
        assertThat(theta).containsExactly(6.75);
    }

    /** By hand, theta = 8, g = 1, c = 1/4: g + 2 = 3, eta = 1/2. Decoupled, d = 1/4: 8 - 1/2 - 1. */
    @Test
    void decaysInTwoWays() {
        double[] coupled = {8};
        double[] decoupled = {8};
        new DoubleMomentumUpdate(0, false, WeightDecay.coupled(0.25)).step(0.5, coupled, new double[] {1}, null);
        new DoubleMomentumUpdate(0, false, WeightDecay.decoupled(0.25)).step(0.5, decoupled, new double[] {1}, null);
        assertThat(coupled).containsExactly(6.5);
        assertThat(decoupled).containsExactly(6.5);
        double[] velocity = {0};
        double[] other = {0};
        DoubleMomentumUpdate first = new DoubleMomentumUpdate(0.5, false, WeightDecay.coupled(0.25));
        DoubleMomentumUpdate second = new DoubleMomentumUpdate(0.5, false, WeightDecay.decoupled(0.25));
        first.step(0.5, coupled, new double[] {1}, velocity);
        second.step(0.5, decoupled, new double[] {1}, other);
        assertThat(velocity).containsExactly(2.625);
        assertThat(other).containsExactly(1);
    }

    private static DoubleMomentumUpdate momentum(double mu) {
        return new DoubleMomentumUpdate(mu, false, WeightDecay.NONE);
    }

    @Test
    void agreesWithTheFormulaInDouble() {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("gradients");
        int n = 19;
        double[] theta = new double[n];
        double[] velocity = new double[n];
        double[] g = new double[n];
        double[] expected = new double[n];
        double[] u = new double[n];
        DoubleMomentumUpdate update = momentum(0.9);
        for (int t = 0; t < 200; t++) {
            stream.gaussians(g, 0, 1);
            update.step(0.03, theta, g, velocity);
            for (int i = 0; i < n; i++) {
                u[i] = 0.9 * u[i] + g[i];
                expected[i] -= 0.03 * u[i];
            }
        }
        for (int i = 0; i < n; i++) {
            assertThat((double) theta[i]).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void refusesBadNumbers() {
        assertThatThrownBy(() -> momentum(1)).hasMessageContaining("momentum").hasMessageContaining("got 1.0");
        assertThatThrownBy(() -> momentum(0).step(1, new double[2], new double[1], null)).hasMessageContaining("2, got 1");
    }
}
