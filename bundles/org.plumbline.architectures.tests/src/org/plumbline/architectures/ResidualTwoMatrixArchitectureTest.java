package org.plumbline.architectures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class ResidualTwoMatrixArchitectureTest {

    private static Settings settings(Object... changes) {
        Map<String, Object> values = new TreeMap<>(Map.of("depth", 3L, "form", "full", "activation", "tanh", "beta", 0.5, "width", 4L,
                "inputMap", true, "outputMap", true, "bias", false));
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        return Settings.of(values);
    }

    private static Network network(Settings settings, Shape input, int target) {
        DataShape data = new DataShape(input, Shape.of(target), 16, 0);
        return Network.of(new ResidualTwoMatrixArchitecture().build(settings, data), input);
    }

    /** y = x A for a row-major matrix [in, out] at a place. */
    private static double[] times(double[] x, double[] parameters, int from, int out) {
        double[] y = new double[out];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < out; j++) {
                y[j] += x[i] * parameters[from + i * out + j];
            }
        }
        return y;
    }

    /** The formula in plain loops, from the places that the layout names. */
    @ParameterizedTest
    @CsvSource({"full, true, true, false", "simple, true, true, true", "full, false, true, true", "simple, true, false, false", "full, false, false, true"})
    void isTheFormula(String form, boolean into, boolean out, boolean bias) {
        int d = 4;
        int depth = 3;
        int inputs = into ? 6 : d;
        int outputs = out ? 2 : d;
        Network network = network(settings("form", form, "inputMap", into, "outputMap", out, "bias", bias), Shape.of(inputs), outputs);
        double[] theta = Outputs.gaussians(network.layout().size(), "theta", 0.5);
        double[] x = Outputs.gaussians(inputs, "x", 1);
        double[] h = into ? times(x, theta, network.layout().slot("P").offset(), d) : x.clone();
        for (int k = 0; k < depth; k++) {
            double[] inner = form.equals("full") ? times(h, theta, network.layout().slot("W").offset() + k * d * d, d) : h.clone();
            for (int j = 0; j < d; j++) {
                double b = bias && form.equals("full") ? theta[network.layout().slot("b").offset() + k * d + j] : 0;
                inner[j] = Math.tanh(inner[j] + b);
            }
            double[] added = times(inner, theta, network.layout().slot("V").offset() + k * d * d, d);
            for (int j = 0; j < d; j++) {
                h[j] += added[j] / Math.sqrt(depth);
            }
        }
        double[] expected = out ? times(h, theta, network.layout().slot("Q").offset(), outputs) : h;
        assertThat(Outputs.of(network, theta, x)).containsExactly(expected, within(1e-13));
        int matrices = (form.equals("full") ? 2 : 1) * depth * d * d;
        assertThat(network.layout().size()).isEqualTo(matrices + (into ? inputs * d : 0) + (out ? d * outputs : 0)
                + (bias && form.equals("full") ? depth * d : 0));
        assertThat(network.depth()).isEqualTo(depth);
    }

    /**
     * Scaling-limits 5, D: with independent weights of variance 1/d, ReLU and beta = 1/2, E |h_L - h_0|^2 / |h_0|^2 = (1 + 1/(2L))^L - 1. L = 8,
     * d = 6, 3000 networks, within five standard errors of the mean.
     */
    @Test
    void independentWeightsGiveTheSecondMomentOfThePaper() {
        int depth = 8;
        int d = 6;
        int n = 3000;
        Network network = network(settings("depth", (long) depth, "activation", "relu", "inputMap", false, "outputMap", false), Shape.of(d), d);
        RandomStream stream = new RandomStreams(23).stream("theta");
        double[] theta = new double[network.layout().size()];
        double mean = 0;
        double square = 0;
        for (int draw = 0; draw < n; draw++) {
            double[] x = Outputs.gaussians(d, "x" + draw, 1);
            double bound = Math.sqrt(3.0 / d);
            for (int i = 0; i < theta.length; i++) {
                theta[i] = stream.uniform(-bound, bound);
            }
            double[] y = Outputs.of(network, theta, x);
            double moved = 0;
            double start = 0;
            for (int j = 0; j < d; j++) {
                moved += (y[j] - x[j]) * (y[j] - x[j]);
                start += x[j] * x[j];
            }
            mean += moved / start / n;
            square += moved / start * moved / start / n;
        }
        assertThat(mean).isCloseTo(Math.pow(1 + 1.0 / (2 * depth), depth) - 1, within(5 * Math.sqrt((square - mean * mean) / n)));
    }

    @Test
    void flattensImages() {
        Network network = network(settings(), Shape.of(1, 3, 5), 2);
        assertThat(network.layout().slot("P").tensor().shape()).isEqualTo(Shape.of(15, 4));
        assertThat(network.output()).isEqualTo(Shape.of(2));
    }

    @Test
    void saysWhatDoesNotFit() {
        assertThatThrownBy(() -> network(settings("inputMap", false), Shape.of(1, 3, 5), 2)).isInstanceOf(ShapeException.class)
                .hasMessageContaining("must be a vector, it has shape [1, 3, 5]");
        assertThatThrownBy(() -> network(settings("outputMap", false), Shape.of(6), 2)).isInstanceOf(ShapeException.class)
                .hasMessageContaining("the width is 4").hasMessageContaining("[2]");
        assertThatThrownBy(() -> network(settings("depth", 1_000_000L, "width", 100L), Shape.of(6), 2)).isInstanceOf(ShapeException.class)
                .hasMessageContaining("depth 1000000 and width 100");
        DataShape images = new DataShape(Shape.of(6), Shape.of(1, 3, 5), 16, 0);
        assertThatThrownBy(() -> new ResidualTwoMatrixArchitecture().build(settings(), images)).hasMessageContaining("[1, 3, 5]");
    }
}
