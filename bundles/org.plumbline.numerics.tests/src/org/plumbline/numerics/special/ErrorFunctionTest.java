package org.plumbline.numerics.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class ErrorFunctionTest {

    /** Abramowitz, Stegun, table 7.1: erf 1/2, 1, 2; and erfc 5 = 1.5374597944280349e-12 (DLMF 7.23). */
    @Test
    void agreesWithTheTables() {
        assertThat(ErrorFunction.erf(0.5)).isCloseTo(0.5204998778130465, within(1e-15));
        assertThat(ErrorFunction.erf(1)).isCloseTo(0.8427007929497149, within(1e-15));
        assertThat(ErrorFunction.erf(-2)).isCloseTo(-0.9953222650189527, within(1e-15));
        assertThat(ErrorFunction.erfc(5)).isCloseTo(1.5374597944280349e-12, within(1e-26));
        assertThat(ErrorFunction.normal(0)).isEqualTo(0.5);
        assertThat(ErrorFunction.normal(-8)).isCloseTo(6.220960574271785e-16, within(1e-29));
        assertThat(ErrorFunction.erf(0)).isZero();
        assertThat(ErrorFunction.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(ErrorFunction.erfc(30)).isZero();
        assertThat(ErrorFunction.erf(Double.NaN)).isNaN();
    }

    /** Another implementation, on fresh points; its own relative error is about 1e-14 (incomplete gamma function). */
    @Test
    void agreesWithAnotherImplementation() {
        RandomStream random = new RandomStreams(System.nanoTime()).stream("points");
        float[] points = new float[2000];
        random.gaussians(points, 0, 2);
        for (float x : points) {
            assertThat(ErrorFunction.erf(x)).as("erf %s", x).isCloseTo(Erf.erf(x), within(1e-13 * Math.abs(Erf.erf(x))));
            assertThat(ErrorFunction.erfc(x)).as("erfc %s", x).isCloseTo(Erf.erfc(x), within(1e-12 * Erf.erfc(x)));
        }
    }
}
