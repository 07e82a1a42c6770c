package org.plumbline.numerics.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class SmoothGaussianProcessTest {

    /** Sampled: means of products over 20,000 draws, 5 standard errors sqrt((1 + r^2) / 20,000). */
    @ParameterizedTest
    @CsvSource({"0.01, 10", "0.5, 7", "1e-6, 3"})
    void drawsHaveTheCovariance(double variance, int layers) {
        int draws = 20_000;
        SmoothGaussianProcess law = new SmoothGaussianProcess(variance, layers);
        RandomStream stream = new RandomStreams(18).stream("process");
        double[][] sums = new double[layers + 1][layers + 1];
        double increments = 0;
        for (int r = 0; r < draws; r++) {
            double[] x = law.sample(stream);
            for (int i = 0; i <= layers; i++) {
                for (int j = 0; j <= i; j++) {
                    sums[i][j] += x[i] * x[j] / draws;
                }
            }
            increments += Math.pow(law.increments(stream)[0], 2) / draws;
        }
        for (int i = 0; i <= layers; i++) {
            for (int j = 0; j <= i; j++) {
                double t = (i - j) / (double) layers;
                double r = Math.exp(-t * t / (2 * variance));
                assertThat(sums[i][j]).isCloseTo(r, within(5 * Math.sqrt((1 + r * r) / draws)));
            }
        }
        assertThat(increments).isCloseTo(1, within(5 * Math.sqrt(2.0 / draws)));
    }

    /**
     * Known limit: fourth differences on a fine grid, by hand E (Delta^4 x)^2 = 105 h^8 / v^4 for small h: at h = 1/2000, v = 0.01
     * that is (6.4e-9)^2; rounding of eigenvalues would leave 1e-7. Root of the mean square within 25 %, as the path holds few
     * independent pieces.
     */
    @Test
    void pathsAreSmoothToTheLastDigits() {
        int layers = 2000;
        double squares = 0;
        int draws = 200;
        SmoothGaussianProcess law = new SmoothGaussianProcess(0.01, layers);
        RandomStream stream = new RandomStreams(19).stream("process");
        for (int r = 0; r < draws; r++) {
            double[] x = law.sample(stream);
            for (int k = 0; k + 4 <= layers; k++) {
                squares += Math.pow(x[k] - 4 * x[k + 1] + 6 * x[k + 2] - 4 * x[k + 3] + x[k + 4], 2) / draws / (layers - 3);
            }
        }
        double expected = Math.sqrt(105) * Math.pow(layers, -4) / 1e-4;
        assertThat(Math.sqrt(squares)).isCloseTo(expected, within(0.25 * expected));
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> new SmoothGaussianProcess(0, 5)).hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> new SmoothGaussianProcess(0.01, 0)).hasMessageContaining("got 0");
    }
}
