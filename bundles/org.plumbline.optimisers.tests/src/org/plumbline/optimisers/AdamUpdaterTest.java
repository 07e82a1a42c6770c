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

class AdamUpdaterTest {

    /** First step, by hand: mhat = g, vhat = g^2, so theta moves by -lr g/(|g| + eps), whatever the size of g. */
    @Test
    void firstStepHasTheSizeOfTheLearningRate() {
        float[] theta = {1, 1, 1};
        new AdamUpdater(0.01, 0.9, 0.999, 1e-8, 3).step(theta, new float[] {5, -1e-3f, 0});
        assertThat(theta[0]).isCloseTo(0.99f, within(1e-7f));
        assertThat(theta[1]).isCloseTo(1.01f, within(1e-6f));
        assertThat(theta[2]).isEqualTo(1);
    }

    /** Epsilon outside of the root: g = 1, eps = 1 halves the step; inside it would be 1/sqrt(2). */
    @Test
    void epsilonIsAddedToTheRoot() {
        float[] theta = {0};
        new AdamUpdater(0.5, 0.9, 0.999, 1, 1).step(theta, new float[] {1});
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
        AdamUpdater updater = new AdamUpdater(0.01, 0.9, 0.999, 1e-8, n);
        for (int t = 1; t <= 300; t++) {
            float[] g = UpdaterChecks.gaussians(n, "g" + t);
            updater.step(theta, g);
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
        UpdaterChecks.continuesAfterRestore(() -> new AdamUpdater(0.1, 0.9, 0.999, 1e-8, 33), 33);
    }

    @Test
    void refusesTheStateOfAnotherNetwork() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new AdamUpdater(0.1, 0.9, 0.999, 1e-8, 4).save(new DataOutputStream(bytes));
        AdamUpdater other = new AdamUpdater(0.1, 0.9, 0.999, 1e-8, 5);
        assertThatThrownBy(() -> other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isInstanceOf(IOException.class).hasMessageContaining("expected 5").hasMessageContaining("found 4");
    }
}
