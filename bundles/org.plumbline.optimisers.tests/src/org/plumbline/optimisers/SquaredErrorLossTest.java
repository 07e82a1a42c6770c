package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.engine.contribution.Settings;

class SquaredErrorLossTest {
    private static final SquaredErrorLoss LOSS = new SquaredErrorLoss();

    private static Settings settings(String normalisation) {
        return Settings.of(Map.of("normalisation", normalisation));
    }

    /** Differences 1, 2, 3, 4 on n = 2 examples of k = 2: sum of squares 30; mean 30/4, half 30/(2*2); gradients 2d/4, d/2. */
    @Test
    void bothScalesByHand() {
        double[] y = {1, 2, 3, 4};
        float[] t = {0, 0, 0, 0};
        double[] g = new double[4];
        assertThat(LOSS.valueAndGradient(settings("mean"), y, t, 2, 2, g)).isEqualTo(7.5);
        assertThat(g).containsExactly(0.5, 1, 1.5, 2);
        assertThat(LOSS.valueAndGradient(settings("half"), y, t, 2, 2, g)).isEqualTo(7.5);
        assertThat(g).containsExactly(0.5, 1, 1.5, 2);
        assertThat(LOSS.valueAndGradient(settings("half"), y, t, 1, 4, g)).isEqualTo(15);
        assertThat(LOSS.valueAndGradient(settings("mean"), y, t, 1, 4, g)).isEqualTo(7.5);
    }

    /** Central differences; the loss is quadratic, so only rounding (inputs moved by 2^-6) remains. */
    @ParameterizedTest
    @ValueSource(strings = {"mean", "half"})
    void gradientIsThatOfTheValue(String normalisation) {
        int n = 3;
        int k = 5;
        double[] y = UpdaterChecks.wideGaussians(n * k, "y");
        float[] t = UpdaterChecks.gaussians(n * k, "t");
        double[] g = new double[n * k];
        LOSS.valueAndGradient(settings(normalisation), y, t, n, k, g);
        double h = 1.0 / 64;
        for (int i = 0; i < y.length; i++) {
            double[] plus = y.clone();
            double[] minus = y.clone();
            plus[i] += h;
            minus[i] -= h;
            double slope = (LOSS.valueAndGradient(settings(normalisation), plus, t, n, k, new double[n * k])
                    - LOSS.valueAndGradient(settings(normalisation), minus, t, n, k, new double[n * k])) / (plus[i] - minus[i]);
            assertThat(g[i]).isCloseTo(slope, within(1e-12 * (1 + Math.abs(slope))));
        }
    }

    /** A longer array than the batch, as the last batch of a buffer has: what lies behind it is neither read nor written. */
    @Test
    void readsTheBatchOnly() {
        double[] g = {9, 9, 9};
        double value = LOSS.valueAndGradient(settings("mean"), new double[] {2, 0, Double.NaN}, new float[3], 1, 2, g);
        assertThat(value).isEqualTo(2);
        assertThat(g).containsExactly(2, 0, 9);
    }

    @Test
    void infinityStaysVisible() {
        double value = LOSS.valueAndGradient(settings("mean"), new double[] {Double.POSITIVE_INFINITY}, new float[1], 1, 1,
                new double[1]);
        assertThat(value).isInfinite();
    }
}
