package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;

class SoftmaxCrossEntropyLossTest {
    private static final SoftmaxCrossEntropyLoss LOSS = new SoftmaxCrossEntropyLoss();
    private static final Settings NONE = Settings.of(Map.of());

    private static double value(double[] y, float[] t, int n, int k) {
        return LOSS.valueAndGradient(NONE, y, t, n, k, new double[n * k]);
    }

    /** Equal outputs: log k, whatever the class; p = 1/k, so the gradient is (1/k - t) / n. */
    @Test
    void equalOutputsByHand() {
        double[] g = new double[8];
        double value = LOSS.valueAndGradient(NONE, new double[] {2, 2, 2, 2, -5, -5, -5, -5}, new float[] {0, 1, 0, 0, 1, 0, 0, 0},
                2, 4, g);
        assertThat(value).isCloseTo(Math.log(4), within(1e-15));
        assertThat(g).containsExactly(new double[] {0.125, -0.375, 0.125, 0.125, -0.375, 0.125, 0.125, 0.125}, within(1e-16));
    }

    /** Outputs log 1, log 2, log 5 have p = 1/8, 1/4, 5/8. */
    @Test
    void unequalOutputsByHand() {
        double[] y = {0, Math.log(2), Math.log(5)};
        double[] g = new double[3];
        assertThat(LOSS.valueAndGradient(NONE, y, new float[] {0, 0.5f, 0.5f}, 1, 3, g))
                .isCloseTo(-0.5 * Math.log(0.25) - 0.5 * Math.log(0.625), within(1e-15));
        assertThat(g[0]).isCloseTo(0.125, within(1e-15));
        assertThat(g[1]).isCloseTo(-0.25, within(1e-15));
        assertThat(g[2]).isCloseTo(0.125, within(1e-15));
    }

    /** Central differences on fresh outputs; steps of 2^-8, truncation h^2/6 times a third derivative below 1. */
    @Test
    void gradientIsThatOfTheValue() {
        int n = 3;
        int k = 5;
        double[] y = UpdaterChecks.wideGaussians(n * k, "outputs" + System.nanoTime());
        float[] t = {1, 0, 0, 0, 0, 0.2f, 0.3f, 0.5f, 0, 0, 0, 0, 0, 0, 1};
        double[] g = new double[n * k];
        LOSS.valueAndGradient(NONE, y, t, n, k, g);
        for (int i = 0; i < y.length; i++) {
            double[] plus = y.clone();
            double[] minus = y.clone();
            plus[i] += 1.0 / 256;
            minus[i] -= 1.0 / 256;
            double slope = (value(plus, t, n, k) - value(minus, t, n, k)) / (plus[i] - minus[i]);
            assertThat(g[i]).isCloseTo(slope, within(5e-6));
        }
    }

    /** Far apart: log(1 + e^-100) = e^-100 to double precision, and 1000 + log(1 + e^-1000) = 1000; nothing overflows. */
    @Test
    void extremeOutputsKeepTheirDigits() {
        assertThat(value(new double[] {100, 0}, new float[] {1, 0}, 1, 2)).isCloseTo(Math.exp(-100), within(1e-55));
        assertThat(value(new double[] {1000, 0}, new float[] {0, 1}, 1, 2)).isEqualTo(1000);
        assertThat(value(new double[] {-3e38, 3e38}, new float[] {0, 1}, 1, 2)).isZero();
        double shift = 1 << 12;
        assertThat(value(new double[] {shift + 1, shift}, new float[] {0, 1}, 1, 2))
                .isCloseTo(value(new double[] {1, 0}, new float[] {0, 1}, 1, 2), within(1e-15));
    }

    @Test
    void whatIsNotFiniteStaysVisible() {
        assertThat(value(new double[] {0, Double.NaN}, new float[] {1, 0}, 1, 2)).isNaN();
        assertThat(value(new double[] {0, Double.POSITIVE_INFINITY}, new float[] {1, 0}, 1, 2)).isNaN();
    }

    @Test
    void readsTheBatchOnly() {
        double[] g = {9, 9, 9};
        assertThat(LOSS.valueAndGradient(NONE, new double[] {0, 0, Double.NaN}, new float[] {1, 0, 1}, 1, 2, g))
                .isCloseTo(Math.log(2), within(1e-15));
        assertThat(g).containsExactly(new double[] {-0.5, 0.5, 9}, within(1e-16));
    }
}
