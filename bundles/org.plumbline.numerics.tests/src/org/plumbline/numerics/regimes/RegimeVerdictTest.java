package org.plumbline.numerics.regimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.paths.FractionalGaussianNoise;
import org.plumbline.numerics.paths.SmoothGaussianProcess;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.numerics.regimes.RegimeVerdict.Setting;
import org.plumbline.numerics.series.DepthStatistics;
import org.plumbline.numerics.series.StackedTensor;

class RegimeVerdictTest {

    private static final int[] DEPTHS = {32, 64, 128, 256, 512, 1024};
    private static final int ENTRIES = 16;
    private static final Map<Integer, SmoothGaussianProcess> SMOOTH = new HashMap<>();
    private static final Map<String, FractionalGaussianNoise> ROUGH = new HashMap<>();
    private static final Setting TANH = new Setting(true, OptionalDouble.empty(), 0.95);

    /**
     * Synthetic weights, W = trend L^(-betaT) smooth(k/L) + noise L^(-betaN) fGn(H) + sparse spikes, and what they tend to, from the
     * orders of `scaling-limits` 4.4: trend 1 - alpha - betaT, noise 1/2 - alpha - betaN (H = 1/2), or H - betaN + ... by the path.
     * Fractional noise of size L^(-H) adds up to order one; its squares add up to L^(1 - 2H): without bound for H = 0.3, to nothing
     * for H = 0.7, where the limit is a Young equation, none of the named.
     */
    private enum Case {
        SMOOTH_NEURAL(1, 1, 0, 0, 1, 0.5, 0, Regime.NEURAL_ODE),
        SMOOTH_ALTERNATIVE(0.7, 1, 0.3, 0, 1, 0.5, 0, Regime.ALTERNATIVE_ODE),
        SMOOTH_HALF(0.5, 1, 0.5, 0, 1, 0.5, 0, Regime.ALTERNATIVE_ODE),
        SMOOTH_IDENTITY(0.5, 1, 1, 0, 1, 0.5, 0, Regime.IDENTITY),
        SMOOTH_EXPLOSIVE(0.5, 1, 0, 0, 1, 0.5, 0, Regime.EXPLOSIVE),
        BROWNIAN(0, 0, 1, 1, 0.5, 0.5, 0, Regime.SDE),
        BROWNIAN_AND_TREND(0, 1, 1, 1, 0.5, 0.5, 0, Regime.SDE),
        BROWNIAN_WITHOUT_EFFECT(0.5, 1, 0.5, 1, 0.5, 0.5, 0, Regime.ALTERNATIVE_ODE),
        NOISE_EXPLOSIVE(0, 0, 1, 1, 0.2, 0.5, 0, Regime.EXPLOSIVE),
        NOISE_IDENTITY(0, 0, 1, 1, 1, 0.5, 0, Regime.IDENTITY),
        FRACTIONAL_ROUGH(0, 0, 1, 1, 0.3, 0.3, 0, Regime.EXPLOSIVE),
        FRACTIONAL_PERSISTENT(0, 0, 1, 1, 0.7, 0.7, 0, Regime.UNDECIDED),
        FRACTIONAL_AND_TREND(0, 1, 1, 1, 0.7, 0.7, 0, Regime.UNDECIDED),
        SPIKES(0, 0, 1, 0.1, 1, 0.5, 3, Regime.SPARSE),
        SPIKES_AND_TREND(0, 1, 1, 0.1, 1, 0.5, 4, Regime.SPARSE);

        private final double alpha;
        private final double trend;
        private final double trendExponent;
        private final double noise;
        private final double noiseExponent;
        private final double hurst;
        private final int spikes;
        private final Regime right;

        Case(double alpha, double trend, double trendExponent, double noise, double noiseExponent, double hurst, int spikes, Regime right) {
            this.alpha = alpha;
            this.trend = trend;
            this.trendExponent = trendExponent;
            this.noise = noise;
            this.noiseExponent = noiseExponent;
            this.hurst = hurst;
            this.spikes = spikes;
            this.right = right;
        }

