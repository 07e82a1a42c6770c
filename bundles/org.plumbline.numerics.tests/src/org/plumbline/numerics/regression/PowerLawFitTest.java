package org.plumbline.numerics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class PowerLawFitTest {

    @Test
    void exactPowerLaw() {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("law");
        double exponent = stream.uniform(-2, 2);
        double prefactor = stream.uniform(0.1, 10);
        double[] depths = {3, 10, 31, 100, 1300};
        double[] values = Arrays.stream(depths).map(d -> prefactor * Math.pow(d, exponent)).toArray();
        PowerLawFit fit = PowerLawFit.of(depths, values);
        assertThat(fit.exponent()).isCloseTo(exponent, within(1e-12));
        assertThat(fit.prefactor()).isCloseTo(prefactor, within(1e-11));
        assertThat(fit.exponentError()).isLessThan(1e-12);
        assertThat(fit.at(50)).isCloseTo(prefactor * Math.pow(50, exponent), within(1e-10 * Math.pow(50, Math.abs(exponent))));
    }

    /** 1 + 1/L bends: slope from L to 2 L is log2((1 + 1/(2L)) / (1 + 1/L)), -0.415 at 1, and goes to 0. */
    @Test
    void localSlopesShowABend() {
        double[] depths = {1, 2, 4, 8, 9};
        double[] values = Arrays.stream(depths).map(d -> 1 + 1 / d).toArray();
        List<PowerLawFit.LocalSlope> slopes = PowerLawFit.localSlopes(depths, values);
        assertThat(slopes).extracting(PowerLawFit.LocalSlope::from).containsExactly(1.0, 2.0, 4.0);
        assertThat(slopes).extracting(PowerLawFit.LocalSlope::to).containsExactly(2.0, 4.0, 8.0);
        assertThat(slopes.get(0).slope()).isCloseTo(Math.log(1.5 / 2) / Math.log(2), within(1e-14));
        assertThat(slopes.get(2).slope()).isCloseTo(Math.log(1.125 / 1.25) / Math.log(2), within(1e-14));
    }

    /** On the rounded grid of factor 2^(1/3), 13 has 25 (4 % off) as its double; 20 has nothing near 40 here. */
    @Test
    void localSlopesUseTheDepthsOfARoundedGrid() {
        double[] depths = {13, 16, 20, 25, 32};
        double[] values = Arrays.stream(depths).map(d -> 1 / d).toArray();
        List<PowerLawFit.LocalSlope> slopes = PowerLawFit.localSlopes(depths, values);
        assertThat(slopes).extracting(PowerLawFit.LocalSlope::to).containsExactly(25.0, 32.0);
        assertThat(slopes).allSatisfy(s -> assertThat(s.slope()).isCloseTo(-1, within(1e-14)));
    }

    @Test
    void namesThePointThatHasNoLogarithm() {
        double[] depths = {4, 8, 16};
        assertThatThrownBy(() -> PowerLawFit.of(depths, new double[] {1, 0, 1}))
                .hasMessage("power-law fit: value of point 2 (depth 8.0) must be > 0 and finite, got 0.0");
        assertThatThrownBy(() -> PowerLawFit.of(depths, new double[] {1, 1, Double.NaN})).hasMessageContaining("point 3 (depth 16.0)");
        assertThatThrownBy(() -> PowerLawFit.of(new double[] {-4, 8, 16}, new double[] {1, 1, 1})).hasMessageContaining("depth of point 1");
        assertThatThrownBy(() -> PowerLawFit.of(new double[] {4, 8}, new double[] {1, 1})).hasMessageContaining("3 points or more, got 2");
        assertThatThrownBy(() -> PowerLawFit.of(depths, new double[] {1, 1})).hasMessageContaining("3 depths and 2 values");
    }
}
