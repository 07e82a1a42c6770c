// Generated from LineProducts.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Product of the transpose of a small matrix with lines of vectors: out[p][:] = bias[p] + sum_r a[r][p] m[r][:].
 * <p>Entries of a are broadcast. Each entry of out is a chain of fused multiply-adds in the order of r, as in
 * {@link RowProducts}: the bits are the same. Tiles are separate small methods for the compiler's sake, see RowProducts; ten
 * lines by two vectors occupy twenty of 32 registers and need twelve loads for twenty multiply-adds. They always start with a
 * bias: one that could start with a line as well would leave its vectors boxed.</p>
 * Shape: a [terms, width], m [terms, line], bias [width], out [width, line], line a multiple of the lane count.
 */
final class LineProducts {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final int width;
    private int terms;
    private int line;

    LineProducts(int width) {
        this.width = width;
    }

    /** Computes all lines. */
    void multiply(int rows, int lineLength, double[] a, int aAt, double[] m, int mAt, double[] bias, int biasAt, double[] out, int outAt) {
        terms = rows;
        line = lineLength;
        for (int p = 0, height; p < width; p += height) {
            height = height(width - p);
            band(height, a, aAt + p, m, mAt, bias, biasAt + p, out, outAt + p * lineLength);
        }
    }

    /** Returns how many of so many lines, or terms, the next tile takes: 10, 4 or 1. */
    static int height(int left) {
        return left >= 10 && left % 4 >= 2 ? 10 : left >= 4 ? 4 : 1;
    }

    private void band(int height, double[] a, int aAt, double[] m, int mAt, double[] bias, int biasAt, double[] out, int outAt) {
        int column = 0;
        int pairs = height == 10 && !Lanes.MANY_REGISTERS ? 0 : line;
        for (; column + 2 * LANES <= pairs; column += 2 * LANES) {
            switch (height) {
                case 10 -> tile10x2(a, aAt, m, mAt + column, bias, biasAt, out, outAt + column);
                case 4 -> tile4x2(a, aAt, m, mAt + column, bias, biasAt, out, outAt + column);
                default -> tile1x2(a, aAt, m, mAt + column, bias, biasAt, out, outAt + column);
            }
        }
        for (; column < line; column += LANES) {
            switch (height) {
                case 10 -> tile10x1(a, aAt, m, mAt + column, bias, biasAt, out, outAt + column);
                case 4 -> tile4x1(a, aAt, m, mAt + column, bias, biasAt, out, outAt + column);
                default -> tile1x1(a, aAt, m, mAt + column, bias, biasAt, out, outAt + column);
            }
        }
    }

