package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.execution.ExecutionOptions;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.execution.NetworkExecution;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.spi.LayerType;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;

/** All architectures and layers, with all that the installed choices make of them. */
class NetworkContractTest {
    private static final int BATCH = 4;

    static Stream<Contribution> architectures() {
        return Installed.all(ContributionKind.ARCHITECTURE);
    }

    static Stream<Contribution> layers() {
        return Installed.all(ContributionKind.LAYER);
    }

    /** For the first of a vector, a sequence of channels and an image that the layer takes. */
    static Network layerNetwork(Contribution layer) {
        Layer one = layer.create(LayerType.class).create("here", Installed.settings(layer));
        for (Shape input : List.of(Shape.of(Installed.WIDTH), Shape.of(2, 7))) {
            try {
                return Network.of(one, input);
            } catch (ShapeException e) {
                assertThat(e).hasMessageContaining(input.toString());
            }
        }
        return Network.of(one, Shape.of(2, 5, 4));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void architectureFitsTheData(Contribution architecture) {
        assertThat(Installed.network(architecture, 3).output()).isEqualTo(Installed.dataShape(architecture).target());
        if (architecture.parameter("depth").isPresent()) {
            assertThat(Installed.network(architecture, 4).layout().size())
                    .isGreaterThan(Installed.network(architecture, 3).layout().size());
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void parametersOfALayerBearItsName(Contribution layer) {
        layerNetwork(layer).layout().slots().forEach(slot -> assertThat(slot.tensor().name()).startsWith("here"));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void architectureKeepsTheContractOfANetwork(Contribution architecture) {
        ComputeBackend.ALL.forEach(backend -> {
            for (Precision precision : Precision.values()) {
                check(Installed.network(architecture, 3), backend, precision);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layerKeepsTheContractOfANetwork(Contribution layer) {
        ComputeBackend.ALL.forEach(backend -> {
            for (Precision precision : Precision.values()) {
                check(layerNetwork(layer), backend, precision);
            }
        });
    }

    private static NetworkExecution open(Network network, ComputeBackend backend, Precision precision) {
        RealArray statistics = RealArray.zeros(precision, network.statistics().size());
        return backend.plan(network, new ExecutionOptions(BATCH, precision, Memory.share(1))).open(statistics, Installed.stream("noise"), 1);
    }

    /** Same bits twice, inputs unchanged, and {@code <J v, u> = <v, J^T u>} up to rounding, in training and in evaluation. */
    private static void check(Network network, ComputeBackend backend, Precision precision) {
        int size = network.layout().size();
        RealArray parameters = Installed.reals(precision, "parameters", size, 0.5);
        RealArray x = Installed.reals(precision, "x", BATCH * network.input().size(), 1);
        RealArray g = Installed.reals(precision, "g", BATCH * network.output().size(), 1);
        RealArray u = Installed.reals(precision, "u", x.length(), 1);
        RealArray v = Installed.reals(precision, "v", size, 1);
        RealArray[] all = {parameters, x, g, u, v};
        double[][] before = Arrays.stream(all).map(Installed::doubles).toArray(double[][]::new);
        RealArray y = RealArray.zeros(precision, g.length());
        RealArray again = RealArray.zeros(precision, g.length());
        RealArray gradient = RealArray.zeros(precision, size);
        RealArray inputGradient = RealArray.zeros(precision, x.length());
        RealArray tangent = RealArray.zeros(precision, g.length());
        for (Mode mode : Mode.values()) {
            try (NetworkExecution execution = open(network, backend, precision)) {
                execution.forward(mode, parameters, x, BATCH, y);
                execution.backward(parameters, g, gradient, inputGradient);
                execution.tangent(parameters, u, v, tangent);
            }
            try (NetworkExecution execution = open(network, backend, precision)) {
                execution.forward(mode, parameters, x, BATCH, again);
            }
            assertThat(Installed.doubles(again)).containsExactly(Installed.doubles(y));
            for (int i = 0; i < all.length; i++) {
                assertThat(Installed.doubles(all[i])).containsExactly(before[i]);
            }
            double scale = Math.sqrt(Installed.dot(tangent, tangent) * Installed.dot(g, g));
            double rounding = precision == Precision.FLOAT ? 1e-5 : 1e-13;
            assertThat(Installed.dot(tangent, g)).as(mode + " " + precision)
                    .isCloseTo(Installed.dot(v, gradient) + Installed.dot(u, inputGradient), within(rounding * (1 + scale)));
        }
    }

    /** Directional derivative by central differences in double, step 1e-5: truncation 1e-10, rounding 1e-11 of the size. */
    @ParameterizedTest
    @MethodSource("architectures")
    void tangentsAreDerivatives(Contribution architecture) {
        Precision wide = Precision.DOUBLE;
        ComputeBackend.ALL.forEach(backend -> {
            Network network = Installed.network(architecture, 3);
            RealArray parameters = Installed.reals(wide, "parameters", network.layout().size(), 0.5);
            RealArray v = Installed.reals(wide, "v", parameters.length(), 0.3);
            RealArray x = Installed.reals(wide, "x", BATCH * network.input().size(), 1);
            RealArray tangent = RealArray.zeros(wide, BATCH * network.output().size());
            RealArray plus = RealArray.zeros(wide, tangent.length());
            RealArray minus = RealArray.zeros(wide, tangent.length());
            try (NetworkExecution execution = open(network, backend, wide)) {
                execution.forward(Mode.TRAINING, moved(parameters, v, 1e-5), x, BATCH, plus);
                execution.forward(Mode.TRAINING, moved(parameters, v, -1e-5), x, BATCH, minus);
                execution.forward(Mode.TRAINING, parameters, x, BATCH, tangent.copy());
                execution.tangent(parameters, RealArray.zeros(wide, x.length()), v, tangent);
            }
            double size = Math.sqrt(Installed.dot(tangent, tangent));
            for (int i = 0; i < tangent.length(); i++) {
                assertThat((plus.get(i) - minus.get(i)) / 2e-5).as(architecture.id()).isCloseTo(tangent.get(i), within(1e-7 * size));
            }
        });
    }

    private static RealArray moved(RealArray from, RealArray direction, double step) {
        RealArray to = from.copy();
        for (int i = 0; i < to.length(); i++) {
            to.add(i, step * direction.get(i));
        }
        return to;
    }
}
