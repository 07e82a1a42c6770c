package org.plumbline.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.plumbline.datasets.RandomConvolutions.Kernel;
import org.plumbline.numerics.random.RandomStreams;

class RandomConvolutionsTest {
    private static final double[] RAW = IntStream.range(0, 256).asDoubleStream().toArray();

    /**
     * By hand: a kernel that picks its corner, stride 2, takes pixel (2i, 2j); twice: (4i, 4j). With the pixel value
     * 10 i + j + 1 at (4i, 4j) the features are these numbers over their norm.
     */
    @Test
    void strideAndOrderByHand() {
        double[] corner5 = new double[25];
        corner5[0] = 1;
        double[] corner3 = new double[9];
        corner3[0] = 1;
        byte[] pixels = new byte[784];
        double square = 0;
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                pixels[4 * i * 28 + 4 * j] = (byte) (10 * i + j + 1);
                square += Math.pow(10 * i + j + 1, 2);
            }
        }
        float[] features = new float[27];
        new RandomConvolutions(new Kernel(5, corner5, 0), new Kernel(3, corner3, 0)).write(pixels, 0, RAW, features, 1);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                assertThat((double) features[1 + 5 * i + j]).isCloseTo((10 * i + j + 1) / Math.sqrt(square), within(1e-7));
            }
        }
        assertThat(features[0]).isZero();
        assertThat(features[26]).isZero();
    }

    /** Against the composed sum over both kernels, written without intermediate image, on random input. */
    @Test
    void agreesWithTheComposedSum() {
        var stream = new RandomStreams(8).stream("test");
        Kernel a = new Kernel(5, stream);
        Kernel b = new Kernel(3, stream);
        byte[] pixels = IdxFiles.random(784, "pixels", 256);
        float[] features = new float[25];
        new RandomConvolutions(a, b).write(pixels, 0, RAW, features, 0);
        double[] expected = new double[25];
        double square = 0;
        for (int o = 0; o < 25; o++) {
            expected[o] = b.bias();
            for (int p = 0; p < 9; p++) {
                int r = 2 * (o / 5) + p / 3;
                int c = 2 * (o % 5) + p % 3;
                double inner = a.bias();
                for (int q = 0; q < 25; q++) {
                    inner += a.entries()[q] * (pixels[(2 * r + q / 5) * 28 + 2 * c + q % 5] & 0xFF);
                }
                expected[o] += b.entries()[p] * inner;
            }
            square += expected[o] * expected[o];
        }
        for (int o = 0; o < 25; o++) {
            assertThat((double) features[o]).isCloseTo(expected[o] / Math.sqrt(square), within(1e-6));
        }
    }

    /** Bounds 1/sqrt(fan-in): 1/5 and 1/3. */
    @Test
    void kernelsHaveTheDefaultLaw() {
        var stream = new RandomStreams(9).stream("test");
        double largest5 = 0;
        double largest3 = 0;
        for (int i = 0; i < 100; i++) {
            for (double entry : new Kernel(5, stream).entries()) {
                largest5 = Math.max(largest5, Math.abs(entry));
            }
            for (double entry : new Kernel(3, stream).entries()) {
                largest3 = Math.max(largest3, Math.abs(entry));
            }
        }
        assertThat(largest5).isBetween(0.199, 0.2);
        assertThat(largest3).isBetween(0.33, 1.0 / 3);
    }
}