    private void tile10x2(double[] a, int aAt, double[] m, int mAt, double[] bias, int biasAt, double[] out, int outAt) {
        DoubleVector c0 = broadcast(bias[biasAt]);
        DoubleVector d0 = c0;
        DoubleVector c1 = broadcast(bias[biasAt + 1]);
        DoubleVector d1 = c1;
        DoubleVector c2 = broadcast(bias[biasAt + 2]);
        DoubleVector d2 = c2;
        DoubleVector c3 = broadcast(bias[biasAt + 3]);
        DoubleVector d3 = c3;
        DoubleVector c4 = broadcast(bias[biasAt + 4]);
        DoubleVector d4 = c4;
        DoubleVector c5 = broadcast(bias[biasAt + 5]);
        DoubleVector d5 = c5;
        DoubleVector c6 = broadcast(bias[biasAt + 6]);
        DoubleVector d6 = c6;
        DoubleVector c7 = broadcast(bias[biasAt + 7]);
        DoubleVector d7 = c7;
        DoubleVector c8 = broadcast(bias[biasAt + 8]);
        DoubleVector d8 = c8;
        DoubleVector c9 = broadcast(bias[biasAt + 9]);
        DoubleVector d9 = c9;
        for (int i = 0, x = aAt, y = mAt; i < terms; i++, x += width, y += line) {
            DoubleVector v = load(m, y);
            DoubleVector w = load(m, y + LANES);
            DoubleVector b0 = broadcast(a[x]);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
            DoubleVector b1 = broadcast(a[x + 1]);
            c1 = b1.fma(v, c1);
            d1 = b1.fma(w, d1);
            DoubleVector b2 = broadcast(a[x + 2]);
            c2 = b2.fma(v, c2);
            d2 = b2.fma(w, d2);
            DoubleVector b3 = broadcast(a[x + 3]);
            c3 = b3.fma(v, c3);
            d3 = b3.fma(w, d3);
            DoubleVector b4 = broadcast(a[x + 4]);
            c4 = b4.fma(v, c4);
            d4 = b4.fma(w, d4);
            DoubleVector b5 = broadcast(a[x + 5]);
            c5 = b5.fma(v, c5);
            d5 = b5.fma(w, d5);
            DoubleVector b6 = broadcast(a[x + 6]);
            c6 = b6.fma(v, c6);
            d6 = b6.fma(w, d6);
            DoubleVector b7 = broadcast(a[x + 7]);
            c7 = b7.fma(v, c7);
            d7 = b7.fma(w, d7);
            DoubleVector b8 = broadcast(a[x + 8]);
            c8 = b8.fma(v, c8);
            d8 = b8.fma(w, d8);
            DoubleVector b9 = broadcast(a[x + 9]);
            c9 = b9.fma(v, c9);
            d9 = b9.fma(w, d9);
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
        c1.intoArray(out, outAt + line);
        d1.intoArray(out, outAt + line + LANES);
        c2.intoArray(out, outAt + 2 * line);
        d2.intoArray(out, outAt + 2 * line + LANES);
        c3.intoArray(out, outAt + 3 * line);
        d3.intoArray(out, outAt + 3 * line + LANES);
        c4.intoArray(out, outAt + 4 * line);
        d4.intoArray(out, outAt + 4 * line + LANES);
        c5.intoArray(out, outAt + 5 * line);
        d5.intoArray(out, outAt + 5 * line + LANES);
        c6.intoArray(out, outAt + 6 * line);
        d6.intoArray(out, outAt + 6 * line + LANES);
        c7.intoArray(out, outAt + 7 * line);
        d7.intoArray(out, outAt + 7 * line + LANES);
        c8.intoArray(out, outAt + 8 * line);
        d8.intoArray(out, outAt + 8 * line + LANES);
        c9.intoArray(out, outAt + 9 * line);
        d9.intoArray(out, outAt + 9 * line + LANES);
    }

    private void tile10x1(double[] a, int aAt, double[] m, int mAt, double[] bias, int biasAt, double[] out, int outAt) {
        DoubleVector c0 = broadcast(bias[biasAt]);
        DoubleVector c1 = broadcast(bias[biasAt + 1]);
        DoubleVector c2 = broadcast(bias[biasAt + 2]);
        DoubleVector c3 = broadcast(bias[biasAt + 3]);
        DoubleVector c4 = broadcast(bias[biasAt + 4]);
        DoubleVector c5 = broadcast(bias[biasAt + 5]);
        DoubleVector c6 = broadcast(bias[biasAt + 6]);
        DoubleVector c7 = broadcast(bias[biasAt + 7]);
        DoubleVector c8 = broadcast(bias[biasAt + 8]);
        DoubleVector c9 = broadcast(bias[biasAt + 9]);
        for (int i = 0, x = aAt, y = mAt; i < terms; i++, x += width, y += line) {
            DoubleVector v = load(m, y);
            c0 = broadcast(a[x]).fma(v, c0);
            c1 = broadcast(a[x + 1]).fma(v, c1);
            c2 = broadcast(a[x + 2]).fma(v, c2);
            c3 = broadcast(a[x + 3]).fma(v, c3);
            c4 = broadcast(a[x + 4]).fma(v, c4);
            c5 = broadcast(a[x + 5]).fma(v, c5);
            c6 = broadcast(a[x + 6]).fma(v, c6);
            c7 = broadcast(a[x + 7]).fma(v, c7);
            c8 = broadcast(a[x + 8]).fma(v, c8);
            c9 = broadcast(a[x + 9]).fma(v, c9);
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + line);
        c2.intoArray(out, outAt + 2 * line);
        c3.intoArray(out, outAt + 3 * line);
        c4.intoArray(out, outAt + 4 * line);
        c5.intoArray(out, outAt + 5 * line);
        c6.intoArray(out, outAt + 6 * line);
        c7.intoArray(out, outAt + 7 * line);
        c8.intoArray(out, outAt + 8 * line);
        c9.intoArray(out, outAt + 9 * line);
    }

    private void tile4x2(double[] a, int aAt, double[] m, int mAt, double[] bias, int biasAt, double[] out, int outAt) {
        DoubleVector c0 = broadcast(bias[biasAt]);
        DoubleVector d0 = c0;
        DoubleVector c1 = broadcast(bias[biasAt + 1]);
        DoubleVector d1 = c1;
        DoubleVector c2 = broadcast(bias[biasAt + 2]);
        DoubleVector d2 = c2;
        DoubleVector c3 = broadcast(bias[biasAt + 3]);
        DoubleVector d3 = c3;
        for (int i = 0, x = aAt, y = mAt; i < terms; i++, x += width, y += line) {
            DoubleVector v = load(m, y);
            DoubleVector w = load(m, y + LANES);
            DoubleVector b0 = broadcast(a[x]);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
            DoubleVector b1 = broadcast(a[x + 1]);
            c1 = b1.fma(v, c1);
            d1 = b1.fma(w, d1);
            DoubleVector b2 = broadcast(a[x + 2]);
            c2 = b2.fma(v, c2);
            d2 = b2.fma(w, d2);
            DoubleVector b3 = broadcast(a[x + 3]);
            c3 = b3.fma(v, c3);
            d3 = b3.fma(w, d3);
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
        c1.intoArray(out, outAt + line);
        d1.intoArray(out, outAt + line + LANES);
        c2.intoArray(out, outAt + 2 * line);
        d2.intoArray(out, outAt + 2 * line + LANES);
        c3.intoArray(out, outAt + 3 * line);
        d3.intoArray(out, outAt + 3 * line + LANES);
    }

    private void tile4x1(double[] a, int aAt, double[] m, int mAt, double[] bias, int biasAt, double[] out, int outAt) {
        DoubleVector c0 = broadcast(bias[biasAt]);
        DoubleVector c1 = broadcast(bias[biasAt + 1]);
        DoubleVector c2 = broadcast(bias[biasAt + 2]);
        DoubleVector c3 = broadcast(bias[biasAt + 3]);
        for (int i = 0, x = aAt, y = mAt; i < terms; i++, x += width, y += line) {
            DoubleVector v = load(m, y);
            c0 = broadcast(a[x]).fma(v, c0);
            c1 = broadcast(a[x + 1]).fma(v, c1);
            c2 = broadcast(a[x + 2]).fma(v, c2);
            c3 = broadcast(a[x + 3]).fma(v, c3);
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + line);
        c2.intoArray(out, outAt + 2 * line);
        c3.intoArray(out, outAt + 3 * line);
    }

    private void tile1x2(double[] a, int aAt, double[] m, int mAt, double[] bias, int biasAt, double[] out, int outAt) {
        DoubleVector c0 = broadcast(bias[biasAt]);
        DoubleVector d0 = c0;
        for (int i = 0, x = aAt, y = mAt; i < terms; i++, x += width, y += line) {
            DoubleVector v = load(m, y);
            DoubleVector w = load(m, y + LANES);
            DoubleVector b0 = broadcast(a[x]);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
    }

    private void tile1x1(double[] a, int aAt, double[] m, int mAt, double[] bias, int biasAt, double[] out, int outAt) {
        DoubleVector c0 = broadcast(bias[biasAt]);
        for (int i = 0, x = aAt, y = mAt; i < terms; i++, x += width, y += line) {
            DoubleVector v = load(m, y);
            c0 = broadcast(a[x]).fma(v, c0);
        }
        c0.intoArray(out, outAt);
    }

    private static DoubleVector load(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
