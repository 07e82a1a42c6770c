// Generated from OuterProducts.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sum of outer products over a batch: out[i][:] = sum_b a[b][i] g[b][:].
 * <p>Each entry is a chain of fused multiply-adds from 0 in the order b = 0, 1, ..., whatever the tile and the number of
 * lanes. Tiles are separate small methods for the compiler's sake, see {@link RowProducts}; the one of five rows is for
 * widths such as 5, 10 and 13, where tiles of eight and four would leave single rows.</p>
 * Shape: a, g [rows, stride], out [width, stride].
 */
final class OuterProducts {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final int width;
    private final int stride;

    OuterProducts(int width, int stride) {
        this.width = width;
        this.stride = stride;
    }

    /** Computes all rows of out. */
    void accumulate(double[] a, int aAt, int rows, double[] g, double[] out, int outAt) {
        int column = 0;
        for (; column + 2 * LANES <= stride; column += 2 * LANES) {
            int i = 0;
            for (; Lanes.MANY_REGISTERS && i + 8 <= width; i += 8) {
                tile8x2(a, aAt + i, rows, g, column, out, outAt + i * stride + column);
            }
            for (; i + 4 <= width; i += 4) {
                tile4x2(a, aAt + i, rows, g, column, out, outAt + i * stride + column);
            }
            for (; i < width; i++) {
                tile1x1(a, aAt + i, rows, g, column, out, outAt + i * stride + column);
                tile1x1(a, aAt + i, rows, g, column + LANES, out, outAt + i * stride + column + LANES);
            }
        }
        if (column < stride) {
            accumulateLastColumn(a, aAt, rows, g, column, out, outAt);
        }
    }

    private void accumulateLastColumn(double[] a, int aAt, int rows, double[] g, int column, double[] out, int outAt) {
        int i = 0;
        while (i < width) {
            int left = width - i;
            int at = outAt + i * stride + column;
            if (left >= 8 && left != 10) {
                tile8x1(a, aAt + i, rows, g, column, out, at);
                i += 8;
            } else if (left >= 5) {
                tile5x1(a, aAt + i, rows, g, column, out, at);
                i += 5;
            } else {
                tile1x1(a, aAt + i, rows, g, column, out, at);
                i++;
            }
        }
    }

