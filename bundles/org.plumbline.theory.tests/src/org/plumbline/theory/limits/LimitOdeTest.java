package org.plumbline.theory.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LimitOdeTest {
    private static final SolverSettings EXACT = SolverSettings.DEFAULT;

    /** dH/dt = s1 w J H with J the turn by a right angle: H turns by s1 w t. */
    @Test
    void linearLimitTurns() {
        Draws draws = new Draws();
        double w = draws.stream.gaussian() * 4;
        double[] x = draws.gaussians(2, 1);
        LimitPath path = LimitOde.linear(Coefficient.constant(0, -w, w, 0), Coefficient.zero(2), SmoothActivation.SILU).solve(x, EXACT);
        double[] h = new double[2];
        for (double t : new double[] {0, 0.1, 0.55, 1}) {
            path.at(t, h);
            double c = Math.cos(0.5 * w * t);
            double s = Math.sin(0.5 * w * t);
            assertThat(h).as("seed %d, t %s", draws.seed, t).containsExactly(new double[] {c * x[0] - s * x[1], s * x[0] + c * x[1]},
                    within(1e-10));
        }
        assertThat(path.explosion()).isEmpty();
    }

    /** dH/dt = tanh(a H): d sinh(a H) = a sinh(a H) dt, so sinh(a H_t) = sinh(a x) e^(a t). */
    @Test
    void neuralLimitInOneDimension() {
        Draws draws = new Draws();
        double a = 0.5 + draws.stream.uniform() * 2;
        double x = draws.stream.gaussian();
        LimitPath path = LimitOde.neural(Coefficient.constant(a), Coefficient.zero(1), SmoothActivation.TANH)
                .solve(new double[] {x}, EXACT);
        double[] h = new double[1];
        for (int i = 0; i <= 7; i++) {
            path.at(i / 7.0, h);
            assertThat(Math.sinh(a * h[0])).as("seed %d", draws.seed)
                    .isCloseTo(Math.sinh(a * x) * Math.exp(a * i / 7.0), within(1e-9 * Math.cosh(a * h[0])));
        }
    }

    /** dH/dt = c(t) tanh H: sinh H_t = sinh(x) exp(int_0^t c); c = cos 2t: exp(sin(2) / 2) at t = 1. */
    @Test
    void scaleMayChangeAlongTheDepth() {
        LimitPath path = LimitOde.scaled(Coefficient.of(1, t -> new double[] {Math.cos(2 * t)}), Coefficient.constant(1),
                Coefficient.zero(1), SmoothActivation.TANH).solve(new double[] {0.8}, EXACT);
        double[] h = new double[1];
        path.at(1, h);
        assertThat(Math.sinh(h[0])).isCloseTo(Math.sinh(0.8) * Math.exp(Math.sin(2) / 2), within(1e-11));
    }

    /** dH/dt = a(t) H with a = |t - 1/2| through its values at 0, 1/2, 1: H_1 = x e^(1/4), H_{1/2} = x e^(1/8). */
    @Test
    void kinksAreEndsOfSteps() {
        Coefficient kinked = new SampledCoefficient(1, new double[] {0, 0.5, 1}, new double[] {0.5, 0, 0.5});
        assertThat(kinked.kinks()).containsExactly(0.5);
        LimitPath path = LimitOde.linear(kinked, Coefficient.zero(1), SmoothActivation.TANH).solve(new double[] {2}, EXACT);
        double[] h = new double[1];
        path.at(1, h);
        assertThat(h[0]).isCloseTo(2 * Math.exp(0.25), within(1e-12));
        path.at(0.5, h);
        assertThat(h[0]).isCloseTo(2 * Math.exp(0.125), within(1e-12));
    }

    /** sigma(z) = z + z^2, A = 1: dH/dt = H + H^2 from x leaves every bound at t = ln(1 + 1/x); x = 1 gives ln 2. */
    @Test
    void explosionIsFoundAndReported() {
        SmoothActivation square = new SmoothActivation("z + z^2", z -> z + z * z, z -> 1 + 2 * z, 1, 2);
        LimitOde limit = LimitOde.neural(Coefficient.constant(1), Coefficient.zero(1), square);
        LimitPath path = limit.solve(new double[] {1}, EXACT);
        Explosion explosion = path.explosion().orElseThrow();
        assertThat(explosion.time()).isCloseTo(Math.log(2), within(1e-7));
        assertThat(explosion.norm()).isCloseTo(1e8, within(1e2));
        assertThat(explosion.message()).isEqualTo("explodes: norm 1.00e+08 at t = 0.693147");
        assertThatThrownBy(() -> path.at(0.7, new double[1])).hasMessageContaining("t must lie in [0, 0.693");
        assertThatThrownBy(() -> limit.backward(path, EXACT)).hasMessageContaining("the forward solution explodes");
        assertThatThrownBy(() -> limit.referenceError(new double[] {1}, EXACT.withTolerance(1e-9))).hasMessageContaining("explodes");
        // From 0.5 it would explode at ln 3 > 1: H_1 = e / (3 - e).
        double[] h = new double[1];
        limit.solve(new double[] {0.5}, EXACT).at(1, h);
        assertThat(h[0]).isCloseTo(Math.E / (3 - Math.E), within(1e-8));
        // A polynomial of high degree overflows within trial steps; the report is the same.
        SmoothActivation steep = new SmoothActivation("sinh", Math::sinh, Math::cosh, 1, 0);
        Explosion fast = LimitOde.neural(Coefficient.constant(30), Coefficient.zero(1), steep).solve(new double[] {5}, EXACT)
                .explosion().orElseThrow();
        assertThat(fast.time()).isBetween(0.0, 1e-3);
        assertThat(fast.norm()).isGreaterThanOrEqualTo(5).isFinite();
    }

    /** G_0 against central differences of H_1 in the start, both limits, fresh coefficients. */
    @Test
    void backwardEquationIsTheDerivative() {
        Draws draws = new Draws();
        int d = 3;
        Coefficient matrix = draws.smooth(d * d, 0.7);
        Coefficient bias = draws.smooth(d, 0.7);
        double[] x = draws.gaussians(d, 1);
        for (LimitOde limit : new LimitOde[] {LimitOde.neural(matrix, bias, SmoothActivation.SILU),
                LimitOde.scaled(draws.smooth(1, 1), matrix, bias, SmoothActivation.TANH),
                LimitOde.linear(matrix, bias, SmoothActivation.SILU)}) {
            LimitPath backward = limit.backward(limit.solve(x, EXACT), EXACT);
            double[] g = new double[d * d];
            backward.at(0, g);
            assertThat(g).containsExactly(LimitOde.identity(d));
            backward.at(1, g);
            double step = 1e-4;
            for (int j = 0; j < d; j++) {
                double[] up = end(limit, x, j, step);
                double[] down = end(limit, x, j, -step);
                for (int i = 0; i < d; i++) {
                    assertThat(g[i * d + j]).as("seed %d, entry %d %d", draws.seed, i, j)
                            .isCloseTo((up[i] - down[i]) / (2 * step), within(1e-5 * (1 + Math.abs(g[i * d + j]))));
                }
            }
        }
    }

    /** The reference's own error: below what was asked for times the number of steps, and seen when the tolerance is rough. */
    @Test
    void referenceErrorIsMeasured() {
        Draws draws = new Draws();
        LimitOde limit = LimitOde.neural(draws.smooth(9, 0.5), draws.smooth(3, 0.5), SmoothActivation.TANH);
        double[] x = draws.gaussians(3, 1);
        assertThat(limit.referenceError(x, EXACT.withTolerance(1e-11))).as("seed %d", draws.seed).isLessThan(1e-8);
        assertThat(limit.referenceError(x, EXACT.withTolerance(1e-3))).as("seed %d", draws.seed).isBetween(1e-15, 0.1);
    }

    @Test
    void wrongInputIsNamed() {
        assertThatThrownBy(() -> LimitOde.linear(Coefficient.zero(3), Coefficient.zero(2), SmoothActivation.TANH))
                .hasMessage("limit: a bias of 2 entries needs a matrix of 4, got 3");
        LimitOde limit = LimitOde.linear(Coefficient.zero(1), Coefficient.of(1, t -> new double[] {1 / (t - t)}), SmoothActivation.TANH);
        assertThatThrownBy(() -> limit.solve(new double[] {1}, EXACT)).hasMessageContaining("coefficient at t = 0.0: entry 0 must be finite");
        assertThatThrownBy(() -> limit.solve(new double[] {Double.NaN}, EXACT)).hasMessageContaining("entry 0 of the start");
        assertThatThrownBy(() -> new SolverSettings(1, 1)).hasMessageContaining("tolerance in [1e-14, 1e-2]");
        assertThatThrownBy(() -> new SmoothActivation("relu", z -> Math.max(z, 0), z -> z > 0 ? 1 : 0, 1, 0))
                .hasMessageContaining("activation relu: sigma'(0) is said to be 1.0, difference quotients give 0.5");
        assertThatThrownBy(() -> new SmoothActivation("cos", Math::cos, z -> -Math.sin(z), 0, -1)).hasMessageContaining("sigma(0) = 0");
    }

    private static double[] end(LimitOde limit, double[] x, int j, double step) {
        double[] moved = x.clone();
        moved[j] += step;
        double[] h = new double[x.length];
        limit.solve(moved, EXACT).at(1, h);
        return h;
    }
}
