package org.plumbline.architectures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.spi.DataShape;

class ResidualConvolutionArchitectureTest {

    private static Network network(long depth, long channels, Shape input, int classes) {
        return Network.of(new ResidualConvolutionArchitecture().build(Settings.of(Map.of("depth", depth, "channels", channels)),
                new DataShape(input, Shape.of(classes), 16, 0)), input);
    }

    /** Scaling-limits 1.2, the whole table; parameters counted stage by stage, for 64 and for 16 channels. */
    @ParameterizedTest
    @CsvSource({"8,2,2,2,2", "11,2,3,4,2", "12,2,3,5,2", "14,3,3,5,3", "16,3,4,6,3", "18,3,4,8,3", "20,3,4,10,3", "24,3,4,14,3",
        "28,3,4,18,3", "33,3,4,23,3", "42,3,8,28,3", "50,3,8,36,3", "65,3,8,51,3", "80,4,12,60,4", "100,4,18,74,4", "121,4,31,82,4"})
    void depthsAreThoseOfThePaper(int depth, int n1, int n2, int n3, int n4) {
        for (int c : new int[] {64, 16}) {
            Network network = network(depth, c, Shape.of(3, 32, 32), 10);
            int[] blocks = {n1, n2, n3, n4};
            long expected = 9L * 3 * c + (8L * c + 1) * 10;
            for (int s = 0; s < 4; s++) {
                long width = (long) c << s;
                expected += blocks[s] * 18 * width * width - (s == 0 ? 0 : 9 * width * width / 2 - width * width / 2);
            }
            assertThat(network.layout().size()).isEqualTo((int) expected);
            assertThat(network.depth()).isEqualTo(depth);
            assertThat(network.layout().slot("stage1.A").tensor().stackLength()).isEqualTo(n1);
            assertThat(network.layout().slot("stage3.Delta").tensor().stackLength()).isEqualTo(n3 - 1);
            assertThat(network.output()).isEqualTo(Shape.of(10));
        }
    }

    @Test
    void saysWhichDepthsThereAre() {
        assertThatThrownBy(() -> network(10, 64, Shape.of(3, 32, 32), 10)).isInstanceOf(ShapeException.class).hasMessage(
                "residual-convolution: there is no network of depth 10; the depths are 8, 11, 12, 14, 16, 18, 20, 24, 28, 33, 42, 50, 65,"
                        + " 80, 100, 121");
    }

    @Test
    void saysWhichImagesFit() {
        assertThat(network(8, 4, Shape.of(1, 28, 28), 10).output()).isEqualTo(Shape.of(10));
        assertThat(network(8, 4, Shape.of(1, 25, 25), 10).output()).isEqualTo(Shape.of(10));
        assertThatThrownBy(() -> network(8, 4, Shape.of(1, 24, 28), 10)).hasMessageContaining("24 x 28").hasMessageContaining("25 x 25");
        assertThatThrownBy(() -> network(8, 4, Shape.of(784), 10)).hasMessageContaining("must be an image").hasMessageContaining("[784]");
    }

    /** An image [channels][side][side] and the operations of the network in plain loops. */
    private record Image(int channels, int side, double[] values) {
        Image convolve(double[] theta, int from, int outputs, int size, int stride) {
            int padding = size / 2;
            int to = (side + 2 * padding - size) / stride + 1;
            double[] result = new double[outputs * to * to];
            for (int i = 0; i < result.length; i++) {
                int o = i / (to * to);
                int row = i / to % to * stride - padding;
                int column = i % to * stride - padding;
                for (int c = 0; c < channels; c++) {
                    for (int w = 0; w < size * size; w++) {
                        int y = row + w / size;
                        int x = column + w % size;
                        if (y >= 0 && y < side && x >= 0 && x < side) {
                            result[i] += theta[from + (o * channels + c) * size * size + w] * values[(c * side + y) * side + x];
                        }
                    }
                }
            }
            return new Image(outputs, to, result);
        }

        Image plus(Image other) {
            double[] sum = values.clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += other.values[i];
            }
            return new Image(channels, side, sum);
        }

        Image relu() {
            double[] positive = values.clone();
            for (int i = 0; i < positive.length; i++) {
                positive[i] = Math.max(positive[i], 0);
            }
            return new Image(channels, side, positive);
        }
    }

    /** The whole network of depth 11 with 2 channels on an image of 32 x 32, from the formula and the names of the layout. */
    @Test
    void isTheFormula() {
        Network network = network(11, 2, Shape.of(3, 32, 32), 5);
        double[] theta = Outputs.gaussians(network.layout().size(), "theta", 0.3);
        double[] x = Outputs.gaussians(3 * 32 * 32, "x", 1);
        Image h = new Image(3, 32, x).convolve(theta, network.layout().slot("stem.K").offset(), 2, 3, 1).relu();
        int[] blocks = {2, 3, 4, 2};
        for (int s = 0; s < 4; s++) {
            String stage = "stage" + (s + 1);
            int width = 2 << s;
            int equal = blocks[s];
            if (s > 0) {
                Image branch = h.convolve(theta, network.layout().slot(stage + ".first.A").offset(), width, 3, 2).relu()
                        .convolve(theta, network.layout().slot(stage + ".first.Delta").offset(), width, 3, 1);
                h = h.convolve(theta, network.layout().slot(stage + ".first.S").offset(), width, 1, 2).plus(branch).relu();
                equal--;
            }
            for (int k = 0; k < equal; k++) {
                int place = k * 9 * width * width;
                Image branch = h.convolve(theta, network.layout().slot(stage + ".A").offset() + place, width, 3, 1).relu()
                        .convolve(theta, network.layout().slot(stage + ".Delta").offset() + place, width, 3, 1);
                h = h.plus(branch).relu();
            }
        }
        assertThat(h.side()).isEqualTo(4);
        double[] expected = new double[5];
        for (int o = 0; o < 5; o++) {
            expected[o] = theta[network.layout().slot("head.b").offset() + o];
            for (int i = 0; i < h.values().length; i++) {
                expected[o] += theta[network.layout().slot("head.A").offset() + i / 16 * 5 + o] * h.values()[i] / 16;
            }
        }
        double size = Math.abs(expected[0]) + Math.abs(expected[1]);
        assertThat(Outputs.of(network, theta, x)).containsExactly(expected, within(1e-12 * size));
    }
}
