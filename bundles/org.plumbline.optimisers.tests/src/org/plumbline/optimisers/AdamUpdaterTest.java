package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;

class AdamUpdaterTest {

    private static Updater updater(double rate, double epsilon, int size) {
        return new AdamOptimiser().updater(UpdaterChecks.settings("lr", rate, "epsilon", epsilon), Precision.FLOAT, size);
    }

    /** First step, by hand: mhat = g, vhat = g^2, so theta moves by -lr g/(|g| + eps), whatever the size of g. */
    @Test
    void firstStepHasTheSizeOfTheLearningRate() {
        float[] theta = {1, 1, 1};
        updater(0.01, 1e-8, 3).step(RealArray.of(theta), RealArray.of(new float[] {5, -1e-3f, 0}));
        assertThat(theta[0]).isCloseTo(0.99f, within(1e-7f));
        assertThat(theta[1]).isCloseTo(1.01f, within(1e-6f));
        assertThat(theta[2]).isEqualTo(1);
    }

    /** Epsilon outside of the root: g = 1, eps = 1 halves the step; inside it would be 1/sqrt(2). */
    @Test
    void epsilonIsAddedToTheRoot() {
        float[] theta = {0};
        updater(0.5, 1.0, 1).step(RealArray.of(theta), RealArray.of(new float[] {1}));
        assertThat(theta[0]).isCloseTo(-0.25f, within(1e-6f));
    }

    /** 300 steps against algorithm 1 in double; float32 state has relative errors of 1e-7 a step, of random sign. */
    @Test
    void followsTheAlgorithmInDouble() {
        int n = 40;
        float[] theta = UpdaterChecks.gaussians(n, "theta");
        double[] reference = new double[n];
        double[] m = new double[n];
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            reference[i] = theta[i];
        }
        Updater updater = updater(0.01, 1e-8, n);
        for (int t = 1; t <= 300; t++) {
            float[] g = UpdaterChecks.gaussians(n, "g" + t);
            updater.step(RealArray.of(theta), RealArray.of(g));
            for (int i = 0; i < n; i++) {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                double mhat = m[i] / (1 - Math.pow(0.9, t));
                double vhat = v[i] / (1 - Math.pow(0.999, t));
                reference[i] -= 0.01 * mhat / (Math.sqrt(vhat) + 1e-8);
            }
        }
        for (int i = 0; i < n; i++) {
            assertThat((double) theta[i]).isCloseTo(reference[i], within(2e-5));
        }
    }

    @Test
    void continuesAfterRestore() throws IOException {
        UpdaterChecks.continuesAfterRestore(() -> updater(0.1, 1e-8, 33), 33);
    }

    @Test
    void refusesTheStateOfAnotherNetwork() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        updater(0.1, 1e-8, 4).save(new DataOutputStream(bytes));
        Updater other = updater(0.1, 1e-8, 5);
        assertThatThrownBy(() -> other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isInstanceOf(IOException.class).hasMessageContaining("expected 5").hasMessageContaining("found 4");
    }

    /** With g = 0: AdamW shrinks by 1 - lr d = 0.95; Adam sees the gradient c theta and makes its first step lr whatever c. */
    @Test
    void adamDecaysCoupledAndAdamWDecoupled() {
        float[] coupled = {2};
        float[] decoupled = {2};
        new AdamOptimiser().updater(UpdaterChecks.settings("decay", 0.5), Precision.FLOAT, 1).step(RealArray.of(coupled), RealArray.of(new float[1]));
        new AdamWOptimiser().updater(UpdaterChecks.settings("decay", 0.5), Precision.FLOAT, 1).step(RealArray.of(decoupled), RealArray.of(new float[1]));
        assertThat(coupled[0]).isCloseTo(1.9f, within(1e-6f));
        assertThat(decoupled[0]).isCloseTo(1.9f, within(1e-6f));
        coupled[0] = 20;
        decoupled[0] = 20;
        new AdamOptimiser().updater(UpdaterChecks.settings("decay", 0.5), Precision.FLOAT, 1).step(RealArray.of(coupled), RealArray.of(new float[1]));
        new AdamWOptimiser().updater(UpdaterChecks.settings("decay", 0.5), Precision.FLOAT, 1).step(RealArray.of(decoupled), RealArray.of(new float[1]));
        assertThat(coupled[0]).isCloseTo(19.9f, within(1e-5f));
        assertThat(decoupled[0]).isCloseTo(19, within(1e-5f));
    }

    /** rho = 3/4, g = 4: root of the mean square 2, lr 1/2: a step of 1; with momentum 1/2 the second one adds half of it. */
    @Test
    void rmsPropByHand() {
        float[] theta = {0};
        new RmsPropOptimiser().updater(UpdaterChecks.settings("lr", 0.5, "rho", 0.75, "epsilon", 1e-20), Precision.FLOAT, 1)
                .step(RealArray.of(theta), RealArray.of(new float[] {4}));
        assertThat(theta).containsExactly(-1);
        Updater moving = new RmsPropOptimiser()
                .updater(UpdaterChecks.settings("lr", 0.5, "rho", 0.0, "epsilon", 1e-20, "momentum", 0.5), Precision.FLOAT, 1);
        theta[0] = 0;
        moving.step(RealArray.of(theta), RealArray.of(new float[] {4}));
        assertThat(theta).containsExactly(-0.5f);
        moving.step(RealArray.of(theta), RealArray.of(new float[] {4}));
        assertThat(theta).containsExactly(-1.25f);
    }

    @Test
    void adamWAndRmsPropContinueAfterRestore() throws IOException {
        UpdaterChecks.continuesAfterRestore(
                () -> new AdamWOptimiser().updater(UpdaterChecks.settings("decay", 0.1, "warmup", 5L), Precision.FLOAT, 33), 33);
        UpdaterChecks.continuesAfterRestore(
                () -> new RmsPropOptimiser().updater(UpdaterChecks.settings("momentum", 0.9, "decay", 0.1), Precision.FLOAT, 33), 33);
        UpdaterChecks.continuesAfterRestore(() -> new RmsPropOptimiser().updater(UpdaterChecks.settings(), Precision.FLOAT, 33), 33);
    }
}
