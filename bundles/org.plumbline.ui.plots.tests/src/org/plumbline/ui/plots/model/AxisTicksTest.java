package org.plumbline.ui.plots.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AxisTicksTest {

    private static List<String> labels(AxisScale scale, double min, double max, int most) {
        return AxisTicks.of(scale, new Range(min, max), most).stream().filter(Tick::major).map(Tick::label).toList();
    }

    @Test
    void linearStepsAreRoundAndLabelledToTheSamePlace() {
        assertThat(labels(AxisScale.LINEAR, -0.13, 1.02, 7)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(labels(AxisScale.LINEAR, -7, 7, 4)).containsExactly("−5", "0", "5");
        assertThat(labels(AxisScale.LINEAR, 0, 40, 5)).containsExactly("0", "10", "20", "30", "40");
        assertThat(labels(AxisScale.LINEAR, 0, 300_000, 4)).containsExactly("0", "10⁵", "2·10⁵", "3·10⁵");
        assertThat(labels(AxisScale.LINEAR, 0, 2.5e-7, 6)).containsExactly("0", "0.5·10⁻⁷", "1.0·10⁻⁷", "1.5·10⁻⁷",
                "2.0·10⁻⁷", "2.5·10⁻⁷");
    }

    @Test
    void linearMinorTicksDivideASteps() {
        // Step 2 in quarters: 0, 0.5, 1, ... 4.
        assertThat(AxisTicks.of(AxisScale.LINEAR, new Range(0, 4), 3)).extracting(Tick::value).containsExactly(0.0,
                0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0);
    }

    @Test
    void decadesHaveSuperscriptsAndEightMinorTicks() {
        List<Tick> ticks = AxisTicks.of(AxisScale.LOG, new Range(3, 1300), 8);
        assertThat(labels(AxisScale.LOG, 3, 1300, 8)).containsExactly("10¹", "10²", "10³");
        // 3 to 9; 10 to 90; 100 to 900; 1000.
        assertThat(ticks).hasSize(7 + 9 + 9 + 1);
        assertThat(ticks.getFirst().value()).isEqualTo(3);
        assertThat(ticks).extracting(Tick::value).contains(70.0, 900.0).isSorted();
    }

    @Test
    void manyDecadesAreThinned() {
        assertThat(labels(AxisScale.LOG, 1e-12, 1, 5)).containsExactly("10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "10⁰");
    }

    @Test
    void oneDecadeHasOneTwoFive() {
        assertThat(labels(AxisScale.LOG, 0.15, 6, 6)).containsExactly("0.2", "0.5", "1", "2", "5");
        assertThat(labels(AxisScale.LOG, 1.5e6, 6e7, 6)).containsExactly("2·10⁶", "5·10⁶", "10⁷", "2·10⁷", "5·10⁷");
    }

    @Test
    void lessThanOneTwoFiveHasLinearSteps() {
        assertThat(labels(AxisScale.LOG, 2.1, 3.9, 5)).containsExactly("2.5", "3.0", "3.5");
    }

    @RepeatedTest(200)
    void ticksLieInsideAndNeverExceedTheRoom() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        double min = random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30));
        double max = min + Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(-3, 3)) * Math.abs(min);
        int most = random.nextInt(2, 12);
        List<Tick> ticks = AxisTicks.of(AxisScale.LINEAR, new Range(min, max), most);
        double slack = 1e-9 * (max - min);
        assertThat(ticks).as("[%s, %s] %s", min, max, most).allMatch(t -> t.value() >= min - slack && t.value() <= max + slack);
        assertThat(ticks.stream().filter(Tick::major).count()).as("[%s, %s] %s", min, max, most).isLessThanOrEqualTo(most);
        assertThat(ticks).extracting(Tick::value).doesNotHaveDuplicates().isSorted();
    }

    @RepeatedTest(200)
    void logTicksLieInsideAndAreAscending() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        double min = Math.pow(10, random.nextDouble(-300, 290));
        double max = min * Math.pow(10, Math.pow(10, random.nextDouble(-3, 1)));
        List<Tick> ticks = AxisTicks.of(AxisScale.LOG, new Range(min, max), 6);
        assertThat(ticks).allMatch(t -> t.value() >= min * (1 - 1e-9) && t.value() <= max * (1 + 1e-9));
        assertThat(ticks).extracting(Tick::value).doesNotHaveDuplicates().isSorted();
        assertThat(ticks.stream().filter(Tick::major).count()).isBetween(1L, 6L);
    }

    @Test
    void roomForFewerThanTwoIsRefused() {
        assertThatThrownBy(() -> AxisTicks.of(AxisScale.LINEAR, new Range(0, 1), 1)).hasMessageContaining("got 1");
    }
}
