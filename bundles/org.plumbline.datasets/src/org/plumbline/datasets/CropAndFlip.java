package org.plumbline.datasets;

import java.util.Arrays;

import org.plumbline.engine.spi.Augmentation;
import org.plumbline.numerics.random.RandomStream;

/**
 * A random crop of the image within a border, and a random reflection of left and right.
 * <p>y[c, i, j] = x[c, i + u - p, j' + v - p] with j' = j or w - 1 - j, each with probability 1/2, and u, v uniform on {0, .., 2p};
 * outside of x the value of the border of channel c.</p>
 * Shape: x, y [C, h, w]. Draws u, v and the reflection, in this order. Source: customary for CIFAR; scaling-limits 2.
 * Pinned by CropAndFlipTest.
 *
 * @param height  h
 * @param width   w
 * @param padding p, at least 0
 * @param border  a value for each of the C channels. Kept, not copied.
 */
record CropAndFlip(int height, int width, int padding, float[] border) implements Augmentation {

    @Override
    public void apply(float[] inputs, int from, RandomStream stream) {
        int down = stream.nextInt(2 * padding + 1) - padding;
        int right = stream.nextInt(2 * padding + 1) - padding;
        apply(inputs, from, down, right, stream.nextInt(2) == 1);
    }

    void apply(float[] inputs, int from, int down, int right, boolean flip) {
        int area = height * width;
        float[] image = Arrays.copyOfRange(inputs, from, from + border.length * area);
        for (int i = 0; i < image.length; i++) {
            int row = i % area / width + down;
            int j = i % width;
            int column = (flip ? width - 1 - j : j) + right;
            boolean inside = row >= 0 && row < height && column >= 0 && column < width;
            inputs[from + i] = inside ? image[i / area * area + row * width + column] : border[i / area];
        }
    }
}
