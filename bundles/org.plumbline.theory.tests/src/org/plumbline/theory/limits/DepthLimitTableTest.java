package org.plumbline.theory.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/**
 * The table C1 of `scaling-limits` 5: d = 3, x0 = (1, -0.5, 0.3), left-point times.
 * The table's errors turn out to be those at t = 1, |H_1 - h_L|, and its last column to hold the error of its own reference: against
 * an Euler solution of 16,384 steps we get 1.83e-2, 4.78e-3, 1.19e-3, 2.85e-4, 5.7e-5 (first row) where the table has 1.8e-2, 4.8e-3,
 * 1.2e-3, 2.9e-4, 6e-5; against the exact solution the last is 7.6e-5.
 */
class DepthLimitTableTest {
    private static final Coefficient MATRIX = Coefficient.of(9,
            t -> new double[] {0.3 * Math.cos(2 * t), 0.5, -0.2, -0.4, 0.2 * t, 0.3, 0.1, -0.3, 0.2});
    private static final Coefficient BIAS = Coefficient.of(3, t -> new double[] {Math.sin(3 * t), 0.2, -0.3 * t});
    private static final double[] START = {1, -0.5, 0.3};
    private static final double[] DEPTHS = {16, 64, 256, 1024};
    private static final double[] ODE = {1.8e-2, 4.8e-3, 1.2e-3, 2.9e-4};
    private static final double[] ALTERNATIVE = {1.9e-2, 5.0e-3, 1.2e-3, 3.0e-4};
    private static final double[] SDE = {0.083, 0.036, 0.017, 0.0076};
    private static final double ODE_TOLERANCE = 20;
    private static final double SDE_TOLERANCE = 30;
    private static final double ORDER_TOLERANCE = 0.1;

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5})
    void ordinaryLimits(double alpha) {
        LimitOde limit = alpha == 1 ? LimitOde.neural(MATRIX, BIAS, SmoothActivation.TANH)
                : LimitOde.linear(MATRIX, BIAS, SmoothActivation.TANH);
        LimitPath path = limit.solve(START, SolverSettings.DEFAULT);
        double[][] errors = new double[3][DEPTHS.length];
        for (int i = 0; i < DEPTHS.length; i++) {
            StrongError error = StrongError.between(path, network((int) DEPTHS[i], alpha));
            errors[0][i] = error.atEnd();
            errors[1][i] = error.atLayers();
            errors[2][i] = error.alongDepth();
            assertThat(error.atEnd()).isCloseTo((alpha == 1 ? ODE : ALTERNATIVE)[i], Percentage.withPercentage(ODE_TOLERANCE));
        }
        for (double[] row : errors) {
            ErrorOrder order = ErrorOrder.of(DEPTHS, row, 0.95);
            assertThat(order.order()).isCloseTo(1, within(ORDER_TOLERANCE));
            assertThat(order.interval().high() - order.interval().low()).isLessThan(0.1);
        }
        assertThat(StrongError.between(path, network(4096, alpha)).atEnd()).isCloseTo(errors[0][3] / 4, Percentage.withPercentage(1));
    }

    /** 200 of the table's 400 paths: the table's own error is about 5 %, ours 7 %. */
    @Test
    void stochasticLimit() {
        NoiseCovariance covariance = NoiseCovariance.independent(3, 0.25, 0.25);
        LimitSde sde = LimitSde.of(MATRIX, BIAS, covariance, SmoothActivation.TANH);
        SdeErrorStudy study = SdeErrorStudy.run(sde, MATRIX, BIAS, SmoothActivation.TANH, START,
                new SdeErrorStudy.Setting(new int[] {16, 64, 256, 1024}, 4096, 200, 10, SolverSettings.DEFAULT),
                new RandomStreams(1).stream("c1"));
        double[] errors = study.rootMeanSquares(StrongError::atEnd);
        for (int i = 0; i < DEPTHS.length; i++) {
            assertThat(errors[i]).isCloseTo(SDE[i], Percentage.withPercentage(SDE_TOLERANCE));
        }
        assertThat(study.referenceError()).isBetween(0.3 * errors[3], errors[3]);
        double[][] batches = study.batches(StrongError::atLayers);
        assertThat(ErrorOrder.ofReplicates(DEPTHS, batches, 0.95).order()).isCloseTo(0.5, within(ORDER_TOLERANCE));
        double[][] corrected = Arrays.stream(batches).map(study::corrected).toArray(double[][]::new);
        ErrorOrder order = ErrorOrder.ofReplicates(DEPTHS, corrected, 0.95);
        assertThat(order.order()).isCloseTo(0.5, within(ORDER_TOLERANCE));
        assertThat(order.interval().high() - order.interval().low()).isLessThan(0.1);
    }

    /** The reference's error, estimated from half the steps, against the exact solution of a geometric Brownian motion. */
    @Test
    void referenceErrorIsMeasured() {
        NoiseCovariance covariance = NoiseCovariance.independent(1, 0.5, 0);
        LimitSde sde = new LimitSde(Coefficient.zero(1), Coefficient.zero(1), covariance, 1, 0);
        RandomStreams streams = new RandomStreams(4);
        SdeErrorStudy study = SdeErrorStudy.run(sde, Coefficient.zero(1), Coefficient.zero(1), SmoothActivation.IDENTITY,
                new double[] {1}, new SdeErrorStudy.Setting(new int[] {16}, 256, 2000, 2, SolverSettings.DEFAULT), streams.stream("g"));
        double squares = 0;
        RandomStream again = streams.stream("g");
        for (int p = 0; p < 2000; p++) {
            NoisePath noise = NoisePath.sample(covariance, 256, again);
            GridPath path = sde.solve(new double[] {1}, noise, LimitSde.Scheme.EULER, SolverSettings.DEFAULT);
            double w = 0;
            double worst = 0;
            for (int k = 1; k <= 256; k++) {
                w += noise.increments()[2 * (k - 1)];
                worst = Math.max(worst, Math.abs(path.value(k, 0) - Math.exp(w - 0.125 * k / 256)));
            }
            squares += worst * worst / 2000;
        }
        assertThat(study.referenceError()).isCloseTo(Math.sqrt(squares), Percentage.withPercentage(15));
    }

    /**
     * tanh has s2 = 0, so the table's row without the Ito term is of another activation, which it does not name. With
     * tanh z + z^2 / 2, s2 = 1, the drift makes the difference between order 1/2 and a plateau.
     */
    @Test
    void itoDriftIsNeeded() {
        NoiseCovariance covariance = NoiseCovariance.independent(3, 0.25, 0.25);
        SmoothActivation activation = Draws.tanhAndSquare();
        LimitSde sde = LimitSde.of(MATRIX, BIAS, covariance, activation);
        SdeErrorStudy.Setting setting = new SdeErrorStudy.Setting(new int[] {16, 64, 256}, 4096, 60, 2, SolverSettings.DEFAULT);
        double[] with = SdeErrorStudy.run(sde, MATRIX, BIAS, activation, START, setting, new RandomStreams(2).stream("c1"))
                .rootMeanSquares(StrongError::atEnd);
        double[] without = SdeErrorStudy.run(sde.withoutItoDrift(), MATRIX, BIAS, activation, START, setting,
                new RandomStreams(2).stream("c1")).rootMeanSquares(StrongError::atEnd);
        double[] depths = {16, 64, 256};
        assertThat(ErrorOrder.of(depths, with, 0.95).order()).isBetween(0.35, 0.75);
        assertThat(ErrorOrder.of(depths, without, 0.95).order()).isBetween(-0.1, 0.15);
        assertThat(without[2]).isGreaterThan(5 * with[2]);
    }

    @Test
    void explodedPathsAreCountedAndRefused() {
        NoiseCovariance covariance = NoiseCovariance.independent(3, 2, 2);
        LimitSde sde = new LimitSde(MATRIX, BIAS, covariance, 1, 5);
        SdeErrorStudy study = SdeErrorStudy.run(sde, MATRIX, BIAS, Draws.tanhAndSquare(), START,
                new SdeErrorStudy.Setting(new int[] {16, 64}, 256, 10, 2, SolverSettings.DEFAULT), new RandomStreams(3).stream("c1"));
        assertThat(study.exploded()).isPositive();
        assertThatThrownBy(() -> study.rootMeanSquares(StrongError::atEnd)).hasMessageContaining("of 10 paths exploded");
        assertThatThrownBy(() -> new SdeErrorStudy.Setting(new int[] {17}, 256, 10, 2, SolverSettings.DEFAULT))
                .hasMessage("error study: depth 17 does not divide the 256 steps of the reference");
    }

    private static GridPath network(int layers, double alpha) {
        return ResidualStack.ofLimit(layers, alpha, MATRIX, BIAS, Optional.empty()).forward(SmoothActivation.TANH, START,
                SolverSettings.DEFAULT);
    }
}
