package org.plumbline.numerics.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MultiplyAddChainsTest {

    /** x <- x / 2 + 1 from 1 in every lane of twelve chains: 2 - 2^-n after n rounds. */
    @Test
    void everyRoundIsDone() {
        for (int n = 0; n < 10; n++) {
            assertThat(MultiplyAddChains.floats(n)).isEqualTo(MultiplyAddChains.floatFlops() / 2 * (2 - Math.pow(2, -n)));
            assertThat(MultiplyAddChains.doubles(n)).isEqualTo(MultiplyAddChains.doubleFlops() / 2 * (2 - Math.pow(2, -n)));
        }
    }
}
