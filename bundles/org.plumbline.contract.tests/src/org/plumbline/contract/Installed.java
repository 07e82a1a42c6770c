package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.eclipse.core.runtime.RegistryFactory;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.ExtensionReader;
import org.plumbline.engine.contribution.ParameterDeclaration;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.spi.Architecture;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Loss;
import org.plumbline.engine.spi.Objective;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** Whatever is installed in this framework, and small input for it. */
final class Installed {
    static final ContributionRegistry REGISTRY = ExtensionReader.read(RegistryFactory.getRegistry());
    static final int WIDTH = 6;
    static final int EXAMPLES = 12;

    private Installed() {
    }

    static Stream<Contribution> all(ContributionKind kind) {
        return REGISTRY.all(kind).toList().stream();
    }

    /** @return the defaults, where some are replaced if the contribution declares them */
    static Settings settings(Contribution contribution, Map<String, String> wanted) {
        Map<String, String> raw = new TreeMap<>(wanted);
        raw.keySet().retainAll(contribution.parameters().collect(ParameterDeclaration::id).toSet());
        Contribution.Resolution resolution = contribution.resolve(raw, "test");
        assertThat(resolution.findings().castToList()).isEmpty();
        return resolution.settings();
    }

    static Settings settings(Contribution contribution) {
        return settings(contribution, Map.of());
    }

    static RandomStream stream(String name) {
        return new RandomStreams(99).stream(name);
    }

    static float[] gaussians(String name, int n, double std) {
        float[] values = new float[n];
        stream(name).gaussians(values, 0, std);
        return values;
    }

    /** The same draws in a precision. */
    static RealArray reals(Precision precision, String name, int n, double std) {
        RealArray values = RealArray.zeros(precision, n);
        stream(name).gaussians(values, 0, n, 0, std);
        return values;
    }

    static double[] doubles(RealArray values) {
        return values.doubles(values.length());
    }

    static double dot(RealArray a, RealArray b) {
        double sum = 0;
        for (int i = 0; i < a.length(); i++) {
            sum += a.get(i) * b.get(i);
        }
        return sum;
    }

    static Objective objective() {
        Contribution loss = REGISTRY.get(ContributionKind.LOSS, "squared-error");
        return new Objective(loss.create(Loss.class), settings(loss));
    }

    static DataShape dataShape() {
        return new DataShape(Shape.of(WIDTH), Shape.of(WIDTH), EXAMPLES, 0);
    }

    static DataSet data() {
        return new DataSet(dataShape(), gaussians("inputs", EXAMPLES * WIDTH, 1), gaussians("targets", EXAMPLES * WIDTH, 1),
                new float[0], new float[0]);
    }

    /** @return data that the architecture takes: vectors, or else small images */
    static DataShape dataShape(Contribution architecture) {
        try {
            build(architecture, 3, dataShape());
            return dataShape();
        } catch (ShapeException e) {
            return new DataShape(Shape.of(1, 25, 25), Shape.of(WIDTH), EXAMPLES, 0);
        }
    }

    /** @return a network of the architecture, for {@link #dataShape(Contribution)} */
    static Network network(Contribution architecture, int depth) {
        return build(architecture, depth, dataShape(architecture));
    }

    /** With two channels, if it has channels. Networks that begin with depth 8 have 8 and 11 for 3 and 4. */
    private static Network build(Contribution architecture, int depth, DataShape data) {
        boolean deep = architecture.parameter("depth").flatMap(ParameterDeclaration::min).orElse(1.0) == 8;
        Settings settings = settings(architecture, Map.of("depth", Integer.toString(deep ? 3 * depth - 1 : depth), "channels", "2"));
        return Network.of(architecture.create(Architecture.class).build(settings, data), data.input());
    }
}
