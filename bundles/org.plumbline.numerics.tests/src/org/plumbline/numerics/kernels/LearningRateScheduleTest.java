package org.plumbline.numerics.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.kernels.LearningRateSchedule.Form;

class LearningRateScheduleTest {
    private static final double ULP = 1e-16;

    private static double[] rates(LearningRateSchedule schedule, int steps) {
        double[] rates = new double[steps];
        for (int t = 1; t <= steps; t++) {
            rates[t - 1] = schedule.at(t);
        }
        return rates;
    }

    @Test
    void constantStays() {
        assertThat(rates(LearningRateSchedule.constant(0.3), 3)).containsExactly(0.3, 0.3, 0.3);
    }

    /** W = 4: quarters of the rate; step 4 has all of it, and step 5 is the first of the period. */
    @Test
    void warmUpIsLinearAndReachesTheRate() {
        assertThat(rates(new LearningRateSchedule(Form.STEP, 8, 4, 2, 0.5, 0), 9)).containsExactly(2, 4, 6, 8, 8, 8, 4, 4, 2);
    }

    /** q = 1/2 after each 3 steps. */
    @Test
    void stepsFallAfterEachPeriod() {
        assertThat(rates(new LearningRateSchedule(Form.STEP, 1, 0, 3, 0.5, 0), 7)).containsExactly(1, 1, 1, 0.5, 0.5, 0.5, 0.25);
    }

    /** P = 3, f = 0.2: cos 0, pi/3, 2 pi/3 are 1, 1/2, -1/2, so the shares are 1, 0.2 + 0.8 (3/4), 0.2 + 0.8 (1/4), then 0.2. */
    @Test
    void cosineFallsToTheFloor() {
        double[] rates = rates(new LearningRateSchedule(Form.COSINE, 10, 0, 3, 1, 0.2), 5);
        double[] expected = {10, 8, 4, 2, 2};
        for (int i = 0; i < expected.length; i++) {
            assertThat(rates[i]).isCloseTo(expected[i], within(100 * ULP));
        }
        assertThat(new LearningRateSchedule(Form.COSINE, 10, 0, 3, 1, 0).at(4)).isZero();
    }

    @Test
    void refusesBadNumbers() {
        assertThatThrownBy(() -> LearningRateSchedule.constant(0)).hasMessageContaining("learning rate");
        assertThatThrownBy(() -> new LearningRateSchedule(Form.STEP, 1, -1, 1, 1, 0)).hasMessageContaining("warm-up").hasMessageContaining("-1");
        assertThatThrownBy(() -> new LearningRateSchedule(Form.STEP, 1, 0, 0, 1, 0)).hasMessageContaining("period");
        assertThatThrownBy(() -> new LearningRateSchedule(Form.STEP, 1, 0, 1, 1.5, 0)).hasMessageContaining("drop");
        assertThatThrownBy(() -> new LearningRateSchedule(Form.COSINE, 1, 0, 1, 1, 2)).hasMessageContaining("floor");
        assertThatThrownBy(() -> LearningRateSchedule.constant(1).at(0)).hasMessageContaining("step").hasMessageContaining("0");
    }
}
