package org.plumbline.numerics.dnn;

import java.util.Arrays;

/** An image as a vector in the order channel, row, column; or an image with channels of zeros in front and behind. */
final class DoubleMoveCode extends DoubleCode {

    private final int channels;
    private final int pixels;
    private final int from;
    private final int to;
    private final int before;
    private final boolean flat;

    /** @param before channels of zeros in front */
    DoubleMoveCode(DoublePasses passes, int node, int before) {
        super(passes, node);
        ValueShape image = shape(source(0));
        channels = image.channels();
        pixels = DoubleStructure.pixels(image);
        from = DoubleStructure.pitch(image);
        to = DoubleStructure.pitch(shape(node));
        this.before = before;
        flat = shape(node).flat();
    }

    /** Where an entry of the image lies in the result. */
    private int at(int b, int c, int q) {
        return flat ? b * to + c * pixels + q : (b * pixels + q) * to + before + c;
    }

    private void move(double[] x, double[] y) {
        Arrays.fill(y, 0, count(node), 0);
        for (int b = 0; b < passes.n; b++) {
            for (int q = 0; q < pixels; q++) {
                for (int c = 0; c < channels; c++) {
                    y[at(b, c, q)] = x[(b * pixels + q) * from + c];
                }
            }
        }
    }

    @Override
    void forward(double[] p) {
        move(value(source(0)), value(node));
    }

    @Override
    void backward(double[] p, double[] gradients) {
        if (!passes.isWanted(source(0))) {
            return;
        }
        double[] g = gradient(node);
        double[] x = gradient(source(0));
        if (passes.begins(source(0))) {
            Arrays.fill(x, 0, count(source(0)), 0);
        }
        for (int b = 0; b < passes.n; b++) {
            for (int q = 0; q < pixels; q++) {
                for (int c = 0; c < channels; c++) {
                    x[(b * pixels + q) * from + c] += g[at(b, c, q)];
                }
            }
        }
    }

    @Override
    void tangent(double[] p, double[] direction) {
        move(change(source(0)), change(node));
    }
}
