package org.plumbline.theory.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.series.StackedTensor;

class ResidualStackTest {

    /** Identity activation, d = 1: h_{k+1} = h_k + delta (a h_k + b); 1 -> 1 + 0.5 (2 + 1) = 2.5 -> 2.5 + 2 (-2.5 + 3) = 3.5; G_0 = 2 x -1. */
    @Test
    void twoLayersByHand() {
        ResidualStack stack = new ResidualStack(2, 1, new double[] {0.5, 2}, new double[] {2, -1}, new double[] {1, 3});
        GridPath path = stack.forward(SmoothActivation.IDENTITY, new double[] {1}, SolverSettings.DEFAULT);
        assertThat(path.states()).containsExactly(1, 2.5, 3.5);
        assertThat(stack.backward(SmoothActivation.IDENTITY, path)).containsExactly(-2, -1, 1);
        double[] h = new double[1];
        path.at(0.25, h);
        assertThat(h[0]).isEqualTo(1.75);
    }

    /** Known limit: b = 0, A = 1, delta = 1, A_k = 1/L: (1 + 1/L)^L. */
    @Test
    void compoundInterest() {
        ResidualStack stack = ResidualStack.ofLimit(100, 0, Coefficient.constant(1), Coefficient.zero(1), Optional.empty());
        GridPath path = stack.forward(SmoothActivation.IDENTITY, new double[] {1}, SolverSettings.DEFAULT);
        assertThat(path.value(100, 0)).isCloseTo(Math.pow(1.01, 100), within(1e-13));
    }

    @Test
    void backwardAgainstDifferences() {
        Draws draws = new Draws();
        int d = 4;
        int layers = 9;
        ResidualStack stack = new ResidualStack(layers, d, draws.gaussians(layers, 0.5), draws.gaussians(layers * d * d, 0.6),
                draws.gaussians(layers * d, 0.6));
        double[] x = draws.gaussians(d, 1);
        double[] g = stack.backward(SmoothActivation.SILU, stack.forward(SmoothActivation.SILU, x, SolverSettings.DEFAULT));
        for (int j = 0; j < d; j++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            GridPath above = stack.forward(SmoothActivation.SILU, up, SolverSettings.DEFAULT);
            GridPath below = stack.forward(SmoothActivation.SILU, down, SolverSettings.DEFAULT);
            for (int i = 0; i < d; i++) {
                assertThat(g[i * d + j]).as("seed %d", draws.seed)
                        .isCloseTo((above.value(layers, i) - below.value(layers, i)) / 2e-5, within(1e-6 * (1 + Math.abs(g[i * d + j]))));
            }
        }
    }

    @Test
    void explosionOfANetworkIsReported() {
        ResidualStack stack = new ResidualStack(4, 1, new double[] {1, 1, 1, 1}, new double[] {1, 1e5, 1e5, 1}, new double[4]);
        GridPath path = stack.forward(SmoothActivation.IDENTITY, new double[] {1}, SolverSettings.DEFAULT);
        assertThat(path.explosion().orElseThrow().time()).isEqualTo(0.75);
        assertThat(path.last()).isEqualTo(2);
        assertThat(path.value(3, 0)).isZero();
        assertThatThrownBy(() -> stack.backward(SmoothActivation.IDENTITY, path)).hasMessageContaining("backward pass: the network explodes");
    }

    @Test
    void takesTrainedTensors() {
        RealArray data = RealArray.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        ResidualStack stack = ResidualStack.of(new double[] {1, 1}, StackedTensor.of(data, 0, 2, 4),
                Optional.of(StackedTensor.of(data, 8, 2, 2)));
        assertThat(stack.dimension()).isEqualTo(2);
        assertThat(stack.matrices()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(stack.biases()).containsExactly(9, 10, 11, 12);
        assertThatThrownBy(() -> ResidualStack.of(new double[] {1}, StackedTensor.of(data, 0, 1, 3), Optional.empty()))
                .hasMessageContaining("square matrices, got 3");
    }
}
