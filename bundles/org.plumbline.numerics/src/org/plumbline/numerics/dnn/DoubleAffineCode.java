package org.plumbline.numerics.dnn;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.ObjIntConsumer;

import org.plumbline.numerics.kernels.float64.DoubleChannels;
import org.plumbline.numerics.kernels.float64.DoublePatchProducts;
import org.plumbline.numerics.kernels.float64.DoublePatchSums;

/**
 * A convolution or a dense layer: products of patches with a matrix, image by image; where a patch is a pixel, all at once.
 * The derivative by the input is such a product again where the stride is 1, else it is gathered entry of the kernel by entry.
 */
final class DoubleAffineCode extends DoubleCode {

    private final DoubleKernelWeights weights;
    private final OptionalInt bias;
    private final DoublePatches patches;
    private final ValueShape to;
    private final int strideDown;
    private final int strideRight;
    private final int width;
    private final DoublePatchProducts products;
    private final DoublePatchSums sums;
    private final DoubleInputGradient inputGradient;
    /** Of dense layers and kernels of one pixel: images need not be cut into patches. */
    private final boolean pixelwise;

    private DoubleAffineCode(DoublePasses passes, int node, DoubleKernelWeights weights, OptionalInt bias, DoublePatches patches,
            int strideDown, int strideRight) {
        super(passes, node);
        this.weights = weights;
        this.bias = bias;
        this.patches = patches;
        this.strideDown = strideDown;
        this.strideRight = strideRight;
        to = shape(node);
        width = DoubleStructure.pitch(to);
        pixelwise = weights.rows() * weights.columns() == 1 && patches.rows() + patches.columns() == 0 && strideDown * strideRight == 1;
        int inner = weights.columns() * weights.inputs();
        products = new DoublePatchProducts(weights.rows(), patches.rowLength(), inner, weights.outputs());
        sums = new DoublePatchSums(weights.rows(), patches.rowLength(), inner, weights.outputs());
        inputGradient = new DoubleInputGradient(weights, patches, to, strideDown, strideRight, pixelwise);
    }

    static DoubleAffineCode convolution(DoublePasses passes, int node, LayerNode.Convolve layer) {
        ConvolutionStep step = layer.step();
        ValueShape in = passes.structure.nodes.get(passes.structure.sources[node][0]).shape();
        boolean circular = passes.structure.nodes.get(layer.source()) instanceof LayerNode.Surround;
        LayerNode.Surround border = circular ? (LayerNode.Surround) passes.structure.nodes.get(layer.source()) : null;
        DoublePatches patches = new DoublePatches(in.channels(), in.height(), in.width(), DoubleStructure.pitch(in),
                circular ? border.rows() : step.paddingHeight(), circular ? border.columns() : step.paddingWidth(), circular);
        int down = in.height() == 1 && step.kernelHeight() == 1 ? 1 : step.stride();
        return new DoubleAffineCode(passes, node, DoubleKernelWeights.convolution(step, in.channels()), step.bias(), patches, down,
                step.stride());
    }

    static DoubleAffineCode dense(DoublePasses passes, int node, LayerNode.Multiply layer) {
        ValueShape in = passes.structure.nodes.get(layer.source()).shape();
        DoublePatches patches = new DoublePatches(in.channels(), 1, 1, DoubleStructure.pitch(in), 0, 0, false);
        return new DoubleAffineCode(passes, node, DoubleKernelWeights.dense(layer.weights(), in.channels(), layer.shape().channels()),
                layer.bias(), patches, 1, 1);
    }

    @Override
    void slices(SliceConsumer consumer) {
        consumer.accept(weights.offset(), weights.count());
        bias.ifPresent(at -> consumer.accept(at, weights.outputs()));
    }

    @Override
    void scratch(ObjIntConsumer<DoubleScratch.Use> needs) {
        needs.accept(DoubleScratch.Use.PATCHES, Math.max(pixelwise ? 0 : patches.length(), inputGradient.patchLength()));
        needs.accept(DoubleScratch.Use.MATRIX, Math.max(products.matrixLength(), inputGradient.matrixLength()));
        needs.accept(DoubleScratch.Use.SUMS, products.matrixLength());
    }

