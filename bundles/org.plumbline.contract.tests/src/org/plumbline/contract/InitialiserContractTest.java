package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.numerics.arrays.RealArray;

class InitialiserContractTest {
    private static final ParameterTensor[] TENSORS = {
        ParameterTensor.weight("A", Shape.of(4, 3), 4, 3), ParameterTensor.bias("b", Shape.of(3), 4, 3),
        ParameterTensor.weight("A", Shape.of(4, 3), 4, 3).repeated(8), ParameterTensor.bias("b", Shape.of(3), 4, 3).repeated(8)};
    private static final float UNTOUCHED = 77;

    static Stream<Contribution> initialisers() {
        return Installed.all(ContributionKind.INITIALISER);
    }

    private static float[] fill(Contribution contribution, ParameterTensor tensor) {
        float[] values = new float[tensor.shape().size() + 5];
        Arrays.fill(values, UNTOUCHED);
        contribution.create(Initialiser.class).initialise(tensor, Installed.settings(contribution), Installed.stream("init"),
                RealArray.of(values), 2);
        return values;
    }

    @ParameterizedTest
    @MethodSource("initialisers")
    void fillsItsTensorWithFiniteNumbersAndNothingElse(Contribution contribution) {
        for (ParameterTensor tensor : TENSORS) {
            float[] values = fill(contribution, tensor);
            int end = 2 + tensor.shape().size();
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i]).isFinite();
                assertThat(values[i] == UNTOUCHED).as(i + " of " + end).isEqualTo(i < 2 || i >= end);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("initialisers")
    void equalStreamsGiveEqualBits(Contribution contribution) {
        for (ParameterTensor tensor : TENSORS) {
            assertThat(fill(contribution, tensor)).containsExactly(fill(contribution, tensor));
        }
    }
}
