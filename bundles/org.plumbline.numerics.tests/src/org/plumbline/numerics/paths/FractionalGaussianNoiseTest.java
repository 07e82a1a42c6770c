package org.plumbline.numerics.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class FractionalGaussianNoiseTest {

    /** r(1) = 2^(2H - 1) - 1 and r(2) = (3^(2H) - 2 2^(2H) + 1) / 2; white for H = 1/2. */
    @Test
    void covarianceByHand() {
        assertThat(FractionalGaussianNoise.covariance(0.7, 0)).isEqualTo(1);
        assertThat(FractionalGaussianNoise.covariance(0.7, 1)).isCloseTo(Math.pow(2, 0.4) - 1, within(1e-15));
        assertThat(FractionalGaussianNoise.covariance(0.3, -2)).isCloseTo((Math.pow(3, 0.6) - 2 * Math.pow(2, 0.6) + 1) / 2, within(1e-15));
        assertThat(FractionalGaussianNoise.covariance(0.5, 3)).isCloseTo(0, within(1e-15));
    }

    /** Known limit: the embedding has no negative eigenvalue for any H, also for lengths that are no power of two. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 1000, 4096})
    void embedsForEveryIndex(int length) {
        for (double hurst : new double[] {0.001, 0.05, 0.3, 0.5, 0.7, 0.97, 0.999}) {
            RandomStream stream = new RandomStreams(1).stream("noise");
            assertThat(new FractionalGaussianNoise(hurst, length).sample(stream)).hasSize(length).doesNotContain(Double.NaN);
        }
    }

    /**
     * Sampled: 20,000 draws of 12 numbers; each product mean r_ij has standard error sqrt((1 + r^2) / 20,000), 5 of them over
     * 78 pairs and three indices. Var B_1 = 1 likewise.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 0.8})
    void drawsHaveTheCovariance(double hurst) {
        int n = 12;
        int draws = 20_000;
        FractionalGaussianNoise law = new FractionalGaussianNoise(hurst, n);
        RandomStream stream = new RandomStreams(17).stream("noise");
        double[][] sums = new double[n][n];
        double end = 0;
        for (int r = 0; r < draws; r++) {
            double[] x = law.sample(stream);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    sums[i][j] += x[i] * x[j] / draws;
                }
            }
            double[] motion = law.motion(stream);
            end += motion[n] * motion[n] / draws;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double r = FractionalGaussianNoise.covariance(hurst, i - j);
                assertThat(sums[i][j]).isCloseTo(r, within(5 * Math.sqrt((1 + r * r) / draws)));
            }
        }
        assertThat(end).isCloseTo(1, within(5 * Math.sqrt(2.0 / draws)));
    }

    @Test
    void sameStreamSameNoiseAndBadInput() {
        FractionalGaussianNoise law = new FractionalGaussianNoise(0.7, 100);
        assertThat(law.sample(new RandomStreams(3).stream("a"))).isEqualTo(law.sample(new RandomStreams(3).stream("a")));
        assertThatThrownBy(() -> new FractionalGaussianNoise(1, 5)).hasMessageContaining("(0, 1), got 1.0");
        assertThatThrownBy(() -> new FractionalGaussianNoise(0.5, 0)).hasMessageContaining("got 0");
    }
}