    private void tile8x1(double[] a, int a0, int rows, double[] g, int gAt, double[] out, int outAt) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = c0;
        DoubleVector c2 = c0;
        DoubleVector c3 = c0;
        DoubleVector c4 = c0;
        DoubleVector c5 = c0;
        DoubleVector c6 = c0;
        DoubleVector c7 = c0;
        int s = stride;
        for (int b = 0; b < rows; b++) {
            DoubleVector v = load(g, gAt + b * s);
            int at = a0 + b * s;
            c0 = broadcast(a[at]).fma(v, c0);
            c1 = broadcast(a[at + 1]).fma(v, c1);
            c2 = broadcast(a[at + 2]).fma(v, c2);
            c3 = broadcast(a[at + 3]).fma(v, c3);
            c4 = broadcast(a[at + 4]).fma(v, c4);
            c5 = broadcast(a[at + 5]).fma(v, c5);
            c6 = broadcast(a[at + 6]).fma(v, c6);
            c7 = broadcast(a[at + 7]).fma(v, c7);
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + s);
        c2.intoArray(out, outAt + 2 * s);
        c3.intoArray(out, outAt + 3 * s);
        c4.intoArray(out, outAt + 4 * s);
        c5.intoArray(out, outAt + 5 * s);
        c6.intoArray(out, outAt + 6 * s);
        c7.intoArray(out, outAt + 7 * s);
    }

    private void tile5x1(double[] a, int a0, int rows, double[] g, int gAt, double[] out, int outAt) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = c0;
        DoubleVector c2 = c0;
        DoubleVector c3 = c0;
        DoubleVector c4 = c0;
        int s = stride;
        for (int b = 0; b < rows; b++) {
            DoubleVector v = load(g, gAt + b * s);
            int at = a0 + b * s;
            c0 = broadcast(a[at]).fma(v, c0);
            c1 = broadcast(a[at + 1]).fma(v, c1);
            c2 = broadcast(a[at + 2]).fma(v, c2);
            c3 = broadcast(a[at + 3]).fma(v, c3);
            c4 = broadcast(a[at + 4]).fma(v, c4);
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + s);
        c2.intoArray(out, outAt + 2 * s);
        c3.intoArray(out, outAt + 3 * s);
        c4.intoArray(out, outAt + 4 * s);
    }

    private void tile8x2(double[] a, int a0, int rows, double[] g, int gAt, double[] out, int outAt) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector d0 = c0;
        DoubleVector c1 = c0;
        DoubleVector d1 = c0;
        DoubleVector c2 = c0;
        DoubleVector d2 = c0;
        DoubleVector c3 = c0;
        DoubleVector d3 = c0;
        DoubleVector c4 = c0;
        DoubleVector d4 = c0;
        DoubleVector c5 = c0;
        DoubleVector d5 = c0;
        DoubleVector c6 = c0;
        DoubleVector d6 = c0;
        DoubleVector c7 = c0;
        DoubleVector d7 = c0;
        int s = stride;
        for (int b = 0; b < rows; b++) {
            DoubleVector v = load(g, gAt + b * s);
            DoubleVector w = load(g, gAt + b * s + LANES);
            int at = a0 + b * s;
            DoubleVector b0 = broadcast(a[at]);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
            DoubleVector b1 = broadcast(a[at + 1]);
            c1 = b1.fma(v, c1);
            d1 = b1.fma(w, d1);
            DoubleVector b2 = broadcast(a[at + 2]);
            c2 = b2.fma(v, c2);
            d2 = b2.fma(w, d2);
            DoubleVector b3 = broadcast(a[at + 3]);
            c3 = b3.fma(v, c3);
            d3 = b3.fma(w, d3);
            DoubleVector b4 = broadcast(a[at + 4]);
            c4 = b4.fma(v, c4);
            d4 = b4.fma(w, d4);
            DoubleVector b5 = broadcast(a[at + 5]);
            c5 = b5.fma(v, c5);
            d5 = b5.fma(w, d5);
            DoubleVector b6 = broadcast(a[at + 6]);
            c6 = b6.fma(v, c6);
            d6 = b6.fma(w, d6);
            DoubleVector b7 = broadcast(a[at + 7]);
            c7 = b7.fma(v, c7);
            d7 = b7.fma(w, d7);
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
        c1.intoArray(out, outAt + s);
        d1.intoArray(out, outAt + s + LANES);
        c2.intoArray(out, outAt + 2 * s);
        d2.intoArray(out, outAt + 2 * s + LANES);
        c3.intoArray(out, outAt + 3 * s);
        d3.intoArray(out, outAt + 3 * s + LANES);
        c4.intoArray(out, outAt + 4 * s);
        d4.intoArray(out, outAt + 4 * s + LANES);
        c5.intoArray(out, outAt + 5 * s);
        d5.intoArray(out, outAt + 5 * s + LANES);
        c6.intoArray(out, outAt + 6 * s);
        d6.intoArray(out, outAt + 6 * s + LANES);
        c7.intoArray(out, outAt + 7 * s);
        d7.intoArray(out, outAt + 7 * s + LANES);
    }

    private void tile4x2(double[] a, int a0, int rows, double[] g, int gAt, double[] out, int outAt) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = c0;
        DoubleVector c2 = c0;
        DoubleVector c3 = c0;
        DoubleVector d0 = c0;
        DoubleVector d1 = c0;
        DoubleVector d2 = c0;
        DoubleVector d3 = c0;
        int s = stride;
        for (int b = 0; b < rows; b++) {
            DoubleVector v = load(g, gAt + b * s);
            DoubleVector w = load(g, gAt + b * s + LANES);
            int at = a0 + b * s;
            DoubleVector b0 = broadcast(a[at]);
            DoubleVector b1 = broadcast(a[at + 1]);
            DoubleVector b2 = broadcast(a[at + 2]);
            DoubleVector b3 = broadcast(a[at + 3]);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
            c1 = b1.fma(v, c1);
            d1 = b1.fma(w, d1);
            c2 = b2.fma(v, c2);
            d2 = b2.fma(w, d2);
            c3 = b3.fma(v, c3);
            d3 = b3.fma(w, d3);
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
        c1.intoArray(out, outAt + s);
        d1.intoArray(out, outAt + s + LANES);
        c2.intoArray(out, outAt + 2 * s);
        d2.intoArray(out, outAt + 2 * s + LANES);
        c3.intoArray(out, outAt + 3 * s);
        d3.intoArray(out, outAt + 3 * s + LANES);
    }

    private void tile1x1(double[] a, int a0, int rows, double[] g, int gAt, double[] out, int outAt) {
        DoubleVector c = DoubleVector.zero(SPECIES);
        for (int b = 0; b < rows; b++) {
            c = broadcast(a[a0 + b * stride]).fma(load(g, gAt + b * stride), c);
        }
        c.intoArray(out, outAt);
    }

    private static DoubleVector load(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
