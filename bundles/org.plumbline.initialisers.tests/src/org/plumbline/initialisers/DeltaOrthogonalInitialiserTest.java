package org.plumbline.initialisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.Shape;
import org.plumbline.numerics.random.RandomStreams;

class DeltaOrthogonalInitialiserTest {
    private static final DeltaOrthogonalInitialiser DELTA = new DeltaOrthogonalInitialiser();
    private static final Settings SETTINGS = InitialiserChecks.settings("gain", 1.5, "biasSd", 0.5);

    private static ParameterTensor kernel(Shape shape) {
        int window = shape.size() / shape.extent(0) / shape.extent(1);
        return ParameterTensor.weight("K", shape, shape.extent(1) * window, shape.extent(0) * window);
    }

    /** A convolution with periodic padding, straight from its definition; n x n images, [channel][row][column]. */
    private static double[] convolve(double[] kernel, int from, int outputs, int inputs, int size, double[] image, int n) {
        double[] result = new double[outputs * n * n];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < n * n; i++) {
                for (int c = 0; c < inputs; c++) {
                    for (int w = 0; w < size * size; w++) {
                        int row = Math.floorMod(i / n + w / size - size / 2, n);
                        int column = Math.floorMod(i % n + w % size - size / 2, n);
                        result[o * n * n + i] += kernel[from + (o * inputs + c) * size * size + w] * image[c * n * n + row * n + column];
                    }
                }
            }
        }
        return result;
    }

    private static double norm(double[] values) {
        double square = 0;
        for (double value : values) {
            square += value * value;
        }
        return Math.sqrt(square);
    }

    /** Each of 3 copies keeps the norm of a random image up to the gain 1.5, with as many and with more output channels. */
    @ParameterizedTest
    @CsvSource({"4, 4, 3", "7, 4, 3", "4, 4, 1", "5, 2, 5"})
    void convolutionsKeepNormsUpToTheGain(int outputs, int inputs, int size) {
        double[] kernels = InitialiserChecks.fill(DELTA, kernel(Shape.of(outputs, inputs, size, size)).repeated(3), SETTINGS, 31);
        double[] image = new double[inputs * 36];
        new RandomStreams(31).stream("image").gaussians(image, 0, 1);
        for (int k = 0; k < 3; k++) {
            double[] result = convolve(kernels, k * outputs * inputs * size * size, outputs, inputs, size, image, 6);
            assertThat(norm(result)).isCloseTo(1.5 * norm(image), within(1e-12 * norm(image)));
        }
    }

    @Test
    void onlyTheMiddleIsNotZero() {
        double[] image = InitialiserChecks.fill(DELTA, kernel(Shape.of(4, 4, 3, 3)), SETTINGS, 32);
        double[] sequence = InitialiserChecks.fill(DELTA, kernel(Shape.of(4, 4, 5)), SETTINGS, 32);
        for (int i = 0; i < image.length; i++) {
            assertThat(image[i] != 0).isEqualTo(i % 9 == 4);
        }
        for (int i = 0; i < sequence.length; i++) {
            assertThat(sequence[i] != 0).isEqualTo(i % 5 == 2);
        }
    }

    /** Rows or columns of a matrix are orthonormal up to the gain, whichever there are fewer of. */
    @ParameterizedTest
    @CsvSource({"6, 6", "6, 3", "3, 6"})
    void matricesAreOrthogonal(int inputs, int outputs) {
        double[] a = InitialiserChecks.fill(DELTA, InitialiserChecks.matrix(inputs, outputs, 2), SETTINGS, 33);
        boolean wide = outputs > inputs;
        int few = Math.min(inputs, outputs);
        for (int p = 0; p < few; p++) {
            for (int q = 0; q < few; q++) {
                double dot = 0;
                for (int m = 0; m < Math.max(inputs, outputs); m++) {
                    dot += wide ? a[p * outputs + m] * a[q * outputs + m] : a[m * outputs + p] * a[m * outputs + q];
                }
                assertThat(dot).isCloseTo(p == q ? 2.25 : 0, within(1e-13));
            }
        }
    }

    /** 4000 biases: standard deviation 1/2 within five standard errors. */
    @Test
    void biasesAreGaussian() {
        double[] values = InitialiserChecks.fill(DELTA, InitialiserChecks.bias(4, 4, 1000), SETTINGS, 34);
        assertThat(4 * InitialiserChecks.covariance(values, 0)).isCloseTo(1, within(5 * Math.sqrt(2.0 / 4000)));
    }

    @Test
    void saysWhatIsImpossible() {
        assertThat(DELTA.refusal(kernel(Shape.of(4, 4, 3, 3)).repeated(5), SETTINGS)).isEmpty();
        assertThat(DELTA.refusal(InitialiserChecks.matrix(10, 3, 5), SETTINGS)).isEmpty();
        assertThat(DELTA.refusal(InitialiserChecks.bias(3, 3, 5), SETTINGS)).isEmpty();
        assertThat(DELTA.refusal(kernel(Shape.of(3, 8, 3, 3)), SETTINGS).orElseThrow())
                .contains("'K' has 3 output channels, fewer than its 8 input channels", "at least 8");
        assertThat(DELTA.refusal(kernel(Shape.of(4, 4, 2, 2)), SETTINGS).orElseThrow()).contains("even extent 2");
    }
}
