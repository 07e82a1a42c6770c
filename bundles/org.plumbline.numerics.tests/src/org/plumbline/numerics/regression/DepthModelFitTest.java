package org.plumbline.numerics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class DepthModelFitTest {

    private static final double[] DEPTHS = {8, 16, 32, 64, 128, 256, 512, 1024};

    /**
     * Three points by hand, L = 1, e, e^2 (M = e) and ln y = 0, 1, 0.5: line of slope 1/4 through 1/2 at M, residuals -1/4, 1/2,
     * -1/4: SSE = 0.375. Five points with SSE 0.02 and k = 3: AICc = 5 ln(0.004) + 6 + 24.
     */
    @Test
    void powerLawByHand() {
        DepthModelFit fit = DepthModelFit.of(DepthModel.POWER_LAW, new double[] {1, Math.E, Math.exp(2)},
                new double[] {1, Math.E, Math.exp(0.5)});
        assertThat(fit.slope()).isCloseTo(0.25, within(1e-14));
        assertThat(fit.level()).isCloseTo(Math.exp(0.5), within(1e-14));
        assertThat(fit.squares()).isCloseTo(0.375, within(1e-14));
        // Residuals 0.1 (-1, 2, 0, -2, 1) / sqrt(5): orthogonal to 1 and to -2, ..., 2; SSE = 0.01 * 10 / 5.
        double[] x = new double[5];
        double[] y = new double[5];
        double[] rest = {-1, 2, 0, -2, 1};
        for (int i = 0; i < 5; i++) {
            x[i] = Math.exp(i);
            y[i] = Math.exp(1 - 0.5 * i + 0.1 * rest[i] / Math.sqrt(5));
        }
        fit = DepthModelFit.of(DepthModel.POWER_LAW, x, y);
        assertThat(fit.squares()).isCloseTo(0.02, within(1e-13));
        assertThat(fit.aicc()).isCloseTo(5 * Math.log(0.004) + 30, within(1e-9));
    }

    /** Known limits: values that follow a law exactly give back its parameters, and the law is ranked first. */
    @Test
    void exactLawsComeBack() {
        DepthModelFit offset = exact(l -> 0.3 + 5 * Math.pow(l, -0.8), DepthModel.OFFSET_POWER_LAW);
        assertThat(offset.offset()).isCloseTo(0.3, within(1e-5));
        assertThat(offset.shape()).isCloseTo(-0.8, within(1e-5));
        assertThat(offset.at(4096)).isCloseTo(0.3 + 5 * Math.pow(4096, -0.8), within(1e-5));
        DepthModelFit negative = exact(l -> -0.5 + 2 * Math.pow(l, 0.6), DepthModel.OFFSET_POWER_LAW);
        assertThat(negative.offset()).isCloseTo(-0.5, within(1e-4));
        DepthModelFit exponential = exact(l -> 3 * Math.exp(-0.002 * l), DepthModel.EXPONENTIAL);
        assertThat(exponential.slope() / exponential.centre()).isCloseTo(-0.002, within(1e-12));
        DepthModelFit logarithm = exact(l -> 10 - 1.2 * Math.log(l), DepthModel.LOGARITHM);
        assertThat(logarithm.level() * logarithm.slope()).isCloseTo(-1.2, within(1e-6));
        assertThat(logarithm.at(Math.exp(9))).isNaN();
        assertThat(exact(l -> 3 * Math.pow(l, -0.5), DepthModel.POWER_LAW).offset()).isZero();
    }

    private static DepthModelFit exact(DoubleUnaryOperator law, DepthModel model) {
        double[] y = new double[DEPTHS.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = law.applyAsDouble(DEPTHS[i]);
        }
        DepthModelFit fit = DepthModelFit.of(model, DEPTHS, y);
        for (double depth : DEPTHS) {
            assertThat(fit.at(depth)).isCloseTo(law.applyAsDouble(depth), within(1e-5 * law.applyAsDouble(depth)));
        }
        if (model != DepthModel.POWER_LAW) {
            assertThat(DepthModelFit.ranked(DEPTHS, y).getFirst().model()).isIn(model, DepthModel.OFFSET_POWER_LAW);
        }
        return fit;
    }

    /** Independent: no point of a grid over shape and slope does better than the search, on noise of a fixed seed: two minima may tie. */
    @Test
    void noGridPointIsBetter() {
        RandomStream stream = new RandomStreams(51).stream("noise");
        for (int r = 0; r < 20; r++) {
            double[] y = new double[DEPTHS.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = (0.2 + Math.pow(DEPTHS[i], -0.7)) * Math.exp(0.1 * stream.gaussian());
            }
            DepthModelFit fit = DepthModelFit.of(DepthModel.OFFSET_POWER_LAW, DEPTHS, y);
            for (double c = -3.95; c < 4; c += 0.1) {
                for (double s = -3; s < 3; s += 0.02) {
                    assertThat(squares(y, c, s, fit.centre())).isGreaterThan(fit.squares() - 1e-9);
                }
            }
        }
    }

    private static double squares(double[] y, double c, double s, double centre) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < y.length; i++) {
            double law = 1 + s * (Math.pow(DEPTHS[i] / centre, c) - 1) / c;
            if (law <= 0) {
                return Double.POSITIVE_INFINITY;
            }
            double e = Math.log(y[i] / law);
            sum += e;
            all += e * e;
        }
        return all - sum * sum / y.length;
    }

    @Test
    void refusesTooFewDepths() {
        assertThatThrownBy(() -> DepthModelFit.ranked(new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4})).hasMessageContaining("5 depths or more, 6 for an offset, got 4");
        assertThatThrownBy(() -> DepthModelFit.of(DepthModel.LOGARITHM, new double[] {1, 2}, new double[] {1, 1})).hasMessageContaining("logarithm: needs 3");
        assertThatThrownBy(() -> DepthModelFit.of(DepthModel.LOGARITHM, new double[] {1, 2, 4}, new double[] {1, 0, 1})).hasMessageContaining("got 0.0");
    }
}
