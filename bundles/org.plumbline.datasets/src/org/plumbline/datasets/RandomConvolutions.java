package org.plumbline.datasets;

import org.plumbline.numerics.random.RandomStream;

/**
 * Two untrained convolutions that turn an image of 28 x 28 pixels into 25 numbers of Euclidean norm 1.
 * <p>c1 = 5 x 5 kernel, stride 2, bias, entries uniform on (-1/5, 1/5): 28 to 12; c2 = 3 x 3, stride 2, bias, uniform on
 * (-1/3, 1/3): 12 to 5; no padding, no activation; v = c2(c1(image)); result v/||v||. A convolution here is a
 * cross-correlation: out[i][j] = bias + sum kernel[p][q] in[2i + p][2j + q].</p>
 * Shape: pixels [784], in the program 0 to 255 (not scaled), result [25]. Computed in double.
 * Source: data of the program released with Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual networks", ICML
 * 2021. Pinned by RandomConvolutionsTest.
 */
final class RandomConvolutions {
    /** Numbers per image. */
    static final int FEATURES = 25;
    private static final int STRIDE = 2;
    private static final int SIDE = IdxFolder.SIDE;

    private final Kernel first;
    private final Kernel second;

    /** @param stream gives the entries of c1, row by row, its bias, then those of c2 */
    RandomConvolutions(RandomStream stream) {
        this(new Kernel(5, stream), new Kernel(3, stream));
    }

    RandomConvolutions(Kernel first, Kernel second) {
        this.first = first;
        this.second = second;
    }

    /** A square kernel and its bias. */
    record Kernel(int side, double[] entries, double bias) {
        Kernel(int side, RandomStream stream) {
            this(side, uniform(side * side, 1.0 / side, stream), stream.uniform(-1.0 / side, 1.0 / side));
        }

        private static double[] uniform(int n, double bound, RandomStream stream) {
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = stream.uniform(-bound, bound);
            }
            return values;
        }

        double[] apply(double[] image, int width) {
            int outputs = (width - side) / STRIDE + 1;
            double[] result = new double[outputs * outputs];
            for (int i = 0; i < outputs; i++) {
                for (int j = 0; j < outputs; j++) {
                    double sum = bias;
                    for (int p = 0; p < side; p++) {
                        int row = (STRIDE * i + p) * width + STRIDE * j;
                        for (int q = 0; q < side; q++) {
                            sum += entries[p * side + q] * image[row + q];
                        }
                    }
                    result[i * outputs + j] = sum;
                }
            }
            return result;
        }
    }

    /**
     * Writes the features of one image.
     *
     * @param pixels unsigned bytes. Not modified.
     * @param from   first pixel of the image
     * @param scale  what the convolutions see for each byte, [256]. Not modified.
     * @param to     features. Modified from start on, 25 numbers.
     */
    void write(byte[] pixels, int from, double[] scale, float[] to, int start) {
        double[] image = new double[SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            image[i] = scale[Byte.toUnsignedInt(pixels[from + i])];
        }
        double[] features = second.apply(first.apply(image, SIDE), (SIDE - first.side()) / STRIDE + 1);
        Vectors.writeNormalised(features, to, start);
    }
}
