package org.plumbline.initialisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;

class DepthCoupledInitialiserTest {
    private static final DepthCoupledInitialiser COUPLED = new DepthCoupledInitialiser();
    private static final int D = 5;

    private static Settings settings(String path, long finest, double sd) {
        return InitialiserChecks.settings("path", path, "hurst", 0.7, "variance", 0.01, "finest", finest, "sd", sd, "biasSd", 0.3);
    }

    /** W^L_k = W^2L_2k + W^2L_2k+1, bit for bit in double, for scales that are no powers of two. */
    @ParameterizedTest
    @ValueSource(strings = {"brownian", "fractional", "smooth"})
    void aDepthIsTheCoarseVersionOfTwiceTheDepth(String path) {
        Settings settings = settings(path, 48, 0.37);
        for (int layers = 3; layers < 48; layers *= 2) {
            double[] coarse = InitialiserChecks.fill(COUPLED, InitialiserChecks.matrix(D, D, layers), settings, 21);
            double[] fine = InitialiserChecks.fill(COUPLED, InitialiserChecks.matrix(D, D, 2 * layers), settings, 21);
            for (int i = 0; i < coarse.length; i++) {
                int k = i / (D * D);
                assertThat(coarse[i]).isEqualTo(fine[i + k * D * D] + fine[i + (k + 1) * D * D]).isNotZero();
            }
        }
    }

    @Test
    void biasesAreCoupledToo() {
        Settings settings = settings("brownian", 16, 1);
        double[] coarse = InitialiserChecks.fill(COUPLED, InitialiserChecks.bias(D, D, 1), settings, 21);
        double[] fine = InitialiserChecks.fill(COUPLED, InitialiserChecks.bias(D, D, 2), settings, 21);
        for (int i = 0; i < D; i++) {
            assertThat(coarse[i]).isEqualTo(fine[i] + fine[i + D]);
        }
    }

    /**
     * c = 2, n = 20^-1/2: variance 4/20 L^-2H with H = 1/2 or 0.7; 400 entries: relative standard error at most sqrt(2/400) for any
     * dependence along the depth, five of them.
     */
    @ParameterizedTest
    @ValueSource(strings = {"brownian", "fractional"})
    void entriesHaveTheSizeOfTheIncrements(String path) {
        double hurst = path.equals("brownian") ? 0.5 : 0.7;
        double[] values = InitialiserChecks.fill(COUPLED, InitialiserChecks.matrix(20, 20, 32), settings(path, 128, 2), 22);
        assertThat(InitialiserChecks.covariance(values, 0) * 5 * Math.pow(32, 2 * hurst)).isCloseTo(1, within(5 * Math.sqrt(2.0 / 400)));
    }

    /** L W_k is the mean of a process of variance 1 over [k/L, (k+1)/L]; neighbours differ by about v^-1/2 / L = 10/256. */
    @Test
    void smoothPathsHaveContinuousWeights() {
        int layers = 256;
        double[] values = InitialiserChecks.fill(COUPLED, InitialiserChecks.matrix(20, 20, layers), settings("smooth", 1024, Math.sqrt(20)), 23);
        double size = 0;
        double step = 0;
        for (int i = 0; i + 400 < values.length; i++) {
            size += Math.pow(layers * values[i], 2) / (values.length - 400);
            step += Math.pow(layers * (values[i + 400] - values[i]), 2) / (values.length - 400);
        }
        assertThat(size).isCloseTo(1, within(5 * Math.sqrt(2.0 / 400)));
        assertThat(Math.sqrt(step / size)).isCloseTo(10.0 / layers, within(0.1 * 10 / layers));
    }

    @Test
    void dependsOnTheSeedAndIsCoupled() {
        Settings settings = settings("brownian", 8, 1);
        assertThat(COUPLED.coupled(settings)).isTrue();
        assertThat(new IidDepthInitialiser().coupled(settings)).isFalse();
        assertThat(InitialiserChecks.fill(COUPLED, InitialiserChecks.matrix(D, D, 4), settings, 1))
                .isNotEqualTo(InitialiserChecks.fill(COUPLED, InitialiserChecks.matrix(D, D, 4), settings, 2));
    }

    @Test
    void saysWhichDepthsArePossible() {
        Settings settings = settings("brownian", 4096, 1);
        assertThat(COUPLED.refusal(InitialiserChecks.matrix(D, D, 4096), settings)).isEmpty();
        assertThat(COUPLED.refusal(InitialiserChecks.matrix(D, D, 20), settings).orElseThrow()).isEqualTo("depth 20 of 'A' does not divide"
                + " the finest depth 4096, so its weights are not sums of the finest ones; possible near it: 16 or 32, or another finest"
                + " depth, such as 5120");
        assertThat(COUPLED.refusal(InitialiserChecks.matrix(D, D, 5000), settings).orElseThrow()).contains("possible near it: 4096, or",
                "such as 5000");
        assertThatThrownBy(() -> InitialiserChecks.fill(COUPLED, InitialiserChecks.matrix(D, D, 20), settings, 1))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("does not divide");
    }
}
