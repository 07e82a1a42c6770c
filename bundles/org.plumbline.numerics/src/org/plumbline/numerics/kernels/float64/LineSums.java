// Generated from LineSums.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Product of a small square matrix with lines of vectors: out[p][:] += sum_r a[p][r] m[r][:].
 * <p>The same chains as in {@link LineProducts} for the matrix as it is. Here a tile keeps lines of m in registers and goes
 * through the lines of out: entries of a that are used together lie side by side, which spares computing their places.</p>
 * Shape: a [width, width], m and out [width, line], line a multiple of the lane count; m and out are different arrays.
 */
final class LineSums {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final int width;
    private int line;

    LineSums(int width) {
        this.width = width;
    }

    /** Computes all lines. */
    void add(int lineLength, double[] a, int aAt, double[] m, int mAt, double[] out, int outAt) {
        line = lineLength;
        for (int term = 0, terms; term < width; term += terms) {
            terms = LineProducts.height(width - term);
            band(terms, a, aAt + term, m, mAt + term * lineLength, out, outAt);
        }
    }

    private void band(int terms, double[] a, int aAt, double[] m, int mAt, double[] out, int outAt) {
        int column = 0;
        int pairs = terms == 10 && !Lanes.MANY_REGISTERS ? 0 : line;
        for (; column + 2 * LANES <= pairs; column += 2 * LANES) {
            switch (terms) {
                case 10 -> tile10x2(a, aAt, m, mAt + column, out, outAt + column);
                case 4 -> tile4x2(a, aAt, m, mAt + column, out, outAt + column);
                default -> tile1x2(a, aAt, m, mAt + column, out, outAt + column);
            }
        }
        for (; column < line; column += LANES) {
            switch (terms) {
                case 10 -> tile10x1(a, aAt, m, mAt + column, out, outAt + column);
                case 4 -> tile4x1(a, aAt, m, mAt + column, out, outAt + column);
                default -> tile1x1(a, aAt, m, mAt + column, out, outAt + column);
            }
        }
    }

    private void tile10x2(double[] a, int aAt, double[] m, int mAt, double[] out, int outAt) {
        DoubleVector v0 = load(m, mAt);
        DoubleVector w0 = load(m, mAt + LANES);
        DoubleVector v1 = load(m, mAt + line);
        DoubleVector w1 = load(m, mAt + line + LANES);
        DoubleVector v2 = load(m, mAt + 2 * line);
        DoubleVector w2 = load(m, mAt + 2 * line + LANES);
        DoubleVector v3 = load(m, mAt + 3 * line);
        DoubleVector w3 = load(m, mAt + 3 * line + LANES);
        DoubleVector v4 = load(m, mAt + 4 * line);
        DoubleVector w4 = load(m, mAt + 4 * line + LANES);
        DoubleVector v5 = load(m, mAt + 5 * line);
        DoubleVector w5 = load(m, mAt + 5 * line + LANES);
        DoubleVector v6 = load(m, mAt + 6 * line);
        DoubleVector w6 = load(m, mAt + 6 * line + LANES);
        DoubleVector v7 = load(m, mAt + 7 * line);
        DoubleVector w7 = load(m, mAt + 7 * line + LANES);
        DoubleVector v8 = load(m, mAt + 8 * line);
        DoubleVector w8 = load(m, mAt + 8 * line + LANES);
        DoubleVector v9 = load(m, mAt + 9 * line);
        DoubleVector w9 = load(m, mAt + 9 * line + LANES);
        for (int i = 0, x = aAt, y = outAt; i < width; i++, x += width, y += line) {
            DoubleVector c = load(out, y);
            DoubleVector d = load(out, y + LANES);
            DoubleVector b0 = broadcast(a[x]);
            c = b0.fma(v0, c);
            d = b0.fma(w0, d);
            DoubleVector b1 = broadcast(a[x + 1]);
            c = b1.fma(v1, c);
            d = b1.fma(w1, d);
            DoubleVector b2 = broadcast(a[x + 2]);
            c = b2.fma(v2, c);
            d = b2.fma(w2, d);
            DoubleVector b3 = broadcast(a[x + 3]);
            c = b3.fma(v3, c);
            d = b3.fma(w3, d);
            DoubleVector b4 = broadcast(a[x + 4]);
            c = b4.fma(v4, c);
            d = b4.fma(w4, d);
            DoubleVector b5 = broadcast(a[x + 5]);
            c = b5.fma(v5, c);
            d = b5.fma(w5, d);
            DoubleVector b6 = broadcast(a[x + 6]);
            c = b6.fma(v6, c);
            d = b6.fma(w6, d);
            DoubleVector b7 = broadcast(a[x + 7]);
            c = b7.fma(v7, c);
            d = b7.fma(w7, d);
            DoubleVector b8 = broadcast(a[x + 8]);
            c = b8.fma(v8, c);
            d = b8.fma(w8, d);
            DoubleVector b9 = broadcast(a[x + 9]);
            c = b9.fma(v9, c);
            d = b9.fma(w9, d);
            c.intoArray(out, y);
            d.intoArray(out, y + LANES);
        }
    }

