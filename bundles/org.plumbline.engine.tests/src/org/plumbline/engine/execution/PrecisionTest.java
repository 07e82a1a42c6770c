package org.plumbline.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.numerics.arrays.Precision;

/** Both precisions of the fused path, against each other and against the layers' own operations. */
class PrecisionTest {

    static Stream<Arguments> networks() {
        return Stream.of(Function.TANH, Function.RELU, Function.IDENTITY, Function.LEAKY_RELU, Function.HARD_TANH)
                .flatMap(f -> Stream.of(BranchScale.NONE, BranchScale.constant(1.0 / 3), BranchScale.shared("delta", 0.1),
                        BranchScale.perLayer("delta", 0.1)).flatMap(scale -> Stream.of(3, 10, 17).map(d -> Arguments.of(f, scale, d))));
    }

    private static Network network(Function function, BranchScale scale, int d) {
        return Network.of(new Repeat(7, Residual.of(Sequence.of(new Dense(d, "A", "b"), new ActivationLayer(function)), scale), false),
                Shape.of(d));
    }

    /** Some 100 roundings of 1.1e-16 each, all of one sign at worst. The seed is fixed: at a kink paths may differ by more. */
    @ParameterizedTest
    @MethodSource("networks")
    void doubleAgreesWithTheGenericPath(Function function, BranchScale scale, int d) {
        Network network = network(function, scale, d);
        assertThat(ExecutionChecks.plan("auto", network, Precision.DOUBLE).parts().getFirst().path()).startsWith("fused");
        ExecutionChecks.assertClose(
                ExecutionChecks.results("auto", network, Precision.DOUBLE, Mode.TRAINING, 0.4 / Math.sqrt(d), 5),
                ExecutionChecks.results("nd4j", network, Precision.DOUBLE, Mode.TRAINING, 0.4 / Math.sqrt(d), 5), 2e-14);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void floatIsDoubleUpToItsRounding(Function function, BranchScale scale, int d) {
        Network network = network(function, scale, d);
        ExecutionChecks.assertClose(
                ExecutionChecks.results("auto", network, Precision.FLOAT, Mode.TRAINING, 0.4 / Math.sqrt(d), 5),
                ExecutionChecks.results("auto", network, Precision.DOUBLE, Mode.TRAINING, 0.4 / Math.sqrt(d), 5), 1e-5);
    }

    @Test
    void wordsOfPrecisionsAreRead() {
        for (Precision precision : Precision.values()) {
            assertThat(Precision.byId(precision.id())).isSameAs(precision);
        }
    }
}
