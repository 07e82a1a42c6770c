// Generated from RowProducts.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Product of a batch of rows with a matrix: out[b][:] = start[b][:] + sum_i a[b][i] m[i][:].
 * <p>Each entry is a chain of fused multiply-adds in the order i = 0, 1, ..., whatever the tile and the number of lanes.
 * Tiles (8 rows by 1 or 2 vectors, 4 by 2) are separate small methods: in one large method the compiler runs out of registers and
 * falls back to boxed vectors.</p>
 * Shape: a, out [rows, stride], m [inner, stride], start [rows, startStride] where startStride 0 repeats one row.
 */
final class RowProducts {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final int inner;
    private final int stride;

    RowProducts(int inner, int stride) {
        this.inner = inner;
        this.stride = stride;
    }

    /** Computes all rows; start and out may be the same rows. */
    void multiply(double[] a, int aAt, int rows, double[] m, int mAt, double[] start, int startAt, int startStride, double[] out, int outAt) {
        int column = 0;
        for (; column + 2 * LANES <= stride; column += 2 * LANES) {
            int row = 0;
            for (; Lanes.MANY_REGISTERS && row + 8 <= rows; row += 8) {
                tile8x2(a, aAt + row * stride, m, mAt + column, start, startAt + row * startStride + column, startStride,
                        out, outAt + row * stride + column);
            }
            for (; row + 4 <= rows; row += 4) {
                tile4x2(a, aAt + row * stride, m, mAt + column, start, startAt + row * startStride + column, startStride,
                        out, outAt + row * stride + column);
            }
            for (; row < rows; row++) {
                tile1x2(a, aAt + row * stride, m, mAt + column, start, startAt + row * startStride + column,
                        out, outAt + row * stride + column);
            }
        }
        if (column < stride) {
            int row = 0;
            for (; row + 8 <= rows; row += 8) {
                tile8x1(a, aAt + row * stride, m, mAt + column, start, startAt + row * startStride + column, startStride,
                        out, outAt + row * stride + column);
            }
            for (; row < rows; row++) {
                tile1x1(a, aAt + row * stride, m, mAt + column, start, startAt + row * startStride + column,
                        out, outAt + row * stride + column);
            }
        }
    }

