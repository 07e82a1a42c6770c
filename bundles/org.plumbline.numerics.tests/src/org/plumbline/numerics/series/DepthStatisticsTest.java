package org.plumbline.numerics.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class DepthStatisticsTest {

    /**
     * By hand, W = (3, 4), (0, 0), (0, 5): norms 5, 0, 5; increments 5, 5; sum (3, 9). Detrended (L < 10):
     * U = (0, 0), (3, 4), (3, 4), (3, 9), minus k/3 (3, 9): (2, 1) at k = 1, (1, -2) at k = 2, both of norm sqrt(5).
     */
    @Test
    void threeLayersByHand() {
        float[] data = {99, 3, 4, 0, 0, 0, 5, 99};
        DepthProfile profile = DepthProfile.of(StackedTensor.of(RealArray.of(data), 1, 3, 2));
        assertThat(profile.norms()).containsExactly(5, 0, 5);
        assertThat(profile.increments()).containsExactly(5, 5);
        DepthStatistics s = profile.statistics();
        assertThat(s.layers()).isEqualTo(3);
        assertThat(s.maxNorm()).isEqualTo(5);
        assertThat(s.maxIncrementNorm()).isEqualTo(5);
        assertThat(s.rootSumOfSquares()).isCloseTo(Math.sqrt(50), within(1e-14));
        assertThat(s.cumulativeSumNorm()).isCloseTo(Math.sqrt(90), within(1e-14));
        assertThat(s.quadraticVariation()).isCloseTo(Math.sqrt(50), within(1e-14));
        assertThat(s.h1Norm()).isCloseTo(Math.sqrt(150), within(1e-14));
        assertThat(s.squaredVariation()).isCloseTo(50, within(1e-13));
        assertThat(s.scaledIncrement(2)).isCloseTo(45, within(1e-13));
        assertThat(s.detrendedCumulativeSum()).isCloseTo(Math.sqrt(5), within(1e-14));
    }

    /** W_k = c / L for all k: U is linear, its distance from the half-open window's mean is |c| / (2 L). */
    @Test
    void constantWeights() {
        int layers = 64;
        float[] data = new float[layers * 4];
        Arrays.fill(data, 1f / layers);
        DepthStatistics s = DepthStatistics.of(StackedTensor.of(RealArray.of(data), 0, layers, 4));
        assertThat(s.maxNorm()).isCloseTo(2.0 / layers, within(1e-15));
        assertThat(s.maxIncrementNorm()).isZero();
        assertThat(s.h1Norm()).isZero();
        assertThat(s.rootSumOfSquares()).isCloseTo(2 / Math.sqrt(layers), within(1e-14));
        assertThat(s.cumulativeSumNorm()).isCloseTo(2, within(1e-14));
        assertThat(s.detrendedCumulativeSum()).isCloseTo(1.0 / layers, within(1e-13));
    }

    /** W_k = f(k/L) with f(t) = sin(2 pi t): H1 norm -> (integral f'^2)^(1/2) = 2 pi / sqrt(2), max norm -> 1. */
    @Test
    void smoothWeightsReachTheirSobolevNorm() {
        int layers = 4000;
        float[] data = new float[layers];
        for (int k = 0; k < layers; k++) {
            data[k] = (float) Math.sin(2 * Math.PI * k / layers);
        }
        DepthStatistics s = DepthStatistics.of(StackedTensor.of(RealArray.of(data), 0, layers, 1));
        assertThat(s.h1Norm()).isCloseTo(Math.sqrt(2) * Math.PI, within(2e-3));
        assertThat(s.maxNorm()).isCloseTo(1, within(1e-6));
        assertThat(s.maxIncrementNorm() * layers).isCloseTo(2 * Math.PI, within(2e-3));
    }

    /** Independent N(0, 1/L) entries, m = 50: R^2 = m within 4.5 standard errors sqrt(2 m / L). */
    @Test
    void noiseOfSizeOneOverRootDepthHasConstantRootSumOfSquares() {
        int layers = 500;
        float[] data = new float[layers * 50];
        new RandomStreams(9).stream("noise").gaussians(data, 0, 1 / Math.sqrt(layers));
        double r = DepthStatistics.of(StackedTensor.of(RealArray.of(data), 0, layers, 50)).rootSumOfSquares();
        assertThat(r * r).isCloseTo(50, within(4.5 * Math.sqrt(2 * 50.0 / layers)));
    }

    static List<Arguments> shapes() {
        List<Arguments> shapes = new ArrayList<>();
        for (int layers : new int[] {1, 2, 9, 10, 11, 29, 30, 47, 120}) {
            for (int size : new int[] {1, 6, 8, 35}) {
                shapes.add(Arguments.of(layers, size, Precision.FLOAT));
                shapes.add(Arguments.of(layers, size, Precision.DOUBLE));
            }
        }
        return shapes;
    }

    /** Every formula again, straight from its definition, with quadratic cost, on fresh numbers. */
    @ParameterizedTest
    @MethodSource("shapes")
    void agreesWithTheDefinitions(int layers, int size, Precision precision) {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("weights");
        RealArray data = RealArray.zeros(precision, layers * size + 2);
        stream.gaussians(data, 0, data.length(), 0.3, 1);
        double[] factors = new double[layers];
        stream.gaussians(factors, 0, 1);
        double[][] w = new double[layers][size];
        double[][] u = new double[layers + 1][size];
        for (int k = 0; k < layers; k++) {
            for (int j = 0; j < size; j++) {
                w[k][j] = factors[k] * data.get(2 + k * size + j);
                u[k + 1][j] = u[k][j] + w[k][j];
            }
        }
        double max = 0;
        double maxIncrement = 0;
        double squares = 0;
        double increments = 0;
        double detrended = 0;
        for (int k = 0; k < layers; k++) {
            max = Math.max(max, distance(w[k], new double[size]));
            squares += Math.pow(distance(w[k], new double[size]), 2);
            if (k + 1 < layers) {
                maxIncrement = Math.max(maxIncrement, distance(w[k + 1], w[k]));
                increments += Math.pow(distance(w[k + 1], w[k]), 2);
            }
        }
        for (int k = 0; k <= layers; k++) {
            detrended = Math.max(detrended, distance(u[k], trend(u, k)));
        }

        DepthProfile profile = DepthProfile.of(StackedTensor.of(data, 2, layers, size).scaledBy(factors));
        assertThat(profile.norms()).hasSize(layers);
        assertThat(profile.increments()).hasSize(layers - 1);
        for (int k = 0; k < layers; k++) {
            assertThat(profile.norms()[k]).isCloseTo(distance(w[k], new double[size]), within(1e-12));
            if (k > 0) {
                assertThat(profile.increments()[k - 1]).isCloseTo(distance(w[k], w[k - 1]), within(1e-12));
            }
        }
        DepthStatistics s = profile.statistics();
        assertThat(s.maxNorm()).isCloseTo(max, within(1e-12));
        assertThat(s.maxIncrementNorm()).isCloseTo(maxIncrement, within(1e-12));
        assertThat(s.rootSumOfSquares()).isCloseTo(Math.sqrt(squares), within(1e-11));
        assertThat(s.cumulativeSumNorm()).isCloseTo(distance(u[layers], new double[size]), within(1e-11));
        assertThat(s.quadraticVariation()).isCloseTo(Math.sqrt(increments), within(1e-11));
        assertThat(s.h1Norm()).isCloseTo(Math.sqrt(layers * increments), within(1e-10));
        assertThat(s.detrendedCumulativeSum()).isCloseTo(detrended, within(1e-10));
    }

    private static double[] trend(double[][] u, int k) {
        int layers = u.length - 1;
        double[] mean = new double[u[0].length];
        for (int j = 0; j < mean.length; j++) {
            if (layers < 10) {
                mean[j] = u[layers][j] * k / layers;
                continue;
            }
            int w = Math.max(3, (int) Math.floor(0.1 * layers));
            while (k - w < 0 || k + w > layers + 1) {
                w--;
            }
            double sum = 0;
            for (int i = k - w; i < k + w; i++) {
                sum += u[i][j];
            }
            mean[j] = w == 0 ? u[k][j] : sum / (2 * w);
        }
        return mean;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return Math.sqrt(sum);
    }

    /** The sum of a row in its order, without vectors: to the last bit, before and after Java has compiled the pass. */
    @Test
    void theBitsDependOnTheWeightsAlone() {
        int layers = 50;
        int size = 37;
        float[] data = new float[layers * size];
        new RandomStreams(System.nanoTime()).stream("weights").gaussians(data, 0, 1);
        StackedTensor stack = StackedTensor.of(RealArray.of(data), 0, layers, size);
        DepthProfile first = DepthProfile.of(stack);
        for (int k = 0; k < layers; k++) {
            double[] parts = new double[8];
            for (int j = 0; j < size; j++) {
                double entry = data[k * size + j];
                parts[j % 8] = Math.fma(entry, entry, parts[j % 8]);
            }
            assertThat(first.norms()[k]).isEqualTo(Math.sqrt(
                    ((parts[0] + parts[1]) + (parts[2] + parts[3])) + ((parts[4] + parts[5]) + (parts[6] + parts[7]))));
        }
        for (int repeat = 0; repeat < 3000; repeat++) {
            DepthProfile again = DepthProfile.of(stack);
            assertThat(again.statistics()).isEqualTo(first.statistics());
            assertThat(again.norms()).containsExactly(first.norms());
            assertThat(again.increments()).containsExactly(first.increments());
        }
    }

    @Test
    void nanShows() {
        DepthStatistics s = DepthStatistics.of(StackedTensor.of(RealArray.of(new float[] {1, Float.NaN, 1}), 0, 3, 1));
        assertThat(s.maxNorm()).isNaN();
        assertThat(s.rootSumOfSquares()).isNaN();
        assertThat(s.detrendedCumulativeSum()).isNaN();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> StackedTensor.of(RealArray.of(new float[6]), 1, 3, 2)).hasMessageContaining("[3, 2] from place 1").hasMessageContaining("of 6");
        assertThatThrownBy(() -> StackedTensor.of(RealArray.of(new float[6]), 0, 0, 2)).hasMessageContaining("[0, 2]");
        assertThatThrownBy(() -> StackedTensor.of(RealArray.of(new float[6]), 0, 3, 2).scaledBy(new double[2])).hasMessageContaining("3 layer factors, got 2");
    }
}
