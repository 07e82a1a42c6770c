package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.network.ExecutionPlanner;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.NetworkExecution;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.spi.LayerType;

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
        assertThat(Installed.network(architecture, 3).output()).isEqualTo(Installed.dataShape().target());
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
        check(Installed.network(architecture, 3), false);
        check(Installed.network(architecture, 3), true);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layerKeepsTheContractOfANetwork(Contribution layer) {
        check(layerNetwork(layer), true);
    }

    /** Same bits twice, inputs unchanged, and {@code <J v, u> = <v, J^T u>} up to rounding of float32. */
    private static void check(Network network, boolean generic) {
        int size = network.layout().size();
        float[] parameters = Installed.gaussians("parameters", size, 0.5);
        float[] x = Installed.gaussians("x", BATCH * network.input().size(), 1);
        float[] g = Installed.gaussians("g", BATCH * network.output().size(), 1);
        float[] v = Installed.gaussians("v", size, 1);
        float[][] before = {parameters.clone(), x.clone(), g.clone(), v.clone()};
        float[] y = new float[g.length];
        float[] again = new float[g.length];
        float[] gradient = new float[size];
        float[] tangent = new float[g.length];
        try (NetworkExecution execution = ExecutionPlanner.plan(network, BATCH, generic)) {
            execution.forward(parameters, x, BATCH, again);
            execution.forward(parameters, x, BATCH, y);
            execution.backward(parameters, g, gradient);
            execution.tangent(parameters, new float[x.length], v, tangent);
        }
        assertThat(again).containsExactly(y);
        assertThat(parameters).containsExactly(before[0]);
        assertThat(x).containsExactly(before[1]);
        assertThat(g).containsExactly(before[2]);
        assertThat(v).containsExactly(before[3]);
        double scale = Math.sqrt(Installed.dot(tangent, tangent) * Installed.dot(g, g));
        assertThat(Installed.dot(tangent, g)).isCloseTo(Installed.dot(v, gradient), within(1e-5 * (1 + scale)));
    }

    /** Directional derivative by central differences, step 1e-2: truncation and rounding are both about 1e-4 of the size. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tangentsAreDerivatives(boolean generic) {
        architectures().forEach(architecture -> {
            Network network = Installed.network(architecture, 3);
            float[] parameters = Installed.gaussians("parameters", network.layout().size(), 0.5);
            float[] v = Installed.gaussians("v", parameters.length, 0.3);
            float[] x = Installed.gaussians("x", BATCH * Installed.WIDTH, 1);
            float[] tangent = new float[BATCH * network.output().size()];
            float[] plus = new float[tangent.length];
            float[] minus = new float[tangent.length];
            try (NetworkExecution execution = ExecutionPlanner.plan(network, BATCH, generic)) {
                execution.forward(moved(parameters, v, 0.01f), x, BATCH, plus);
                execution.forward(moved(parameters, v, -0.01f), x, BATCH, minus);
                execution.forward(parameters, x, BATCH, new float[tangent.length]);
                execution.tangent(parameters, new float[x.length], v, tangent);
            }
            double size = Math.sqrt(Installed.dot(tangent, tangent));
            for (int i = 0; i < tangent.length; i++) {
                assertThat((plus[i] - minus[i]) / 0.02).as(architecture.id()).isCloseTo(tangent[i], within(2e-3 * size));
            }
        });
    }

    private static float[] moved(float[] from, float[] direction, float step) {
        float[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += step * direction[i];
        }
        return to;
    }
}
