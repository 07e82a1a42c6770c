package org.plumbline.numerics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class LinearFitTest {

    /** By hand: S_xx = 2, S_xy = 3, S_yy = 14/3, residuals 1/6, -1/3, 1/6, SSE = 1/6, one degree of freedom. */
    @Test
    void threePointsByHand() {
        LinearFit fit = LinearFit.of(new double[] {1, 2, 3}, new double[] {1, 2, 4});
        assertThat(fit.slope()).isCloseTo(1.5, within(1e-14));
        assertThat(fit.intercept()).isCloseTo(-2 / 3.0, within(1e-14));
        assertThat(fit.slopeError()).isCloseTo(Math.sqrt(1 / 12.0), within(1e-14));
        assertThat(fit.interceptError()).isCloseTo(Math.sqrt(7 / 18.0), within(1e-14));
        assertThat(fit.rSquared()).isCloseTo(27 / 28.0, within(1e-14));
        assertThat(fit.count()).isEqualTo(3);
    }

    /** Two-sided points of Student's t from its printed tables; one degree of freedom is tan(pi level / 2). */
    @ParameterizedTest
    @CsvSource({"0.95, 1, 12.706205", "0.95, 2, 4.302653", "0.95, 10, 2.228139", "0.99, 5, 4.032143", "0.5, 1, 1.0"})
    void studentT(double level, int degreesOfFreedom, double expected) {
        assertThat(StudentT.twoSided(level, degreesOfFreedom)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void exactLine() {
        LinearFit fit = LinearFit.of(new double[] {0, 1, 5, 9}, new double[] {2, -1, -13, -25});
        assertThat(fit.slope()).isCloseTo(-3, within(1e-14));
        assertThat(fit.intercept()).isCloseTo(2, within(1e-13));
        assertThat(fit.slopeError()).isLessThan(1e-14);
        assertThat(fit.rSquared()).isEqualTo(1);
        assertThat(LinearFit.of(new double[] {0, 1, 2}, new double[] {4, 4, 4}).rSquared()).isEqualTo(1);
    }

    /** Normal equations solved by Cramer's rule on uncentred sums: another route to the same numbers. */
    @Test
    void agreesWithTheNormalEquations() {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("points");
        int n = 25;
        double[] x = new double[n];
        double[] y = new double[n];
        stream.gaussians(x, 3, 2);
        stream.gaussians(y, -1, 5);
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < n; i++) {
            sx += x[i];
            sy += y[i];
            sxx += x[i] * x[i];
            sxy += x[i] * y[i];
        }
        double determinant = n * sxx - sx * sx;
        LinearFit fit = LinearFit.of(x, y);
        assertThat(fit.slope()).isCloseTo((n * sxy - sx * sy) / determinant, within(1e-11));
        assertThat(fit.intercept()).isCloseTo((sxx * sy - sx * sxy) / determinant, within(1e-10));
    }

    /** 2,000 lines with normal errors, nine points each: 95 % intervals, standard error of the share 0.5 %. */
    @Test
    void slopeIntervalsCoverTheSlope() {
        RandomStream stream = new RandomStreams(5).stream("errors");
        double[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] y = new double[9];
        int covered = 0;
        for (int r = 0; r < 2000; r++) {
            for (int i = 0; i < 9; i++) {
                y[i] = 2 - 0.5 * x[i] + 0.3 * stream.gaussian();
            }
            covered += LinearFit.of(x, y).slopeInterval(0.95).contains(-0.5) ? 1 : 0;
        }
        assertThat(covered / 2000.0).isBetween(0.93, 0.97);
    }

    @Test
    void refusesWhatHasNoLine() {
        double[] two = {1, 2};
        assertThatThrownBy(() -> LinearFit.of(two, two)).hasMessageContaining("3 points or more, got 2");
        assertThatThrownBy(() -> LinearFit.of(two, new double[3])).hasMessageContaining("2 x and 3 y");
        assertThatThrownBy(() -> LinearFit.of(new double[3], new double[3])).hasMessageContaining("same x");
        assertThatThrownBy(() -> LinearFit.of(new double[] {1, 2, Double.NaN}, new double[3])).hasMessageContaining("point 3");
        assertThatThrownBy(() -> new Interval(0, 1, 1)).hasMessageContaining("got 1.0");
        assertThatThrownBy(() -> new Interval(1, 0, 0.5)).hasMessageContaining("[1.0, 0.0]");
    }
}
