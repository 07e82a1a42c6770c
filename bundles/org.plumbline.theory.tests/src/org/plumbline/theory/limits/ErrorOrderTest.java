package org.plumbline.theory.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class ErrorOrderTest {

    @Test
    void powerLawsAreExact() {
        ErrorOrder order = ErrorOrder.of(new double[] {2, 4, 8, 16}, new double[] {3, 3 / 2.0, 3 / 4.0, 3 / 8.0}, 0.9);
        assertThat(order.order()).isCloseTo(1, within(1e-12));
        assertThat(order.interval().low()).isCloseTo(1, within(1e-7));
        ErrorOrder mean = ErrorOrder.ofReplicates(new double[] {1, 2, 4}, new double[][] {{4, 2, 1}, {16, 4, 1}}, 0.95);
        assertThat(mean.order()).isCloseTo(1.5, within(1e-12));
        // Two orders 1 and 2: 1.5 -+ t_1 0.5, t_1 = 12.706.
        assertThat(mean.interval().high()).isCloseTo(1.5 + 12.706 * 0.5, within(1e-3));
    }

    /** The three errors by hand: H = t against states 0, 1, 1 at t = 0, 1/2, 1. */
    @Test
    void strongErrorByHand() {
        LimitPath limit = LimitOde.linear(Coefficient.zero(1), Coefficient.constant(1), SmoothActivation.TANH)
                .solve(new double[] {0}, SolverSettings.DEFAULT);
        GridPath network = new GridPath(2, 1, new double[] {0, 1, 1}, Optional.empty());
        StrongError error = StrongError.between(limit, network);
        assertThat(error.atEnd()).isCloseTo(0, within(1e-12));
        assertThat(error.atLayers()).isCloseTo(0.5, within(1e-12));
        assertThat(error.place()).isEqualTo(0.5);
        assertThat(error.alongDepth()).isCloseTo(0.5, within(1e-12));
        GridPath flat = new GridPath(2, 1, new double[3], Optional.empty());
        assertThat(StrongError.between(limit, flat).alongDepth()).isCloseTo(1, within(1e-12));
        GridPath grid = new GridPath(4, 1, new double[] {0, 3, 0, 0, 0}, Optional.empty());
        StrongError rough = StrongError.between(grid, flat);
        assertThat(rough.atLayers()).isZero();
        assertThat(rough.alongDepth()).isEqualTo(3);
    }

    @Test
    void wrongInputIsNamed() {
        assertThatThrownBy(() -> ErrorOrder.ofReplicates(new double[] {1, 2, 4}, new double[][] {{1, 1, 0}, {1, 1, 1}}, 0.95))
                .hasMessageContaining("replicate 0").hasMessageContaining("must be > 0");
        assertThatThrownBy(() -> StrongError.between(new GridPath(3, 1, new double[4], Optional.empty()),
                new GridPath(2, 1, new double[3], Optional.empty()))).hasMessageContaining("3 steps of the limit are no multiple of depth 2");
        assertThatThrownBy(() -> StrongError.between(new GridPath(2, 1, new double[3], Optional.of(new Explosion(0.5, 1e9))),
                new GridPath(2, 1, new double[3], Optional.empty()))).hasMessageContaining("the limit explodes: norm 1.00e+09 at t = 0.5");
    }
}
