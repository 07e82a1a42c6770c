package org.plumbline.numerics.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class StackedTensorTest {

    private static StackedTensor stack(double... values) {
        return StackedTensor.of(RealArray.of(values), 0, values.length / 2, 2);
    }

    /** Layers (3, 4) and (0, 1) against zeros: 5 and 1. Twice the second layer against it: 1. */
    @Test
    void theLargestDistanceOfTwoLayers() {
        assertThat(stack(3, 4, 0, 1).farthestFrom(stack(0, 0, 0, 0))).isEqualTo(5);
        assertThat(stack(3, 4, 0, 1).scaledBy(new double[] {1, 2}).farthestFrom(stack(3, 4, 0, 1))).isEqualTo(1);
        assertThat(stack(1, 2).farthestFrom(stack(1, 2))).isZero();
    }

    @Test
    void isThatOfThePlainLoop() {
        RandomStream random = new RandomStreams(System.nanoTime()).stream("values");
        for (int size = 1; size < 12; size++) {
            double[] w = new double[5 * size];
            double[] v = new double[5 * size];
            for (int i = 0; i < w.length; i++) {
                w[i] = random.gaussian();
                v[i] = random.gaussian();
            }
            double largest = 0;
            for (int k = 0; k < 5; k++) {
                double sum = 0;
                for (int j = k * size; j < (k + 1) * size; j++) {
                    sum += (w[j] - v[j]) * (w[j] - v[j]);
                }
                largest = Math.max(largest, Math.sqrt(sum));
            }
            assertThat(StackedTensor.of(RealArray.of(w), 0, 5, size).farthestFrom(StackedTensor.of(RealArray.of(v), 0, 5, size)))
                    .isCloseTo(largest, within(1e-12 * largest));
        }
    }

    @Test
    void whatIsNotFiniteShowsAndOtherShapesAreRefused() {
        assertThat(stack(1, 2, Double.NaN, 4).farthestFrom(stack(1, 2, 3, 4))).isNaN();
        assertThatThrownBy(() -> stack(1, 2).farthestFrom(stack(1, 2, 3, 4))).hasMessageContaining("[1, 2] and [2, 2]");
    }
}