    /** The weights as the products take them, padding 0. */
    private double[] matrix(double[] from) {
        double[] m = passes.scratch.of(DoubleScratch.Use.MATRIX);
        for (int row = 0, u = 0; u < weights.rows(); u++) {
            for (int v = 0; v < weights.columns(); v++) {
                for (int c = 0; c < weights.inputs(); c++, row++) {
                    for (int o = 0; o < width; o++) {
                        m[products.at(row, o)] = o < weights.outputs() ? from[weights.at(o, c, u, v)] : 0;
                    }
                }
            }
        }
        return m;
    }

    private double[] padded(double[] from) {
        double[] row = new double[width];
        if (from != null) {
            bias.ifPresent(at -> System.arraycopy(from, at, row, 0, weights.outputs()));
        }
        return row;
    }

    /** y = W x + start; a start of a step of 0 is one row for all. */
    private void multiply(double[] x, double[] m, double[] start, int startStep, double[] y) {
        int pixels = DoubleStructure.pixels(to);
        if (pixelwise) {
            products.multiply(x, 0, patches.pitch(), passes.n * pixels, m, 0, start, 0, startStep, y, 0, width);
            return;
        }
        double[] patch = passes.scratch.of(DoubleScratch.Use.PATCHES);
        for (int b = 0; b < passes.n; b++) {
            patches.fill(x, b * patches.height() * patches.width() * patches.pitch(), patch);
            for (int row = 0; row < to.height(); row++) {
                int at = (b * pixels + row * to.width()) * width;
                products.multiply(patch, row * strideDown * patches.rowLength(), strideRight * patches.channels(), to.width(), m, 0, start,
                        startStep == 0 ? 0 : at, startStep, y, at, width);
            }
        }
    }

    @Override
    void forward(double[] p) {
        multiply(value(source(0)), matrix(p), padded(p), 0, value(node));
    }

    @Override
    void backward(double[] p, double[] gradients) {
        double[] g = gradient(node);
        if (bias.isPresent()) {
            double[] byBias = new double[width];
            DoubleChannels.sums(g, count(node) / width, width, byBias);
            for (int o = 0; o < weights.outputs(); o++) {
                gradients[bias.getAsInt() + o] += byBias[o];
            }
        }
        byWeights(g, gradients);
        if (passes.isWanted(source(0))) {
            inputGradient.add(p, g, passes.n, passes.begins(source(0)), passes.scratch, gradient(source(0)));
        }
    }

    private void byWeights(double[] g, double[] gradients) {
        double[] x = value(source(0));
        double[] byMatrix = passes.scratch.of(DoubleScratch.Use.SUMS);
        Arrays.fill(byMatrix, 0, products.matrixLength(), 0);
        int pixels = DoubleStructure.pixels(to);
        if (pixelwise) {
            sums.accumulate(x, 0, 0, patches.pitch(), g, 0, 1, passes.n * pixels, byMatrix);
        } else {
            double[] patch = passes.scratch.of(DoubleScratch.Use.PATCHES);
            for (int b = 0; b < passes.n; b++) {
                patches.fill(x, b * patches.height() * patches.width() * patches.pitch(), patch);
                sums.accumulate(patch, 0, strideDown * patches.rowLength(), strideRight * patches.channels(), g, b * pixels * width,
                        to.height(), to.width(), byMatrix);
            }
        }
        for (int row = 0, u = 0; u < weights.rows(); u++) {
            for (int v = 0; v < weights.columns(); v++) {
                for (int c = 0; c < weights.inputs(); c++, row++) {
                    for (int o = 0; o < weights.outputs(); o++) {
                        gradients[weights.at(o, c, u, v)] += byMatrix[products.at(row, o)];
                    }
                }
            }
        }
    }

    @Override
    void tangent(double[] p, double[] direction) {
        double[] dy = change(node);
        multiply(change(source(0)), matrix(p), padded(null), 0, dy);
        if (direction != null) {
            double[] m = matrix(direction);
            multiply(value(source(0)), m, dy, width, dy);
            addBias(direction, dy);
        }
    }

    private void addBias(double[] direction, double[] dy) {
        double[] row = padded(direction);
        for (int i = 0; bias.isPresent() && i < count(node); i += width) {
            for (int o = 0; o < width; o++) {
                dy[i + o] += row[o];
            }
        }
    }
}