        double[] weights(int layers, RandomStream stream) {
            double[] w = new double[layers * ENTRIES];
            SmoothGaussianProcess smooth = SMOOTH.computeIfAbsent(layers, n -> new SmoothGaussianProcess(0.04, n));
            FractionalGaussianNoise rough = ROUGH.computeIfAbsent(hurst + "/" + layers, n -> new FractionalGaussianNoise(hurst, layers));
            double[] none = new double[layers + 1];
            for (int j = 0; j < ENTRIES; j++) {
                double[] t = trend == 0 ? none : smooth.sample(stream);
                double[] n = noise == 0 ? none : rough.sample(stream);
                for (int k = 0; k < layers; k++) {
                    w[k * ENTRIES + j] = trend * Math.pow(layers, -trendExponent) * t[k] + noise * Math.pow(layers, -noiseExponent) * n[k];
                }
            }
            for (int spike = 0; spike < spikes; spike++) {
                int k = stream.nextInt(layers);
                for (int j = 0; j < ENTRIES; j++) {
                    w[k * ENTRIES + j] += stream.gaussian();
                }
            }
            return w;
        }
    }

    /** 20 verdicts of five seeds each, 300 in all: none wrong, and most are right, not undecided. */
    @ParameterizedTest
    @EnumSource(Case.class)
    void syntheticWeightsAreRecognised(Case c) {
        RandomStream stream = new RandomStreams(41).stream(c.name());
        int right = 0;
        int wrong = 0;
        for (int r = 0; r < 20; r++) {
            Regime regime = verdict(c, 5, DEPTHS, stream).regime();
            right += regime == c.right ? 1 : 0;
            wrong += regime != c.right && regime != Regime.UNDECIDED ? 1 : 0;
        }
        assertThat(wrong).isZero();
        assertThat(right).isGreaterThanOrEqualTo(12);
    }

    private static RegimeVerdict verdict(Case c, int seeds, int[] depths, RandomStream stream) {
        List<List<DepthStatistics>> statistics = new ArrayList<>();
        double[] alpha = new double[seeds];
        for (int s = 0; s < seeds; s++) {
            List<DepthStatistics> one = new ArrayList<>();
            for (int layers : depths) {
                one.add(DepthStatistics.of(StackedTensor.of(RealArray.of(c.weights(layers, stream)), 0, layers, ENTRIES)));
            }
            statistics.add(one);
            alpha[s] = c.alpha + 0.02 * (c.alpha > 0 ? stream.gaussian() : 0);
        }
        return RegimeVerdict.of(DepthOrders.of(statistics, alpha), TANH);
    }

    /** Four shallow depths tell nothing, whatever the weights, nor does one seed. */
    @ParameterizedTest
    @EnumSource(Case.class)
    void undecidedAtFourShallowDepths(Case c) {
        RandomStream stream = new RandomStreams(42).stream(c.name());
        RegimeVerdict shallow = verdict(c, 5, new int[] {3, 4, 6, 8}, stream);
        assertThat(shallow.regime()).isEqualTo(Regime.UNDECIDED);
        assertThat(shallow.evidence()).anyMatch(e -> e.quantity().equals("deepest depth") && e.estimate() == 8);
        RegimeVerdict one = verdict(c, 1, DEPTHS, stream);
        assertThat(one.regime()).isEqualTo(Regime.UNDECIDED);
        assertThat(one.evidence().getFirst().conclusion()).contains("two are needed");
    }

    /** At depths of 100 and less none is taken for another; persistent noise least, as the window of the detrended sum is floored. */
    @ParameterizedTest
    @EnumSource(Case.class)
    void neverWrongAtModestDepths(Case c) {
        RandomStream stream = new RandomStreams(43).stream(c.name());
        for (int r = 0; r < 20; r++) {
            assertThat(verdict(c, 5, new int[] {12, 20, 40, 70, 100}, stream).regime()).isIn(c.right, Regime.UNDECIDED);
        }
    }

    /** Fewer than three depths of 30 or more: the order of the detrended sum is not known, and is said so. */
    @Test
    void theDetrendedSumNeedsDepth() {
        RegimeVerdict verdict = verdict(Case.BROWNIAN, 5, new int[] {4, 8, 16, 64}, new RandomStreams(44).stream("weights"));
        assertThat(verdict.evidence()).anyMatch(e -> e.quantity().startsWith("order of the detrended sum") && e.conclusion().equals("not known"));
    }

