package org.plumbline.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    /** By hand: 5 | 3, then 2 joins the second at 3, 4 joins the first at 5 or the second at 5. */
    @Test
    void eachWorkerTakesTheNextWhenItIsFree() {
        assertThat(Schedule.length(new double[] {5, 3, 2, 4}, 2)).isEqualTo(9);
        assertThat(Schedule.length(new double[] {5, 3, 2, 4}, 1)).isCloseTo(14, within(1e-12));
        assertThat(Schedule.length(new double[] {5, 3, 2, 4}, 9)).isEqualTo(5);
        assertThat(Schedule.length(new double[0], 3)).isZero();
    }
}
