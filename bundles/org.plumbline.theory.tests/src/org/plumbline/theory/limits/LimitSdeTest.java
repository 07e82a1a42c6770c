package org.plumbline.theory.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.theory.limits.LimitSde.Scheme;

class LimitSdeTest {

    /** d = 1, noise in b only, s2 = 3: H_1 = x + W_1 + 3/2 s^2, exactly at any number of steps. */
    @Test
    void itoDriftOfAdditiveNoise() {
        Draws draws = new Draws();
        NoiseCovariance covariance = NoiseCovariance.independent(1, 0, 0.4);
        NoisePath noise = NoisePath.sample(covariance, 64, draws.stream);
        double end = 0;
        for (int k = 0; k < 64; k++) {
            assertThat(noise.increments()[2 * k]).isZero();
            end += noise.increments()[2 * k + 1];
        }
        GridPath path = new LimitSde(Coefficient.zero(1), Coefficient.zero(1), covariance, 1, 3).solve(new double[] {0.7}, noise,
                Scheme.EULER, SolverSettings.DEFAULT);
        assertThat(path.value(64, 0)).as("seed %d", draws.seed).isCloseTo(0.7 + end + 1.5 * 0.16, within(1e-13));
    }

    /**
     * d = 1, geometric Brownian motion: H_t = x exp((a - s^2 / 2) t + s W_t). Root mean square errors at t = 1 over 1,000 paths from
     * 16 to 1,024 steps: order 1/2 by Euler, 1 by Milstein; the spread of such orders over seeds is 0.015, the tolerance 0.1.
     */
    @Test
    void ordersOnGeometricBrownianMotion() {
        Draws draws = new Draws();
        NoiseCovariance covariance = NoiseCovariance.independent(1, 0.8, 0);
        LimitSde sde = new LimitSde(Coefficient.constant(0.5), Coefficient.zero(1), covariance, 1, 0);
        int[] steps = {16, 64, 256, 1024};
        double[][] squares = new double[2][steps.length];
        for (int p = 0; p < 1000; p++) {
            NoisePath noise = NoisePath.sample(covariance, 1024, draws.stream);
            double w = noise.on(1).increments()[0];
            double exact = Math.exp(0.5 - 0.32 + w);
            for (int i = 0; i < steps.length; i++) {
                for (Scheme scheme : Scheme.values()) {
                    double h = sde.solve(new double[] {1}, noise.on(steps[i]), scheme, SolverSettings.DEFAULT).value(steps[i], 0);
                    squares[scheme.ordinal()][i] += (h - exact) * (h - exact) / 1000;
                }
            }
        }
        double[] depths = {16, 64, 256, 1024};
        for (Scheme scheme : Scheme.values()) {
            double[] errors = new double[4];
            for (int i = 0; i < 4; i++) {
                errors[i] = Math.sqrt(squares[scheme.ordinal()][i]);
            }
            assertThat(ErrorOrder.of(depths, errors, 0.95).order()).as("seed %d, %s", draws.seed, scheme)
                    .isCloseTo(scheme == Scheme.EULER ? 0.5 : 1, within(0.1));
        }
    }

