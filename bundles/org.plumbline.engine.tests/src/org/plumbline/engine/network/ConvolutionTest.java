package org.plumbline.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class ConvolutionTest {

    /** kernel, stride, padding, circular, bias; on 2 channels of 7 x 5. */
    @ParameterizedTest
    @CsvSource({"1, 1, 0, false, true", "3, 1, 1, false, true", "3, 1, 1, true, false", "3, 2, 1, false, false",
        "5, 1, 2, true, true", "5, 2, 0, false, true", "2, 1, 1, true, true", "3, 3, 4, true, true", "1, 3, 0, false, true"})
    void derivativesAndDefinition(int size, int stride, int padding, boolean circular, boolean bias) {
        Convolution images = new Convolution(2, 3, size, stride, padding, circular, "K", bias ? "b" : "");
        LayerChecks.derivativesHold(images, Shape.of(2, 7, 5));
        agreesWithTheDefinition(images, 2, 7, 5);
        Convolution sequences = new Convolution(1, 3, size, stride, padding, circular, "K", bias ? "b" : "");
        LayerChecks.derivativesHold(sequences, Shape.of(2, 6));
    }

    /** The sum in the class comment, by four loops, on fresh input. */
    private static void agreesWithTheDefinition(Convolution layer, int channels, int height, int width) {
        Shape input = Shape.of(channels, height, width);
        int k = layer.size();
        double[] x = uniforms(2 * input.size(), "x");
        double[] theta = uniforms(Network.of(layer, input).layout().size(), "theta");
        double[] got = LayerChecks.value(layer, input, theta, x);
        Shape output = layer.outputShape(input);
        for (int e = 0; e < got.length; e++) {
            int j = e % output.extent(2);
            int i = e / output.extent(2) % output.extent(1);
            int o = e / output.extent(2) / output.extent(1) % output.extent(0);
            int n = e / output.size();
            double sum = layer.hasBias() ? theta[theta.length - layer.outputs() + o] : 0;
            for (int c = 0; c < channels; c++) {
                for (int u = 0; u < k; u++) {
                    for (int v = 0; v < k; v++) {
                        int row = i * layer.stride() - layer.padding() + u;
                        int column = j * layer.stride() - layer.padding() + v;
                        boolean inside = row >= 0 && row < height && column >= 0 && column < width;
                        if (inside || layer.circular()) {
                            int at = ((n * channels + c) * height + Math.floorMod(row, height)) * width + Math.floorMod(column, width);
                            sum += theta[((o * channels + c) * k + u) * k + v] * x[at];
                        }
                    }
                }
            }
            assertThat(got[e]).as("z[%s, %s, %s, %s]", n, o, i, j).isCloseTo(sum, within(1e-12));
        }
    }

    private static double[] uniforms(int n, String name) {
        RandomStream random = new RandomStreams(System.nanoTime()).stream(name);
        float[] values = new float[n];
        random.gaussians(values, 0, 1);
        double[] wide = new double[n];
        for (int i = 0; i < n; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /** K = (1, 10, 100) on 1, 2, 3: with zeros 0 1 2 -> 210, 321, 32; periodic 3 1 2 -> 213, 321, 132. */
    @Test
    void sequenceByHand() {
        double[] k = {1, 10, 100};
        double[] x = {1, 2, 3};
        Shape input = Shape.of(1, 3);
        assertThat(LayerChecks.value(new Convolution(1, 1, 3, 1, 1, false, "K", ""), input, k, x)).containsExactly(210, 321, 32);
        assertThat(LayerChecks.value(new Convolution(1, 1, 3, 1, 1, true, "K", ""), input, k, x)).containsExactly(213, 321, 132);
        assertThat(LayerChecks.value(new Convolution(1, 1, 3, 2, 1, false, "K", ""), input, k, x)).containsExactly(210, 32);
        assertThat(LayerChecks.value(new Convolution(1, 1, 3, 1, 0, false, "K", ""), input, k, x)).containsExactly(321);
    }

    @Test
    void fansCountTheWindow() {
        ParameterTensor k = new Convolution(2, 8, 3, 1, 1, false, "K", "").parameters(Shape.of(4, 6, 6)).getFirst();
        assertThat(k.shape()).isEqualTo(Shape.of(8, 4, 3, 3));
        assertThat(k.fanIn()).isEqualTo(36);
        assertThat(k.fanOut()).isEqualTo(72);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Convolution layer = new Convolution(2, 1, 5, 1, 0, false, "K", "");
        assertThatThrownBy(() -> layer.outputShape(Shape.of(10))).isInstanceOf(ShapeException.class)
                .hasMessageContaining("conv2d 'K'").hasMessageContaining("[channels, height, width]").hasMessageContaining("[10]");
        assertThatThrownBy(() -> layer.outputShape(Shape.of(1, 3, 9))).hasMessageContaining("window of 5").hasMessageContaining("[1, 3, 9]");
        assertThatThrownBy(() -> new Convolution(2, 0, 5, 1, 0, false, "K", "")).hasMessageContaining("got 2, 0, 5, 1, 0");
    }
}
