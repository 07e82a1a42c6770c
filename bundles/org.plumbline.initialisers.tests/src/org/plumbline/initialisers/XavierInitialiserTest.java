package org.plumbline.initialisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.ScaleStart;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStreams;

class XavierInitialiserTest {
    private static final int L = 400;
    private static final int D = 16;
    private static final ParameterTensor WEIGHT = ParameterTensor.weight("A", Shape.of(D, D), D, D).repeated(L);
    private static final ParameterTensor BIAS = ParameterTensor.bias("b", Shape.of(D), D, D).repeated(L);

    /** Scaling-limits 1.1, by hand for s = 3, d = 16, L = 400: 3/16, 3/4, 3/6400, 3/1600. */
    @Test
    void standardDeviationsAreThoseOfTheFormula() {
        assertThat(new XavierInitialiser().standardDeviation(WEIGHT, 3)).isEqualTo(3.0 / 16);
        assertThat(new XavierInitialiser().standardDeviation(BIAS, 3)).isEqualTo(3.0 / 4);
        assertThat(new XavierDepthInitialiser().standardDeviation(WEIGHT, 3)).isCloseTo(3.0 / 6400, within(1e-18));
        assertThat(new XavierDepthInitialiser().standardDeviation(BIAS, 3)).isCloseTo(3.0 / 1600, within(1e-18));
    }

    @Test
    void outsideOfARepeatTheDepthIsOne() {
        ParameterTensor single = ParameterTensor.weight("A", Shape.of(D, D), D, D);
        assertThat(new XavierDepthInitialiser().standardDeviation(single, 3)).isEqualTo(3.0 / 16);
    }

    /**
     * N = L d^2 = 102400 entries: mean within 5 std/sqrt(N), variance within 5 sqrt(2/N) of the law, fourth moment within
     * 5 sqrt(96/N) of 3; five standard errors each.
     */
    @Test
    void entriesAreGaussian() {
        float[] values = fill(new XavierDepthInitialiser(), WEIGHT, 7, 0);
        double std = 2.0 / (L * D);
        double mean = 0;
        double second = 0;
        double fourth = 0;
        for (float value : values) {
            double z = value / std;
            mean += z / values.length;
            second += z * z / values.length;
            fourth += z * z * z * z / values.length;
        }
        double n = values.length;
        assertThat(mean).isCloseTo(0, within(5 / Math.sqrt(n)));
        assertThat(second).isCloseTo(1, within(5 * Math.sqrt(2 / n)));
        assertThat(fourth).isCloseTo(3, within(5 * Math.sqrt(96 / n)));
    }

    @Test
    void fillsItsTensorOnlyAndRepeatsItself() {
        float[] first = new float[D * L + 7];
        float[] second = fill(new XavierInitialiser(), BIAS, 3, 0);
        Settings settings = Settings.of(Map.of("sd", 2.0));
        new XavierInitialiser().initialise(BIAS, settings, new RandomStreams(3).stream("init/t"), RealArray.of(first), 4);
        for (int i = 0; i < 4; i++) {
            assertThat(first[i]).isZero();
        }
        for (int i = 0; i < second.length; i++) {
            assertThat(first[4 + i]).isEqualTo(second[i]);
        }
        assertThat(first[first.length - 1]).isZero();
        assertThat(fill(new XavierInitialiser(), BIAS, 4, 0)).isNotEqualTo(second);
    }

    @Test
    void leavesBranchScalesToTheirLayers() {
        ParameterTensor delta = ParameterTensor.scale("delta", true, new ScaleStart(1, 0));
        assertThatThrownBy(() -> new XavierInitialiser().standardDeviation(delta, 1)).hasMessageContaining("delta");
    }

    private static float[] fill(Initialiser initialiser, ParameterTensor tensor, long seed, int offset) {
        float[] values = new float[offset + tensor.shape().size()];
        initialiser.initialise(tensor, Settings.of(Map.of("sd", 2.0)), new RandomStreams(seed).stream("init/t"), RealArray.of(values), offset);
        return values;
    }
}
