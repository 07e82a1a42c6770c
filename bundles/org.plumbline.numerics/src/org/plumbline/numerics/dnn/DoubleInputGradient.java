package org.plumbline.numerics.dnn;

import java.util.Arrays;

import org.plumbline.numerics.kernels.float64.DoublePatchProducts;

/** The derivative of an affine layer by its input: W^T g. */
final class DoubleInputGradient {

    private final DoubleKernelWeights weights;
    private final DoublePatches patches;
    private final ValueShape to;
    private final int strideDown;
    private final int strideRight;
    private final boolean pixelwise;
    /** The border that g gets if the derivative is a convolution of it with the turned kernel; null if it is not. */
    private final DoublePatches flow;
    private final DoublePatchProducts products;
    private final double[] zero;

    DoubleInputGradient(DoubleKernelWeights weights, DoublePatches patches, ValueShape to, int strideDown, int strideRight,
            boolean pixelwise) {
        this.weights = weights;
        this.patches = patches;
        this.to = to;
        this.strideDown = strideDown;
        this.strideRight = strideRight;
        this.pixelwise = pixelwise;
        int above = weights.rows() - 1 - patches.rows();
        int left = weights.columns() - 1 - patches.columns();
        boolean turned = strideDown * strideRight == 1
                && (patches.circular() ? above == patches.rows() && left == patches.columns() : above >= 0 && left >= 0);
        flow = turned ? new DoublePatches(weights.outputs(), to.height(), to.width(), DoubleStructure.pitch(to), above, left,
                patches.circular()) : null;
        products = turned ? new DoublePatchProducts(weights.rows(), flow.rowLength(), weights.columns() * weights.outputs(), weights.inputs())
                : new DoublePatchProducts(1, 0, weights.outputs(), weights.inputs());
        zero = new double[patches.pitch()];
    }

    int matrixLength() {
        return products.matrixLength() * (flow == null ? weights.rows() * weights.columns() : 1);
    }

    int patchLength() {
        return pixelwise ? 0 : flow == null ? patches.paddedLength() : flow.length();
    }

    /** x's derivative is overwritten, or added to. */
    void add(double[] p, double[] g, int n, boolean overwrite, DoubleScratch scratch, double[] dx) {
        double[] m = scratch.of(DoubleScratch.Use.MATRIX);
        int pitch = patches.pitch();
        if (pixelwise) {
            turn(p, m);
            products.multiply(g, 0, DoubleStructure.pitch(to), n * DoubleStructure.pixels(to), m, 0, overwrite ? zero : dx, 0,
                    overwrite ? 0 : pitch, dx, 0, pitch);
            return;
        }
        double[] patch = scratch.of(DoubleScratch.Use.PATCHES);
        if (flow == null) {
            separate(p, m);
            if (overwrite) {
                Arrays.fill(dx, 0, n * patches.height() * patches.width() * pitch, 0);
            }
            for (int b = 0; b < n; b++) {
                scatter(g, b, m, patch);
                patches.fold(patch, dx, b * patches.height() * patches.width() * pitch);
            }
            return;
        }
        turn(p, m);
        for (int b = 0; b < n; b++) {
            flow.fill(g, b * DoubleStructure.pixels(to) * flow.pitch(), patch);
            for (int row = 0; row < patches.height(); row++) {
                int at = (b * patches.height() + row) * patches.width() * pitch;
                products.multiply(patch, row * flow.rowLength(), flow.channels(), patches.width(), m, 0, overwrite ? zero : dx,
                        overwrite ? 0 : at, overwrite ? 0 : pitch, dx, at, pitch);
            }
        }
    }

    /** The kernel turned by half a turn, with outputs and inputs exchanged. */
    private void turn(double[] p, double[] m) {
        for (int row = 0, u = weights.rows() - 1; u >= 0; u--) {
            for (int v = weights.columns() - 1; v >= 0; v--) {
                for (int o = 0; o < weights.outputs(); o++, row++) {
                    row(p, o, u, v, m, 0, row);
                }
            }
        }
    }

    /** A matrix for each entry of the kernel. */
    private void separate(double[] p, double[] m) {
        for (int k = 0; k < weights.rows() * weights.columns(); k++) {
            for (int o = 0; o < weights.outputs(); o++) {
                row(p, o, k / weights.columns(), k % weights.columns(), m, k * products.matrixLength(), o);
            }
        }
    }

    private void row(double[] p, int o, int u, int v, double[] m, int from, int row) {
        for (int c = 0; c < patches.pitch(); c++) {
            m[from + products.at(row, c)] = c < weights.inputs() ? p[weights.at(o, c, u, v)] : 0;
        }
    }

    /** patch <- the derivative by image b with its border. */
    private void scatter(double[] g, int b, double[] m, double[] patch) {
        int pitch = patches.pitch();
        int width = DoubleStructure.pitch(to);
        int columns = patches.width() + 2 * patches.columns();
        Arrays.fill(patch, 0, patches.paddedLength(), 0);
        for (int y = 0; y < to.height(); y++) {
            int from = (b * to.height() + y) * to.width() * width;
            for (int k = 0; k < weights.rows() * weights.columns(); k++) {
                int at = ((y * strideDown + k / weights.columns()) * columns + k % weights.columns()) * pitch;
                products.multiply(g, from, width, to.width(), m, k * products.matrixLength(), patch, at, strideRight * pitch, patch, at,
                        strideRight * pitch);
            }
        }
    }
}
