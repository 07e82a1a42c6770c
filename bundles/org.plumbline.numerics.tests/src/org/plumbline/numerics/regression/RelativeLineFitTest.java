package org.plumbline.numerics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class RelativeLineFitTest {
    private static final int SIMULATIONS = 4000;
    private final RandomStream stream = new RandomStreams(System.nanoTime()).stream("points");

    @Test
    void pointsOnALineGiveTheLine() {
        double[] x = {1, 10, 300, 5000};
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = 3 + 0.25 * x[i];
        }
        RelativeLineFit fit = RelativeLineFit.of(x, y);
        assertThat(fit.intercept()).isCloseTo(3, within(1e-9));
        assertThat(fit.slope()).isCloseTo(0.25, within(1e-12));
        assertThat(fit.scatter()).isLessThan(1e-9);
        assertThat(fit.at(1e6)).isCloseTo(250_003, within(1e-3));
    }

    /** The sum of squares is no smaller at any neighbour: an independent check of the normal equations. */
    @Test
    void minimisesTheRelativeSquares() {
        double[] x = {1, 2, 5, 20, 100};
        double[] y = {1.2, 1.4, 2.5, 9, 33};
        RelativeLineFit fit = RelativeLineFit.of(x, y);
        double best = squares(x, y, fit.intercept(), fit.slope());
        for (double da : new double[] {-1e-3, 0, 1e-3}) {
            for (double db : new double[] {-1e-3, 0, 1e-3}) {
                assertThat(squares(x, y, fit.intercept() + da, fit.slope() + db)).isGreaterThanOrEqualTo(best);
            }
        }
    }

    private static double squares(double[] x, double[] y, double a, double b) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double r = Math.log(y[i] / (a + b * x[i]));
            sum += r * r;
        }
        return sum;
    }

    @Test
    void noCoefficientIsNegative() {
        RelativeLineFit falling = RelativeLineFit.of(new double[] {1, 2, 3}, new double[] {3, 2, 1});
        assertThat(falling.slope()).isZero();
        assertThat(falling.intercept()).isPositive();
        RelativeLineFit convex = RelativeLineFit.of(new double[] {1, 2, 4}, new double[] {1, 4, 16});
        assertThat(convex.intercept()).isZero();
        assertThat(convex.slope()).isPositive();
    }

    @Test
    void oneXTellsOfThatXAlone() {
        RelativeLineFit fit = RelativeLineFit.of(new double[] {7, 7}, new double[] {2, 2});
        assertThat(fit.at(7)).isEqualTo(2);
        assertThat(fit.knows(8)).isFalse();
        assertThatThrownBy(() -> fit.at(8)).hasMessageContaining("7.0").hasMessageContaining("8.0");
        assertThatThrownBy(() -> RelativeLineFit.of(new double[] {1, 2}, new double[] {1, 0})).hasMessageContaining("point 2");
        assertThatThrownBy(() -> RelativeLineFit.of(new double[0], new double[0])).hasMessageContaining("got 0");
    }

    /** Six points with log-normal errors of 10 %: the 90 % intervals hold nine of ten further points, also beyond the last. */
    @Test
    void predictionsCoverWithTheirLevel() {
        double[] x = {1, 3, 10, 30, 100, 300};
        for (double ahead : new double[] {20, 1000}) {
            int covered = 0;
            for (int k = 0; k < SIMULATIONS; k++) {
                double[] y = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                    y[i] = noisy(x[i], 0.1);
                }
                covered += RelativeLineFit.of(x, y).prediction(ahead, 0.9, 0, 1).contains(noisy(ahead, 0.1)) ? 1 : 0;
            }
            // the standard deviation of the share is 0.005; errors are relative only to first order
            assertThat((double) covered / SIMULATIONS).isBetween(0.87, 0.94);
        }
    }

    /** The mean of nine further points, beside that of one. */
    @Test
    void meansCoverWithTheirLevel() {
        double[] x = {1, 3, 10, 30, 100, 300};
        int covered = 0;
        for (int k = 0; k < SIMULATIONS; k++) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = noisy(x[i], 0.3);
            }
            double sum = 0;
            for (int i = 0; i < 9; i++) {
                sum += Math.log(noisy(50, 0.3));
            }
            covered += RelativeLineFit.of(x, y).prediction(50, 0.9, 0, 9).contains(Math.exp(sum / 9)) ? 1 : 0;
        }
        assertThat((double) covered / SIMULATIONS).isBetween(0.87, 0.94);
    }

    private double noisy(double x, double deviation) {
        return (5 + 0.5 * x) * Math.exp(deviation * stream.gaussian());
    }

    /** With the spread alone, t of 4 degrees of freedom: 2.131847 for 90 %. */
    @Test
    void spreadWidensWhatThePointsDoNotShow() {
        double[] x = {1, 2, 3, 4, 5, 6};
        RelativeLineFit fit = RelativeLineFit.of(x, new double[] {2, 3, 4, 5, 6, 7});
        Interval interval = fit.prediction(9, 0.9, 0.2, 1);
        assertThat(interval.high()).isCloseTo(10 * Math.exp(2.131847 * 0.2), within(1e-4));
        assertThat(interval.low()).isCloseTo(10 * Math.exp(-2.131847 * 0.2), within(1e-4));
    }
}
