package org.plumbline.initialisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.Shape;

class UniformFanInInitialiserTest {

    /** A 3 x 3 convolution of 4 channels adds up 36 numbers: 1/6, (3/36)^1/2; a bias is bounded by 1/6 or 0. */
    @Test
    void boundsAreThoseOfTheFormula() {
        ParameterTensor kernel = ParameterTensor.weight("K", Shape.of(8, 4, 3, 3), 36, 72);
        assertThat(UniformFanInInitialiser.bound(kernel, "framework", true)).isEqualTo(1.0 / 6);
        assertThat(UniformFanInInitialiser.bound(kernel, "unit-variance", true)).isCloseTo(Math.sqrt(1.0 / 12), within(1e-16));
        ParameterTensor bias = ParameterTensor.bias("b", Shape.of(8), 36, 72);
        assertThat(UniformFanInInitialiser.bound(bias, "unit-variance", true)).isEqualTo(1.0 / 6);
        assertThat(UniformFanInInitialiser.bound(bias, "framework", false)).isZero();
    }

    /** N = 51200 entries: variance 1/d within 5 standard errors, sqrt(4/5/N) of it; the largest within 1/1000 of the bound. */
    @Test
    void unitVarianceKeepsTheSizeOfAVector() {
        double[] values = InitialiserChecks.fill(new UniformFanInInitialiser(), InitialiserChecks.matrix(40, 32, 40),
                InitialiserChecks.settings("law", "unit-variance", "biases", true), 3);
        double n = values.length;
        assertThat(40 * InitialiserChecks.covariance(values, 0)).isCloseTo(1, within(5 * Math.sqrt(0.8 / n)));
        double bound = Math.sqrt(3.0 / 40);
        assertThat(Arrays.stream(values).map(Math::abs).max().getAsDouble()).isBetween(0.999 * bound, bound);
    }

    @Test
    void biasesCanStartAtZero() {
        Settings settings = InitialiserChecks.settings("law", "framework", "biases", false);
        assertThat(InitialiserChecks.fill(new UniformFanInInitialiser(), InitialiserChecks.bias(4, 4, 3), settings, 3)).containsOnly(0.0);
    }
}