    /** By hand, two equal seeds, so that the intervals are points: each rule once, at its limit values. */
    @Test
    void rulesByHand() {
        assertThat(exact(1, 0, -1, 0.5, 1, 0)).isEqualTo(Regime.NEURAL_ODE);
        assertThat(exact(0.7, -0.3, -1.3, 0.2, 0.7, 0)).isEqualTo(Regime.ALTERNATIVE_ODE);
        assertThat(exact(0.85, -0.15, -1.2, 0.3, 0.8, 0)).isEqualTo(Regime.UNDECIDED);
        assertThat(exact(0.3, -0.3, -1.3, 0.2, 0.7, 0)).isEqualTo(Regime.EXPLOSIVE);
        assertThat(exact(1, -1, -2, -0.5, 0, -1)).isEqualTo(Regime.IDENTITY);
        assertThat(exact(0, -0.5, -0.65, 0, 0, 0)).isEqualTo(Regime.UNDECIDED);
        assertThat(exact(0, -0.5, -0.5, 0, 0, 0)).isEqualTo(Regime.SDE);
        assertThat(exact(0, -0.5, -0.5, 0, 0, -0.4)).isEqualTo(Regime.UNDECIDED);
        assertThat(exact(0, -0.3, -0.3, 0, 0, 0)).isEqualTo(Regime.UNDECIDED);
        assertThat(exact(0, 0, 0, 0, 0, 0)).isEqualTo(Regime.SPARSE);
        assertThat(exact(0, -0.2, -0.2, 0.3, 0.3, 0.3)).isEqualTo(Regime.EXPLOSIVE);
        assertThat(exact(0.5, -0.5, -0.5, 0, 0.5, 0)).isEqualTo(Regime.ALTERNATIVE_ODE);
        assertThat(exact(0, -1, -1, -0.5, -0.5, -0.5)).isEqualTo(Regime.IDENTITY);
        assertThat(exact(0, -0.7, -0.7, -0.2, 0, 0)).isEqualTo(Regime.UNDECIDED);
    }

    /** Ito drift: alpha = 1/2 with noise of order one, r = 1/2: fine for tanh, without bound if sigma''(0) != 0. */
    @Test
    void theItoDriftNeedsAnOddActivation() {
        DepthOrders orders = orders(0.5, 0, 0, 0.5, 0.5, 0.5);
        assertThat(RegimeVerdict.of(orders, new Setting(false, OptionalDouble.empty(), 0.95)).regime()).isEqualTo(Regime.EXPLOSIVE);
        assertThat(RegimeVerdict.of(orders(0.3, -0.2, -0.2, 0.3, 0.3, 0.3), TANH).regime()).isEqualTo(Regime.SDE);
    }

    @Test
    void theLossOfTheTrendCanSpeakAgainst() {
        DepthOrders ode = orders(1, 0, -1, 0.5, 1, 0);
        assertThat(RegimeVerdict.of(ode, new Setting(true, OptionalDouble.of(3), 0.95)).regime()).isEqualTo(Regime.NEURAL_ODE);
        RegimeVerdict against = RegimeVerdict.of(ode, new Setting(true, OptionalDouble.of(100), 0.95));
        assertThat(against.regime()).isEqualTo(Regime.UNDECIDED);
        assertThat(against.evidence().getLast().conclusion()).isEqualTo("speaks against the neural ODE");
    }

    @Test
    void badInputIsNamed() {
        DepthStatistics flat = DepthStatistics.of(StackedTensor.of(RealArray.of(1.0, 1, 1), 0, 3, 1));
        assertThatThrownBy(() -> DepthOrders.of(List.of(List.of(flat, flat, flat)), new double[1]))
                .hasMessageContaining("seed 1, largest").hasMessageContaining("3");
        assertThatThrownBy(() -> DepthOrders.of(List.of(), new double[0])).hasMessageContaining("got none");
        assertThatThrownBy(() -> new DepthOrders(new double[2], new double[1], new double[1], new double[1], new double[1], new double[1], 4, 1, 99))
                .hasMessageContaining("2 alpha and 1 slopes");
    }

    private static Regime exact(double alpha, double maxNorm, double increment, double root, double sum, double detrended) {
        return RegimeVerdict.of(orders(alpha, maxNorm, increment, root, sum, detrended), TANH).regime();
    }

    private static DepthOrders orders(double... values) {
        double[][] pairs = Arrays.stream(values).mapToObj(v -> new double[] {v, v}).toArray(double[][]::new);
        return new DepthOrders(pairs[0], pairs[1], pairs[2], pairs[3], pairs[4], pairs[5], 6, 32, 1024);
    }
}
