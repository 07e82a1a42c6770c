package org.plumbline.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class CropAndFlipTest {
    private static final CropAndFlip SMALL = new CropAndFlip(2, 3, 1, new float[] {-1, -2});

    private static float[] image() {
        return new float[] {99, 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60, 99};
    }

    /** By hand: rows (1 2 3; 4 5 6) of the first channel, seen one row further down and one column further left, then reflected. */
    @Test
    void movesAndReflects() {
        float[] moved = image();
        SMALL.apply(moved, 1, 1, -1, false);
        assertThat(moved).containsExactly(99, -1, 4, 5, -1, -1, -1, -2, 40, 50, -2, -2, -2, 99);
        float[] reflected = image();
        SMALL.apply(reflected, 1, 1, -1, true);
        assertThat(reflected).containsExactly(99, 5, 4, -1, -1, -1, -1, 50, 40, -2, -2, -2, -2, 99);
        float[] same = image();
        SMALL.apply(same, 1, 0, 0, false);
        assertThat(same).containsExactly(image());
    }

    /** All 3 x 3 x 2 outcomes, each with probability 1/18: 18000 draws, 1000 each within 5 standard errors of about 31. */
    @Test
    void allOutcomesAreEquallyLikely() {
        RandomStream stream = new RandomStreams(8).stream("augmentation");
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 18000; i++) {
            float[] image = image();
            SMALL.apply(image, 1, stream);
            counts.merge(Arrays.toString(image), 1, Integer::sum);
        }
        assertThat(counts).hasSize(18);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count.doubleValue()).isCloseTo(1000, within(155.0)));
    }
}
