package org.plumbline.numerics.dnn;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.ObjIntConsumer;

/** A layer normalisation: each example by its own mean and variance. */
final class DoubleStandardiseCode extends DoubleCode {

    private final LayerNode.Standardise layer;
    private final int channels;
    private final int pixels;
    private final int pitch;
    private final int each;

    DoubleStandardiseCode(DoublePasses passes, int node, LayerNode.Standardise layer) {
        super(passes, node);
        this.layer = layer;
        channels = layer.shape().channels();
        pixels = DoubleStructure.pixels(layer.shape());
        pitch = DoubleStructure.pitch(layer.shape());
        each = pixels * pitch;
    }

    @Override
    void slices(SliceConsumer to) {
        layer.gamma().ifPresent(at -> to.accept(at, layer.shape().size()));
        layer.beta().ifPresent(at -> to.accept(at, layer.shape().size()));
    }

    @Override
    void scratch(ObjIntConsumer<DoubleScratch.Use> needs) {
        needs.accept(DoubleScratch.Use.EXAMPLE, each);
    }

    /** The entry of a parameter in its row-major order. */
    private static double entry(double[] from, OptionalInt offset, int i, double otherwise) {
        return offset.isPresent() ? from[offset.getAsInt() + i] : otherwise;
    }

    /** to <- (x - mean) / sqrt(variance + epsilon) of one example, 0 in the padding; returns 1 / sqrt(variance + epsilon). */
    private double standardise(double[] x, int at, double[] to) {
        double count = layer.shape().size();
        double mean = 0;
        for (int q = 0; q < pixels; q++) {
            for (int c = 0; c < channels; c++) {
                mean += x[at + q * pitch + c];
            }
        }
        mean /= count;
        double variance = 0;
        for (int q = 0; q < pixels; q++) {
            for (int c = 0; c < channels; c++) {
                double centred = x[at + q * pitch + c] - mean;
                to[q * pitch + c] = centred;
                variance += centred * centred;
            }
            Arrays.fill(to, q * pitch + channels, (q + 1) * pitch, 0);
        }
        double inverse = 1 / Math.sqrt(variance / count + layer.epsilon());
        for (int i = 0; i < each; i++) {
            to[i] *= inverse;
        }
        return inverse;
    }

    @Override
    void forward(double[] p) {
        double[] normal = passes.scratch.of(DoubleScratch.Use.EXAMPLE);
        double[] y = value(node);
        for (int b = 0; b < passes.n; b++) {
            standardise(value(source(0)), b * each, normal);
            for (int q = 0; q < pixels; q++) {
                for (int c = 0; c < pitch; c++) {
                    int i = c * pixels + q;
                    y[b * each + q * pitch + c] = c >= channels ? 0
                            : entry(p, layer.gamma(), i, 1) * normal[q * pitch + c] + entry(p, layer.beta(), i, 0);
                }
            }
        }
    }

    @Override
    void backward(double[] p, double[] gradients) {
        double[] normal = passes.scratch.of(DoubleScratch.Use.EXAMPLE);
        double[] g = gradient(node);
        boolean wanted = passes.isWanted(source(0));
        boolean overwrite = wanted && passes.begins(source(0));
        for (int b = 0; b < passes.n; b++) {
            double inverse = standardise(value(source(0)), b * each, normal);
            for (int q = 0; q < pixels; q++) {
                for (int c = 0; c < channels; c++) {
                    int at = b * each + q * pitch + c;
                    int i = c * pixels + q;
                    if (layer.gamma().isPresent()) {
                        gradients[layer.gamma().getAsInt() + i] += g[at] * normal[q * pitch + c];
                    }
                    if (layer.beta().isPresent()) {
                        gradients[layer.beta().getAsInt() + i] += g[at];
                    }
                    g[at] *= entry(p, layer.gamma(), i, 1);
                }
            }
            if (wanted) {
                derive(g, b * each, normal, inverse, overwrite, gradient(source(0)));
            }
        }
    }

    /** The derivative of the standardisation, which is symmetric: (d - mean d - normal mean(d normal)) inverse. */
    private void derive(double[] d, int at, double[] normal, double inverse, boolean overwrite, double[] to) {
        double mean = 0;
        double product = 0;
        for (int q = 0; q < pixels; q++) {
            for (int c = 0; c < channels; c++) {
                mean += d[at + q * pitch + c];
                product += d[at + q * pitch + c] * normal[q * pitch + c];
            }
        }
        mean /= layer.shape().size();
        product /= layer.shape().size();
        for (int q = 0; q < pixels; q++) {
            for (int c = 0; c < pitch; c++) {
                int i = at + q * pitch + c;
                double value = c >= channels ? 0 : (d[i] - mean - normal[q * pitch + c] * product) * inverse;
                to[i] = overwrite ? value : to[i] + value;
            }
        }
    }

    @Override
    void tangent(double[] p, double[] direction) {
        double[] normal = passes.scratch.of(DoubleScratch.Use.EXAMPLE);
        double[] dy = change(node);
        for (int b = 0; b < passes.n; b++) {
            double inverse = standardise(value(source(0)), b * each, normal);
            derive(change(source(0)), b * each, normal, inverse, true, dy);
            for (int q = 0; q < pixels; q++) {
                for (int c = 0; c < channels; c++) {
                    int at = b * each + q * pitch + c;
                    int i = c * pixels + q;
                    dy[at] *= entry(p, layer.gamma(), i, 1);
                    if (direction != null) {
                        dy[at] += entry(direction, layer.gamma(), i, 0) * normal[q * pitch + c] + entry(direction, layer.beta(), i, 0);
                    }
                }
            }
        }
    }
}
