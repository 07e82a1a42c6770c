package org.plumbline.initialisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.ScaleStart;
import org.plumbline.engine.network.Shape;

class IidDepthInitialiserTest {

    /** c = 3, b = 5, d = 16 inputs, L = 64: 64^-1/2 = 1/8, 64^-1 = 1/64, 64^-3/2 = 1/512; 16^-1/2 = 1/4. */
    @ParameterizedTest
    @CsvSource({"one, 0, 3", "one, 0.5, 0.375", "root, 1, 0.01171875", "inverse, 1.5, 0.0003662109375", "inverse, 0, 0.1875"})
    void sizesAreThoseOfTheFormula(String width, double exponent, double expected) {
        var settings = InitialiserChecks.settings("sd", 3.0, "width", width, "exponent", exponent, "biasSd", 5.0);
        assertThat(SizeLaw.of(InitialiserChecks.matrix(16, 4, 64), settings)).isCloseTo(expected, within(1e-15));
        assertThat(SizeLaw.of(InitialiserChecks.bias(16, 4, 64), settings)).isCloseTo(5 * Math.pow(64, -exponent), within(1e-14));
    }

    /** Without a repeat L = 1; a repeat of 4 in a repeat of 16 is as deep as one of 64. */
    @Test
    void countsAllCopiesAlongTheDepth() {
        var settings = InitialiserChecks.settings("width", "one", "exponent", 1.0);
        assertThat(SizeLaw.of(ParameterTensor.weight("A", Shape.of(3, 3), 3, 3), settings)).isEqualTo(1);
        assertThat(SizeLaw.of(InitialiserChecks.matrix(3, 3, 4).repeated(16), settings)).isEqualTo(1.0 / 64);
    }

    /** N = 64 x 256 entries: mean within 5/sqrt(N), variance within 5 sqrt(2/N), neighbours in depth within 5/sqrt(N). */
    @Test
    void entriesAreIndependentAndGaussian() {
        var settings = InitialiserChecks.settings("sd", 3.0, "width", "inverse", "exponent", 0.5);
        double[] values = InitialiserChecks.fill(new IidDepthInitialiser(), InitialiserChecks.matrix(16, 16, 64), settings, 5);
        double std = 3.0 / 16 / 8;
        double n = values.length;
        double mean = 0;
        for (double value : values) {
            mean += value / n;
        }
        assertThat(mean / std).isCloseTo(0, within(5 / Math.sqrt(n)));
        assertThat(InitialiserChecks.covariance(values, 0) / std / std).isCloseTo(1, within(5 * Math.sqrt(2 / n)));
        assertThat(InitialiserChecks.covariance(values, 256) / std / std).isCloseTo(0, within(5 / Math.sqrt(n)));
    }

    @Test
    void biasesOfSizeZeroAreZero() {
        assertThat(InitialiserChecks.fill(new IidDepthInitialiser(), InitialiserChecks.bias(4, 4, 3),
                InitialiserChecks.settings("exponent", 1.0), 5)).containsOnly(0.0);
    }

    @Test
    void leavesBranchScalesToTheirLayers() {
        ParameterTensor delta = ParameterTensor.scale("delta", true, new ScaleStart(1, 0));
        assertThatThrownBy(() -> SizeLaw.of(delta, InitialiserChecks.settings())).hasMessageContaining("delta");
    }
}