    private void tile10x1(double[] a, int aAt, double[] m, int mAt, double[] out, int outAt) {
        DoubleVector v0 = load(m, mAt);
        DoubleVector v1 = load(m, mAt + line);
        DoubleVector v2 = load(m, mAt + 2 * line);
        DoubleVector v3 = load(m, mAt + 3 * line);
        DoubleVector v4 = load(m, mAt + 4 * line);
        DoubleVector v5 = load(m, mAt + 5 * line);
        DoubleVector v6 = load(m, mAt + 6 * line);
        DoubleVector v7 = load(m, mAt + 7 * line);
        DoubleVector v8 = load(m, mAt + 8 * line);
        DoubleVector v9 = load(m, mAt + 9 * line);
        for (int i = 0, x = aAt, y = outAt; i < width; i++, x += width, y += line) {
            DoubleVector c = load(out, y);
            c = broadcast(a[x]).fma(v0, c);
            c = broadcast(a[x + 1]).fma(v1, c);
            c = broadcast(a[x + 2]).fma(v2, c);
            c = broadcast(a[x + 3]).fma(v3, c);
            c = broadcast(a[x + 4]).fma(v4, c);
            c = broadcast(a[x + 5]).fma(v5, c);
            c = broadcast(a[x + 6]).fma(v6, c);
            c = broadcast(a[x + 7]).fma(v7, c);
            c = broadcast(a[x + 8]).fma(v8, c);
            c = broadcast(a[x + 9]).fma(v9, c);
            c.intoArray(out, y);
        }
    }

    private void tile4x2(double[] a, int aAt, double[] m, int mAt, double[] out, int outAt) {
        DoubleVector v0 = load(m, mAt);
        DoubleVector w0 = load(m, mAt + LANES);
        DoubleVector v1 = load(m, mAt + line);
        DoubleVector w1 = load(m, mAt + line + LANES);
        DoubleVector v2 = load(m, mAt + 2 * line);
        DoubleVector w2 = load(m, mAt + 2 * line + LANES);
        DoubleVector v3 = load(m, mAt + 3 * line);
        DoubleVector w3 = load(m, mAt + 3 * line + LANES);
        for (int i = 0, x = aAt, y = outAt; i < width; i++, x += width, y += line) {
            DoubleVector c = load(out, y);
            DoubleVector d = load(out, y + LANES);
            DoubleVector b0 = broadcast(a[x]);
            c = b0.fma(v0, c);
            d = b0.fma(w0, d);
            DoubleVector b1 = broadcast(a[x + 1]);
            c = b1.fma(v1, c);
            d = b1.fma(w1, d);
            DoubleVector b2 = broadcast(a[x + 2]);
            c = b2.fma(v2, c);
            d = b2.fma(w2, d);
            DoubleVector b3 = broadcast(a[x + 3]);
            c = b3.fma(v3, c);
            d = b3.fma(w3, d);
            c.intoArray(out, y);
            d.intoArray(out, y + LANES);
        }
    }

    private void tile4x1(double[] a, int aAt, double[] m, int mAt, double[] out, int outAt) {
        DoubleVector v0 = load(m, mAt);
        DoubleVector v1 = load(m, mAt + line);
        DoubleVector v2 = load(m, mAt + 2 * line);
        DoubleVector v3 = load(m, mAt + 3 * line);
        for (int i = 0, x = aAt, y = outAt; i < width; i++, x += width, y += line) {
            DoubleVector c = load(out, y);
            c = broadcast(a[x]).fma(v0, c);
            c = broadcast(a[x + 1]).fma(v1, c);
            c = broadcast(a[x + 2]).fma(v2, c);
            c = broadcast(a[x + 3]).fma(v3, c);
            c.intoArray(out, y);
        }
    }

    private void tile1x2(double[] a, int aAt, double[] m, int mAt, double[] out, int outAt) {
        DoubleVector v0 = load(m, mAt);
        DoubleVector w0 = load(m, mAt + LANES);
        for (int i = 0, x = aAt, y = outAt; i < width; i++, x += width, y += line) {
            DoubleVector c = load(out, y);
            DoubleVector d = load(out, y + LANES);
            DoubleVector b0 = broadcast(a[x]);
            c = b0.fma(v0, c);
            d = b0.fma(w0, d);
            c.intoArray(out, y);
            d.intoArray(out, y + LANES);
        }
    }

    private void tile1x1(double[] a, int aAt, double[] m, int mAt, double[] out, int outAt) {
        DoubleVector v0 = load(m, mAt);
        for (int i = 0, x = aAt, y = outAt; i < width; i++, x += width, y += line) {
            DoubleVector c = load(out, y);
            c = broadcast(a[x]).fma(v0, c);
            c.intoArray(out, y);
        }
    }

    private static DoubleVector load(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