    /** Q by its definition, with its parts written out, on fresh covariances. */
    @Test
    void driftIsTheDefinition() {
        Draws draws = new Draws();
        int d = 3;
        double[] a = new double[d * d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                for (int l = 0; l <= j; l++) {
                    a[(i * d + j) * d + l] = a[(i * d + l) * d + j] = draws.stream.gaussian();
                }
            }
        }
        double[] b = draws.gaussians(d, 1);
        double[] ab = draws.gaussians(d * d, 1);
        double[] x = draws.gaussians(d, 1);
        double[] q = NoiseCovariance.of(Coefficient.constant(a), Coefficient.constant(b), Coefficient.constant(ab)).drift(0.3, x);
        for (int i = 0; i < d; i++) {
            double expected = b[i];
            for (int j = 0; j < d; j++) {
                expected += 2 * x[j] * ab[i * d + j];
                for (int l = 0; l < d; l++) {
                    expected += x[j] * x[l] * a[(i * d + j) * d + l];
                }
            }
            assertThat(q[i]).as("seed %d", draws.seed).isCloseTo(expected, within(1e-12));
        }
        // Brownian entries of 0.25: Q_i = 0.0625 (|x|^2 + 1).
        double squares = x[0] * x[0] + x[1] * x[1] + x[2] * x[2];
        assertThat(NoiseCovariance.independent(d, 0.25, 0.25).drift(0, x)).containsExactly(
                new double[] {0.0625 * (squares + 1), 0.0625 * (squares + 1), 0.0625 * (squares + 1)}, within(1e-13));
    }

    /** Sampled: 20,000 increments of a fresh correlated covariance; 6 standard errors of a covariance, (c_jj c_ll + c_jl^2)^(1/2) / n^(1/2). */
    @Test
    void noiseHasItsCovariance() {
        Draws draws = new Draws();
        int d = 2;
        int n = 20_000;
        NoiseCovariance covariance = draws.covariance(d, 1);
        double[] c = new double[d * 9];
        covariance.at(0, c);
        double[] w = NoisePath.sample(covariance, n, draws.stream).increments();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < 3; j++) {
                for (int l = 0; l < 3; l++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += w[(k * d + i) * 3 + j] * w[(k * d + i) * 3 + l];
                    }
                    double error = Math.sqrt((c[i * 9 + 4 * j] * c[i * 9 + 4 * l] + c[i * 9 + j * 3 + l] * c[i * 9 + j * 3 + l]) / n);
                    assertThat(sum).as("seed %d", draws.seed).isCloseTo(c[i * 9 + j * 3 + l], within(6 * error + 1e-12));
                }
            }
        }
        // A covariance of rank one: the bias moves with the entry of A.
        double[] rankOne = {4, 6, 6, 9};
        double[] both = NoisePath.sample(NoiseCovariance.of(1, Coefficient.constant(rankOne)), 5, draws.stream).increments();
        for (int k = 0; k < 5; k++) {
            assertThat(both[2 * k + 1]).isCloseTo(1.5 * both[2 * k], within(1e-12));
        }
        assertThatThrownBy(() -> NoisePath.sample(NoiseCovariance.of(1, Coefficient.constant(1, 2, 2, 1)), 5, draws.stream))
                .hasMessage("noise covariance of row 0 at t = 0.0 is not positive semidefinite");
    }

    /** G_0 against central differences of the solution along the same noise: the same derivative, up to the differences. */
    @Test
    void backwardEquationIsTheDerivative() {
        Draws draws = new Draws();
        int d = 3;
        NoiseCovariance covariance = draws.covariance(d, 0.3);
        LimitSde sde = LimitSde.of(draws.smooth(d * d, 0.4), draws.smooth(d, 0.4), covariance, Draws.tanhAndSquare());
        NoisePath noise = NoisePath.sample(covariance, 128, draws.stream);
        double[] x = draws.gaussians(d, 0.3);
        GridPath path = sde.solve(x, noise, Scheme.EULER, SolverSettings.DEFAULT);
        double[] g = sde.backward(path, noise);
        for (int j = 0; j < d; j++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            GridPath above = sde.solve(up, noise, Scheme.EULER, SolverSettings.DEFAULT);
            GridPath below = sde.solve(down, noise, Scheme.EULER, SolverSettings.DEFAULT);
            for (int i = 0; i < d; i++) {
                assertThat(g[i * d + j]).as("seed %d", draws.seed)
                        .isCloseTo((above.value(128, i) - below.value(128, i)) / 2e-5, within(1e-6 * (1 + Math.abs(g[i * d + j]))));
            }
        }
    }

    /**
     * The backward pass of the network tends to the backward equation along the same noise, at about order 1/2. Seeds are fixed: roots
     * of mean squares of 200 such products have a heavy tail.
     */
    @Test
    void networksBackwardPassTendsToTheBackwardEquation() {
        int d = 2;
        Coefficient matrix = Coefficient.of(4, t -> new double[] {0.3 * Math.cos(2 * t), 0.5, -0.4, 0.2 * t});
        Coefficient bias = Coefficient.of(2, t -> new double[] {0.2, -0.3 * t});
        NoiseCovariance covariance = NoiseCovariance.independent(d, 0.25, 0.25);
        SmoothActivation activation = Draws.tanhAndSquare();
        LimitSde sde = LimitSde.of(matrix, bias, covariance, activation);
        LimitSde without = sde.withoutItoDrift();
        RandomStream stream = new RandomStreams(7).stream("test");
        double[] squares = new double[2];
        double[] missed = new double[2];
        double[] x = {0.4, -0.3};
        for (int p = 0; p < 200; p++) {
            NoisePath noise = NoisePath.sample(covariance, 2048, stream);
            double[] g = sde.backward(sde.solve(x, noise, Scheme.EULER, SolverSettings.DEFAULT), noise);
            double[] other = without.backward(without.solve(x, noise, Scheme.EULER, SolverSettings.DEFAULT), noise);
            for (int i = 0; i < 2; i++) {
                int layers = i == 0 ? 16 : 256;
                ResidualStack stack = ResidualStack.ofLimit(layers, 0, matrix, bias, Optional.of(noise.on(layers)));
                double[] network = stack.backward(activation, stack.forward(activation, x, SolverSettings.DEFAULT));
                squares[i] += Math.pow(StrongError.distance(g, 0, network, 0, d * d), 2);
                missed[i] += Math.pow(StrongError.distance(other, 0, network, 0, d * d), 2);
            }
        }
        // Order 1/2 is a factor of 4; without the s2 term the error stays.
        assertThat(Math.sqrt(squares[0] / squares[1])).isBetween(2.8, 5.7);
        assertThat(Math.sqrt(missed[0] / missed[1])).isBetween(0.7, 2.0);
        assertThat(missed[1]).isGreaterThan(4 * squares[1]);
    }

    /** dH = 20 H^2 dt, about, from 1: beyond every bound before t = 1; said, not NaN. */
    @Test
    void explosionIsFoundAndReported() {
        Draws draws = new Draws();
        NoiseCovariance covariance = NoiseCovariance.independent(1, 2, 0);
        LimitSde sde = new LimitSde(Coefficient.constant(1), Coefficient.constant(5), covariance, 1, 10);
        NoisePath noise = NoisePath.sample(covariance, 1000, draws.stream);
        GridPath path = sde.solve(new double[] {1}, noise, Scheme.EULER, SolverSettings.DEFAULT);
        Explosion explosion = path.explosion().orElseThrow();
        assertThat(explosion.time()).isBetween(0.0, 0.9);
        assertThat(explosion.norm()).isFinite();
        for (double state : path.states()) {
            assertThat(state).isFinite();
        }
        assertThat(path.value(path.last(), 0)).isNotZero();
        assertThat(path.last() + 1).isEqualTo((int) Math.round(explosion.time() * 1000));
        assertThatThrownBy(() -> sde.backward(path, noise)).hasMessageContaining("the forward solution explodes");
    }

    @Test
    void wrongInputIsNamed() {
        NoiseCovariance one = NoiseCovariance.independent(1, 1, 1);
        assertThatThrownBy(() -> new LimitSde(Coefficient.zero(4), Coefficient.zero(2), one, 1, 0))
                .hasMessageContaining("noise of dimension 2, got 4 and 1");
        assertThatThrownBy(() -> NoisePath.sample(one, 6, new Draws().stream).on(4)).hasMessage("noise: a grid of 4 cells does not divide one of 6");
        assertThatThrownBy(() -> NoiseCovariance.of(2, Coefficient.zero(3))).hasMessage("noise covariance: expected [2, 3, 3] numbers, got 3");
    }
}