    private void tile8x1(double[] a, int a0, double[] m, int mAt, double[] start, int startAt, int startStride, double[] out,
            int outAt) {
        int s = stride;
        DoubleVector c0 = load(start, startAt);
        DoubleVector c1 = load(start, startAt + startStride);
        DoubleVector c2 = load(start, startAt + 2 * startStride);
        DoubleVector c3 = load(start, startAt + 3 * startStride);
        DoubleVector c4 = load(start, startAt + 4 * startStride);
        DoubleVector c5 = load(start, startAt + 5 * startStride);
        DoubleVector c6 = load(start, startAt + 6 * startStride);
        DoubleVector c7 = load(start, startAt + 7 * startStride);
        for (int i = 0; i < inner; i++) {
            DoubleVector w = load(m, mAt + i * s);
            int at = a0 + i;
            c0 = broadcast(a[at]).fma(w, c0);
            c1 = broadcast(a[at + s]).fma(w, c1);
            c2 = broadcast(a[at + 2 * s]).fma(w, c2);
            c3 = broadcast(a[at + 3 * s]).fma(w, c3);
            c4 = broadcast(a[at + 4 * s]).fma(w, c4);
            c5 = broadcast(a[at + 5 * s]).fma(w, c5);
            c6 = broadcast(a[at + 6 * s]).fma(w, c6);
            c7 = broadcast(a[at + 7 * s]).fma(w, c7);
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

    private void tile8x2(double[] a, int a0, double[] m, int mAt, double[] start, int startAt, int startStride, double[] out,
            int outAt) {
        int s = stride;
        DoubleVector c0 = load(start, startAt);
        DoubleVector c1 = load(start, startAt + startStride);
        DoubleVector c2 = load(start, startAt + 2 * startStride);
        DoubleVector c3 = load(start, startAt + 3 * startStride);
        DoubleVector c4 = load(start, startAt + 4 * startStride);
        DoubleVector c5 = load(start, startAt + 5 * startStride);
        DoubleVector c6 = load(start, startAt + 6 * startStride);
        DoubleVector c7 = load(start, startAt + 7 * startStride);
        DoubleVector d0 = load(start, startAt + LANES);
        DoubleVector d1 = load(start, startAt + startStride + LANES);
        DoubleVector d2 = load(start, startAt + 2 * startStride + LANES);
        DoubleVector d3 = load(start, startAt + 3 * startStride + LANES);
        DoubleVector d4 = load(start, startAt + 4 * startStride + LANES);
        DoubleVector d5 = load(start, startAt + 5 * startStride + LANES);
        DoubleVector d6 = load(start, startAt + 6 * startStride + LANES);
        DoubleVector d7 = load(start, startAt + 7 * startStride + LANES);
        for (int i = 0; i < inner; i++) {
            DoubleVector w = load(m, mAt + i * s);
            DoubleVector v = load(m, mAt + i * s + LANES);
            int at = a0 + i;
            DoubleVector b0 = broadcast(a[at]);
            c0 = b0.fma(w, c0);
            d0 = b0.fma(v, d0);
            DoubleVector b1 = broadcast(a[at + s]);
            c1 = b1.fma(w, c1);
            d1 = b1.fma(v, d1);
            DoubleVector b2 = broadcast(a[at + 2 * s]);
            c2 = b2.fma(w, c2);
            d2 = b2.fma(v, d2);
            DoubleVector b3 = broadcast(a[at + 3 * s]);
            c3 = b3.fma(w, c3);
            d3 = b3.fma(v, d3);
            DoubleVector b4 = broadcast(a[at + 4 * s]);
            c4 = b4.fma(w, c4);
            d4 = b4.fma(v, d4);
            DoubleVector b5 = broadcast(a[at + 5 * s]);
            c5 = b5.fma(w, c5);
            d5 = b5.fma(v, d5);
            DoubleVector b6 = broadcast(a[at + 6 * s]);
            c6 = b6.fma(w, c6);
            d6 = b6.fma(v, d6);
            DoubleVector b7 = broadcast(a[at + 7 * s]);
            c7 = b7.fma(w, c7);
            d7 = b7.fma(v, d7);
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

    private void tile4x2(double[] a, int a0, double[] m, int mAt, double[] start, int startAt, int startStride, double[] out,
            int outAt) {
        int s = stride;
        DoubleVector c0 = load(start, startAt);
        DoubleVector c1 = load(start, startAt + startStride);
        DoubleVector c2 = load(start, startAt + 2 * startStride);
        DoubleVector c3 = load(start, startAt + 3 * startStride);
        DoubleVector d0 = load(start, startAt + LANES);
        DoubleVector d1 = load(start, startAt + startStride + LANES);
        DoubleVector d2 = load(start, startAt + 2 * startStride + LANES);
        DoubleVector d3 = load(start, startAt + 3 * startStride + LANES);
        for (int i = 0; i < inner; i++) {
            DoubleVector w = load(m, mAt + i * s);
            DoubleVector v = load(m, mAt + i * s + LANES);
            int at = a0 + i;
            DoubleVector b0 = broadcast(a[at]);
            DoubleVector b1 = broadcast(a[at + s]);
            DoubleVector b2 = broadcast(a[at + 2 * s]);
            DoubleVector b3 = broadcast(a[at + 3 * s]);
            c0 = b0.fma(w, c0);
            d0 = b0.fma(v, d0);
            c1 = b1.fma(w, c1);
            d1 = b1.fma(v, d1);
            c2 = b2.fma(w, c2);
            d2 = b2.fma(v, d2);
            c3 = b3.fma(w, c3);
            d3 = b3.fma(v, d3);
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

    private void tile1x1(double[] a, int a0, double[] m, int mAt, double[] start, int startAt, double[] out, int outAt) {
        DoubleVector c = load(start, startAt);
        for (int i = 0; i < inner; i++) {
            c = broadcast(a[a0 + i]).fma(load(m, mAt + i * stride), c);
        }
        c.intoArray(out, outAt);
    }

    private void tile1x2(double[] a, int a0, double[] m, int mAt, double[] start, int startAt, double[] out, int outAt) {
        DoubleVector c = load(start, startAt);
        DoubleVector d = load(start, startAt + LANES);
        for (int i = 0; i < inner; i++) {
            DoubleVector b = broadcast(a[a0 + i]);
            c = b.fma(load(m, mAt + i * stride), c);
            d = b.fma(load(m, mAt + i * stride + LANES), d);
        }
        c.intoArray(out, outAt);
        d.intoArray(out, outAt + LANES);
    }

    private static DoubleVector load(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
