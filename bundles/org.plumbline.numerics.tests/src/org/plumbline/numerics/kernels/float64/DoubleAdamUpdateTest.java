// Generated from AdamUpdateTest.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.numerics.kernels.WeightDecay;

class DoubleAdamUpdateTest {

    private static final DoubleAdamUpdate ADAM = new DoubleAdamUpdate(0.9, 0.999, 1e-8, WeightDecay.NONE);

    /** By hand: after step 1, mhat = g and vhat = g^2, so each parameter moves by lr against the sign of its gradient. */
    @Test
    void firstStepMovesEachParameterByTheLearningRate() {
        double[] theta = {1, 1, 1, 1};
        double[] m = new double[4];
        double[] v = new double[4];
        ADAM.step(0.01, theta, new double[] {5, -1e-3, 1e-8, 0}, m, v, 1);
        assertThat(theta[0]).isCloseTo(0.99, within(1e-7));
        assertThat(theta[1]).isCloseTo(1.01, within(2e-7));
        assertThat(theta[2]).isCloseTo(0.995, within(1e-7)); // g = epsilon: half a step
        assertThat(theta[3]).isEqualTo(1);
        assertThat(m[0]).isCloseTo(0.5, within(1e-7));
        assertThat(v[0]).isCloseTo(0.025, within(1e-8));
    }

    /** Algorithm 1 entry by entry, over 300 steps of fresh random gradients. */
    @Test
    void agreesWithTheAlgorithmInDouble() {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("gradients");
        int n = 37;
        double[] theta = new double[n];
        stream.gaussians(theta, 0, 1);
        double[] expected = StackCase.widen(theta);
        double[] firstMoment = new double[n];
        double[] secondMoment = new double[n];
        double[] m = new double[n];
        double[] v = new double[n];
        double[] g = new double[n];
        for (int t = 1; t <= 300; t++) {
            stream.gaussians(g, 0.1, 1);
            ADAM.step(0.01, theta, g, m, v, t);
            for (int i = 0; i < n; i++) {
                firstMoment[i] = 0.9 * firstMoment[i] + (1 - 0.9) * g[i];
                secondMoment[i] = 0.999 * secondMoment[i] + (1 - 0.999) * g[i] * g[i];
                double mHat = firstMoment[i] / (1 - Math.pow(0.9, t));
                double vHat = secondMoment[i] / (1 - Math.pow(0.999, t));
                expected[i] -= 0.01 * mHat / (Math.sqrt(vHat) + 1e-8);
            }
        }
        for (int i = 0; i < n; i++) {
            assertThat((double) theta[i]).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void refusesBadNumbers() {
        WeightDecay none = WeightDecay.NONE;
        assertThatThrownBy(() -> new DoubleAdamUpdate(1, 0.999, 1e-8, none)).hasMessageContaining("beta1");
        assertThatThrownBy(() -> new DoubleAdamUpdate(0.9, Double.NaN, 1e-8, none)).hasMessageContaining("beta2").hasMessageContaining("NaN");
        assertThatThrownBy(() -> new DoubleAdamUpdate(0.9, 0.999, 0, none)).hasMessageContaining("epsilon");
        double[] two = new double[2];
        assertThatThrownBy(() -> ADAM.step(1, two, two, two, two, 0)).hasMessageContaining("got step 0");
        assertThatThrownBy(() -> ADAM.step(1, two, new double[3], two, two, 1)).hasMessageContaining("2, got 3");
        assertThatThrownBy(() -> ADAM.step(-1, two, two, two, two, 1)).hasMessageContaining("learning rate").hasMessageContaining("-1.0");
        assertThatThrownBy(() -> WeightDecay.coupled(-1)).hasMessageContaining("weight decay").hasMessageContaining("-1.0");
        assertThatThrownBy(() -> WeightDecay.decoupled(Double.NaN)).hasMessageContaining("decoupled");
    }

    /** By hand, g = 0: m = v = 0, so only the decay moves: theta (1 - eta d), 100 (1 - 0.1 0.5) = 95, then 90.25. */
    @Test
    void decoupledDecayShrinksWithoutMoments() {
        DoubleAdamUpdate update = new DoubleAdamUpdate(0.9, 0.999, 1e-8, WeightDecay.decoupled(0.5));
        double[] theta = {100};
        double[] m = {0};
        double[] v = {0};
        update.step(0.1, theta, new double[1], m, v, 1);
        assertThat(theta[0]).isCloseTo(95, within(1e-5));
        update.step(0.1, theta, new double[1], m, v, 2);
        assertThat(theta[0]).isCloseTo(90.25, within(2e-5));
        assertThat(m).containsExactly(0);
    }

    /** Coupled: the same bits as Adam on the gradient of the loss plus c/2 theta^2; here c and theta are powers of two. */
    @Test
    void coupledDecayPassesThroughTheMoments() {
        double[] theta = {4};
        double[] other = {4};
        double[] m = {0};
        double[] v = {0};
        double[] otherM = {0};
        double[] otherV = {0};
        new DoubleAdamUpdate(0.9, 0.999, 1e-8, WeightDecay.coupled(0.25)).step(0.1, theta, new double[] {3}, m, v, 1);
        ADAM.step(0.1, other, new double[] {4}, otherM, otherV, 1);
        assertThat(theta).containsExactly(other);
        assertThat(m).containsExactly(otherM);
        assertThat(v).containsExactly(otherV);
    }
}
