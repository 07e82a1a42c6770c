package org.plumbline.initialisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.Shape;

class PathInitialisersTest {
    private static final int D = 40;
    private static final int L = 16;

    /** Mean over the entries of W_k[e] W_{k + lag}[e], times d: the covariance of the path of one entry. */
    private static double alongDepth(double[] values, int lag) {
        return D * InitialiserChecks.covariance(values, lag * D * D) ;
    }

    /**
     * n = 1600 entries, each with L - lag products of neighbours: the standard error is at most sqrt(2/n) = 0.036, by the variance of one
     * product for any dependence along the depth; five of them.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 0.8})
    void fractionalNoiseHasItsCovarianceAlongTheDepth(double hurst) {
        Settings settings = InitialiserChecks.settings("hurst", hurst, "exponent", 0.0);
        double[] values = InitialiserChecks.fill(new FractionalNoiseInitialiser(), InitialiserChecks.matrix(D, D, L), settings, 11);
        for (int lag = 0; lag < 5; lag++) {
            double expected = (Math.pow(lag + 1, 2 * hurst) - 2 * Math.pow(lag, 2 * hurst) + Math.pow(Math.abs(lag - 1), 2 * hurst)) / 2;
            assertThat(alongDepth(values, lag)).as("lag " + lag).isCloseTo(expected, within(5 * Math.sqrt(2.0 / D / D)));
        }
        assertThat(D * InitialiserChecks.covariance(values, 1)).as("between entries").isCloseTo(0, within(5 * Math.sqrt(2.0 / D / D)));
    }

    /** Davies and Harte with H = 1/2 is white noise: the sum of all layers has variance L, that of H = 0.8 has L^1.6. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8})
    void sumsOfAllLayersGrowWithTheHurstIndex(double hurst) {
        Settings settings = InitialiserChecks.settings("hurst", hurst, "exponent", 0.0);
        double[] values = InitialiserChecks.fill(new FractionalNoiseInitialiser(), InitialiserChecks.matrix(D, D, L), settings, 12);
        double square = 0;
        for (int entry = 0; entry < D * D; entry++) {
            double sum = 0;
            for (int k = 0; k < L; k++) {
                sum += values[k * D * D + entry];
            }
            square += sum * sum / D;
        }
        double expected = Math.pow(L, 2 * hurst);
        assertThat(square).isCloseTo(expected, within(5 * expected * Math.sqrt(2.0 / D / D)));
    }

    /**
     * Increments of the kernel over 1/L: variance 1, correlation of neighbours (2 k(1/L) - 1 - k(2/L)) / (2 - 2 k(1/L)) with
     * k(h) = exp(-h^2/(2v)).
     */
    @Test
    void smoothProcessHasTheCorrelationOfItsKernel() {
        Settings settings = InitialiserChecks.settings("variance", 0.01, "exponent", 0.0);
        double[] values = InitialiserChecks.fill(new SmoothProcessInitialiser(), InitialiserChecks.matrix(D, D, L), settings, 13);
        double one = Math.exp(-1.0 / (L * L) / 0.02);
        double two = Math.exp(-4.0 / (L * L) / 0.02);
        assertThat(alongDepth(values, 0)).isCloseTo(1, within(5 * Math.sqrt(2.0 / D / D)));
        assertThat(alongDepth(values, 1)).isCloseTo((2 * one - 1 - two) / (2 - 2 * one), within(5 * Math.sqrt(2.0 / D / D)));
    }

    /** W_{k+1} - W_k is of order 1/L: from L = 100 to 1000 the root mean square falls by ten, up to a few per cent. */
    @Test
    void smoothWeightsBecomeContinuous() {
        double[] steps = new double[2];
        for (int i = 0; i < 2; i++) {
            int layers = i == 0 ? 100 : 1000;
            Settings settings = InitialiserChecks.settings("variance", 0.01, "exponent", 0.0);
            double[] values = InitialiserChecks.fill(new SmoothProcessInitialiser(), InitialiserChecks.matrix(D, D, layers), settings, 14);
            for (int j = 0; j + D * D < values.length; j++) {
                steps[i] += Math.pow(values[j + D * D] - values[j], 2) / (values.length - D * D);
            }
        }
        assertThat(Math.sqrt(steps[0] / steps[1])).isCloseTo(10, within(0.5));
    }

    @Test
    void depthAndSizeScaleTheSamePaths() {
        Settings plain = InitialiserChecks.settings("hurst", 0.3, "exponent", 0.0);
        Settings scaled = InitialiserChecks.settings("hurst", 0.3, "exponent", 0.5, "sd", 3.0, "width", "one");
        double[] one = InitialiserChecks.fill(new FractionalNoiseInitialiser(), InitialiserChecks.matrix(4, 4, L), plain, 15);
        double[] other = InitialiserChecks.fill(new FractionalNoiseInitialiser(), InitialiserChecks.matrix(4, 4, L), scaled, 15);
        for (int i = 0; i < one.length; i++) {
            assertThat(other[i]).isCloseTo(3 * 0.25 * 2 * one[i], within(1e-14));
        }
    }

    /** Maps into and out of the network have no depth: 6400 independent entries of variance 1/d, five standard errors. */
    @Test
    void outsideOfARepeatEntriesAreIndependent() {
        ParameterTensor map = ParameterTensor.weight("P", Shape.of(64, 100), 64, 100);
        double error = 5 * Math.sqrt(2.0 / 6400);
        double[] noise = InitialiserChecks.fill(new FractionalNoiseInitialiser(), map,
                InitialiserChecks.settings("hurst", 0.9, "exponent", 1.0), 16);
        assertThat(64 * InitialiserChecks.covariance(noise, 0)).isCloseTo(1, within(error));
        assertThat(64 * InitialiserChecks.covariance(noise, 1)).isCloseTo(0, within(error));
        double[] smooth = InitialiserChecks.fill(new SmoothProcessInitialiser(), map,
                InitialiserChecks.settings("variance", 0.01, "exponent", 1.0), 16);
        assertThat(64 * InitialiserChecks.covariance(smooth, 0)).isCloseTo(1, within(error));
    }

    @Test
    void saysHowManyLayersASmoothProcessCanHave() {
        Settings settings = InitialiserChecks.settings("variance", 0.01, "exponent", 0.0);
        assertThat(new SmoothProcessInitialiser().refusal(InitialiserChecks.matrix(2, 2, 1 << 22), settings)).isEmpty();
        assertThat(new SmoothProcessInitialiser().refusal(InitialiserChecks.matrix(2, 2, 5_000_000), settings).orElseThrow())
                .contains("at most 4194304 layers", "'A' has 5000000");
    }
}
