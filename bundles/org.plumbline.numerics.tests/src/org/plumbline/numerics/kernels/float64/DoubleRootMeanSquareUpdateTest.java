// Generated from RootMeanSquareUpdateTest.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.numerics.kernels.WeightDecay;

class DoubleRootMeanSquareUpdateTest {

    /** v = (1 - rho) g^2, so the first step is eta / sqrt(1 - rho) = 0.01 / 0.5 against the sign of g, epsilon apart. */
    @Test
    void firstStepByHand() {
        double[] theta = {1, 1, 1};
        double[] square = new double[3];
        new DoubleRootMeanSquareUpdate(0.75, 1e-8, 0, WeightDecay.NONE).step(0.01, theta, new double[] {3, -1e-2, 0}, square, null);
        assertThat(theta[0]).isCloseTo(0.98, within(1e-6));
        assertThat(theta[1]).isCloseTo(1.02, within(1e-6));
        assertThat(theta[2]).isEqualTo(1);
        assertThat(square[0]).isEqualTo(2.25);
    }

    /** Epsilon outside of the root: g = 2, rho = 3/4, sqrt(v) = 1, epsilon 1: half of the step 2. */
    @Test
    void epsilonIsAddedToTheRoot() {
        double[] theta = {0};
        new DoubleRootMeanSquareUpdate(0.75, 1, 0, WeightDecay.NONE).step(1, theta, new double[] {2}, new double[1], null);
        assertThat(theta).containsExactly(-1);
    }

    /** The formula in double over 300 steps of fresh gradients; errors 1e-16 a step of random sign. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0.9, 0, 0", "0, 0.1, 0", "0.5, 0.05, 0.02"})
    void agreesWithTheFormulaInDouble(double momentum, double coupled, double decoupled) {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("gradients");
        int n = 23;
        double[] theta = new double[n];
        stream.gaussians(theta, 0, 1);
        double[] expected = StackCase.widen(theta);
        double[] v = new double[n];
        double[] u = new double[n];
        double[] square = new double[n];
        double[] velocity = new double[n];
        double[] g = new double[n];
        DoubleRootMeanSquareUpdate update = new DoubleRootMeanSquareUpdate(0.99, 1e-8, momentum, new WeightDecay(coupled, decoupled));
        for (int t = 1; t <= 300; t++) {
            stream.gaussians(g, 0.1, 1);
            double rate = 0.003 / t;
            update.step(rate, theta, g, square, velocity);
            for (int i = 0; i < n; i++) {
                double full = g[i] + coupled * expected[i];
                v[i] = 0.99 * v[i] + 0.01 * full * full;
                u[i] = momentum * u[i] + full / (Math.sqrt(v[i]) + 1e-8);
                expected[i] -= rate * u[i] + rate * decoupled * expected[i];
            }
        }
        for (int i = 0; i < n; i++) {
            assertThat((double) theta[i]).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void refusesBadNumbers() {
        assertThatThrownBy(() -> new DoubleRootMeanSquareUpdate(1, 1, 0, WeightDecay.NONE)).hasMessageContaining("decay rate");
        assertThatThrownBy(() -> new DoubleRootMeanSquareUpdate(0, 0, 0, WeightDecay.NONE)).hasMessageContaining("epsilon");
        assertThatThrownBy(() -> new DoubleRootMeanSquareUpdate(0, 1, -1, WeightDecay.NONE)).hasMessageContaining("momentum");
    }
}
