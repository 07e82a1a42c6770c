package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class RatioHistogramTest {

    /** log10 of (1, 10, 100, 1000, 1): mean 6/5, deviations -6/5, -1/5, 4/5, 9/5, -6/5: squares 6.8, cubes 2.88, fourth powers 15.056. */
    @Test
    void byHand() {
        RatioHistogram histogram = RatioHistogram.of(new double[] {1, 10, 100, 1000, 1});
        assertThat(histogram.mean()).isCloseTo(1.2, within(1e-12));
        assertThat(histogram.deviation()).isCloseTo(Math.sqrt(6.8 / 4), within(1e-12));
        assertThat(histogram.skewness()).isCloseTo(2.88 / 5 / Math.pow(6.8 / 5, 1.5), within(1e-12));
        assertThat(histogram.excess()).isCloseTo(15.056 / 5 / Math.pow(6.8 / 5, 2) - 3, within(1e-12));
        assertThat(histogram.counts()).containsExactly(3, 2);
        assertThat(histogram.edges()).containsExactly(0, 1.5, 3);
        assertThat(histogram.density(0)).isCloseTo(3 / 5.0 / 1.5, within(1e-12));
    }

    /** Nothing is lost, the area is 1, and a log-normal sample has the moments of its law within five standard errors. */
    @Test
    void ofALogNormalSample() {
        RandomStream random = new RandomStreams(5).stream("sample");
        int n = 10000;
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.pow(10, -0.3 + 0.2 * random.gaussian());
        }
        RatioHistogram histogram = RatioHistogram.of(values);
        assertThat(IntStream.of(histogram.counts()).sum()).isEqualTo(n);
        double area = 0;
        for (int i = 0; i < histogram.counts().length; i++) {
            area += histogram.density(i) * (histogram.edges()[i + 1] - histogram.edges()[i]);
        }
        assertThat(area).isCloseTo(1, within(1e-12));
        assertThat(histogram.mean()).isCloseTo(-0.3, within(5 * 0.2 / 100));
        assertThat(histogram.deviation()).isCloseTo(0.2, within(5 * 0.2 / Math.sqrt(2.0 * n)));
        assertThat(histogram.skewness()).isCloseTo(0, within(5 * Math.sqrt(6.0 / n)));
        assertThat(histogram.excess()).isCloseTo(0, within(5 * Math.sqrt(24.0 / n)));
    }

    @Test
    void equalValuesShareOneBin() {
        RatioHistogram histogram = RatioHistogram.of(new double[] {2, 2, 2});
        assertThat(histogram.counts()).containsExactly(3);
        assertThat(histogram.density(0)).isEqualTo(1);
    }
}
