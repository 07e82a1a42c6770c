package org.plumbline.theory.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.series.StackedTensor;

class FittedCoefficientsTest {

    /** W = 1, 3, 5, 9 at depth 4, beta = 1, two cells: means 2 and 7, times 4: 8 at 1/4 and 28 at 3/4, linear: -2 at 0, 38 at 1. */
    @Test
    void localMeansByHand() {
        StackedTensor stack = StackedTensor.of(RealArray.of(new double[] {1, 3, 5, 9}), 0, 4, 1);
        Coefficient trend = FittedCoefficients.trend(stack, 1, 2);
        assertThat(at(trend, 0.25)).isEqualTo(8);
        assertThat(at(trend, 0.5)).isEqualTo(18);
        assertThat(at(trend, 0)).isEqualTo(-2);
        assertThat(at(trend, 1)).isEqualTo(38);
        assertThat(at(FittedCoefficients.trend(stack, 0, 1), 0.3)).isEqualTo(4.5);
    }

    /** Known limit: weights linear in the midpoint time come back exactly, for any number of cells, also one that divides nothing. */
    @Test
    void linearWeightsComeBack() {
        Draws draws = new Draws();
        int layers = 37;
        double[] u = draws.gaussians(2, 1);
        double[] v = draws.gaussians(2, 1);
        double[] w = new double[layers * 2];
        for (int k = 0; k < layers; k++) {
            for (int j = 0; j < 2; j++) {
                w[2 * k + j] = Math.pow(layers, -0.7) * (u[j] + v[j] * (k + 0.5) / layers);
            }
        }
        StackedTensor stack = StackedTensor.of(RealArray.of(w), 0, layers, 2);
        double[] out = new double[2];
        for (int cells : new int[] {2, 5, 11, 37}) {
            Coefficient trend = FittedCoefficients.trend(stack, 0.7, cells);
            for (double t : new double[] {0, 0.123, 0.5, 1}) {
                trend.at(t, out);
                for (int j = 0; j < 2; j++) {
                    assertThat(out[j]).as("seed %d, %d cells", draws.seed, cells).isCloseTo(u[j] + v[j] * t, within(1e-12));
                }
            }
        }
    }

    /** The common trend of depths whose weights are L^-beta (1 + t): within the cell's width of it. */
    @Test
    void commonTrendOfSeveralDepths() {
        List<StackedTensor> stacks = List.of(line(60), line(80), line(100));
        Coefficient trend = FittedCoefficients.commonTrend(stacks, 0.4, 20);
        for (double t : new double[] {0, 0.3, 0.77, 1}) {
            assertThat(at(trend, t)).isCloseTo(1 + t, within(0.02));
        }
    }

    /**
     * Sampled: noise of a known correlated covariance over a smooth trend, L = 20,000 in 10 cells of n = 2,000; 6 standard errors,
     * ((c_jj c_ll + c_jl^2) / n)^(1/2).
     */
    @Test
    void covarianceOfTheNoiseComesBack() {
        Draws draws = new Draws();
        int d = 2;
        int layers = 20_000;
        NoiseCovariance truth = draws.covariance(d, 1);
        ResidualNetwork stack = ResidualNetwork.ofLimit(layers, 0, draws.smooth(d * d, 1), draws.smooth(d, 1),
                Optional.of(NoisePath.sample(truth, layers, draws.stream)));
        NoiseCovariance found = FittedCoefficients.noise(StackedTensor.of(RealArray.of(stack.matrices()), 0, layers, d * d),
                Optional.of(StackedTensor.of(RealArray.of(stack.biases()), 0, layers, d)), 10);
        double[] c = new double[d * 9];
        double[] estimate = new double[d * 9];
        truth.at(0, c);
        for (double t : new double[] {0, 0.31, 0.5, 1}) {
            found.at(t, estimate);
            for (int at = 0; at < c.length; at++) {
                int i = at / 9;
                int j = at % 9 / 3;
                int l = at % 3;
                double error = Math.sqrt((c[i * 9 + 4 * j] * c[i * 9 + 4 * l] + c[at] * c[at]) / 2000);
                assertThat(estimate[at]).as("seed %d, t %s, entry %d", draws.seed, t, at).isCloseTo(c[at], within(6 * error + 1e-3));
            }
        }
        // What was estimated can be sampled again.
        NoisePath.sample(found, 50, draws.stream);
        assertThat(found.dimension()).isEqualTo(d);
    }

    /** A trained stack against the limit fitted to it: order one, since the fitted function is that of the layers' midpoints. */
    @Test
    void networkTendsToItsFittedLimit() {
        Draws draws = new Draws();
        double shallow = 0;
        double deep = 0;
        // Errors of one case can cancel at a depth: those of eight are added up.
        for (int i = 0; i < 8; i++) {
            Coefficient matrix = draws.smooth(4, 0.5);
            Coefficient bias = draws.smooth(2, 0.5);
            double[] x = draws.gaussians(2, 1);
            shallow += fittedError(32, matrix, bias, x);
            deep += fittedError(512, matrix, bias, x);
        }
        assertThat(deep).as("seed %d", draws.seed).isLessThan(shallow / 8);
    }

    private static double fittedError(int layers, Coefficient matrix, Coefficient bias, double[] x) {
        ResidualNetwork stack = ResidualNetwork.ofLimit(layers, 1, matrix, bias, Optional.empty());
        Coefficient a = FittedCoefficients.trend(StackedTensor.of(RealArray.of(stack.matrices()), 0, layers, 4), 0, layers);
        Coefficient b = FittedCoefficients.trend(StackedTensor.of(RealArray.of(stack.biases()), 0, layers, 2), 0, layers);
        LimitPath path = LimitOde.neural(a, b, SmoothActivation.TANH).solve(x, SolverSettings.DEFAULT);
        return StrongError.between(path, stack.forward(SmoothActivation.TANH, x, SolverSettings.DEFAULT)).atLayers();
    }

    @Test
    void wrongInputIsNamed() {
        StackedTensor stack = StackedTensor.of(RealArray.of(new double[8]), 0, 8, 1);
        assertThatThrownBy(() -> FittedCoefficients.trend(stack, 0, 9)).hasMessageContaining("must lie in [1, 8] for 8 layers, got 9");
        assertThatThrownBy(() -> FittedCoefficients.noise(stack, Optional.empty(), 5)).hasMessageContaining("[1, 4] for 8 layers, got 5");
        assertThatThrownBy(() -> new SampledCoefficient(1, new double[] {0.5, 0.4}, new double[2])).hasMessageContaining("must ascend");
        StackedTensor broken = StackedTensor.of(RealArray.of(new double[] {1, Double.NaN}), 0, 2, 1);
        assertThatThrownBy(() -> FittedCoefficients.trend(broken, 0, 2)).hasMessageContaining("coefficient at t = 0.75: entry 0 must be finite");
    }

    private static StackedTensor line(int layers) {
        double[] w = new double[layers];
        for (int k = 0; k < layers; k++) {
            w[k] = Math.pow(layers, -0.4) * (1 + (k + 0.5) / layers);
        }
        return StackedTensor.of(RealArray.of(w), 0, layers, 1);
    }

    private static double at(Coefficient coefficient, double t) {
        double[] out = new double[1];
        coefficient.at(t, out);
        return out[0];
    }
}
