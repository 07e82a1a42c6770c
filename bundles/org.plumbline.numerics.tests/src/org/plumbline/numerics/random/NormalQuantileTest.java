package org.plumbline.numerics.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalQuantileTest {

    /** The three checks printed in the paper of AS 241: p = 0.25, 0.001, 1e-20. */
    @ParameterizedTest
    @CsvSource({"0.25, -0.6744897501960817", "0.001, -3.090232306167814", "1e-20, -9.262340089798408", "0.975, 1.959963984540054"})
    void tabulatedValues(double p, double expected) {
        assertThat(NormalQuantile.of(p)).isCloseTo(expected, within(1e-14 * Math.abs(expected)));
    }

    /** One Newton step towards P(Z <= x) = p, with the distribution function of Commons Math, must not move x. */
    @Test
    void roundTripThroughTheDistributionFunction() {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("probabilities");
        for (int i = 0; i < 20_000; i++) {
            double p = i % 2 == 0 ? stream.uniform() : StrictMath.exp(-36 * stream.uniform());
            double x = NormalQuantile.of(p);
            double distribution = x < 0 ? 0.5 * Erf.erfc(-x / Math.sqrt(2)) : 1 - 0.5 * Erf.erfc(x / Math.sqrt(2));
            double density = StrictMath.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
            double rounding = x > 0 ? 2.3e-16 / density : 0;
            assertThat(x).as("quantile of %s", p)
                    .isCloseTo(x - (distribution - p) / density, within(3e-14 * Math.max(1, Math.abs(x)) + rounding));
        }
    }

    @Test
    void isAntisymmetric() {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("probabilities");
        for (int i = 0; i < 1000; i++) {
            double p = stream.uniform();
            assertThat(NormalQuantile.of(1 - p)).isEqualTo(-NormalQuantile.of(p));
        }
        assertThat(NormalQuantile.of(0.5)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void refusesWhatIsNoProbability(double p) {
        assertThatThrownBy(() -> NormalQuantile.of(p)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got " + p);
    }
}
