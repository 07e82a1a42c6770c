package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Product of a small square matrix with lines of vectors: out[p][:] += sum_r a[p][r] m[r][:].
 * <p>The same chains as in {@link LineProducts} for the matrix as it is. Here a tile keeps lines of m in registers and goes
 * through the lines of out: entries of a that are used together lie side by side, which spares computing their places.</p>
 * Shape: a [width, width], m and out [width, line], line a multiple of the lane count; m and out are different arrays.
 */
final class LineSums {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final int width;
    private int line;

    LineSums(int width) {
        this.width = width;
    }

    /** Computes all lines. */
    void add(int lineLength, float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        line = lineLength;
        for (int term = 0, terms; term < width; term += terms) {
            terms = LineProducts.height(width - term);
            band(terms, a, aAt + term, m, mAt + term * lineLength, out, outAt);
        }
    }

    private void band(int terms, float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
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

    private void tile10x2(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector v0 = load(m, mAt);
        FloatVector w0 = load(m, mAt + LANES);
        FloatVector v1 = load(m, mAt + line);
        FloatVector w1 = load(m, mAt + line + LANES);
        FloatVector v2 = load(m, mAt + 2 * line);
        FloatVector w2 = load(m, mAt + 2 * line + LANES);
        FloatVector v3 = load(m, mAt + 3 * line);
        FloatVector w3 = load(m, mAt + 3 * line + LANES);
        FloatVector v4 = load(m, mAt + 4 * line);
        FloatVector w4 = load(m, mAt + 4 * line + LANES);
        FloatVector v5 = load(m, mAt + 5 * line);
        FloatVector w5 = load(m, mAt + 5 * line + LANES);
        FloatVector v6 = load(m, mAt + 6 * line);
        FloatVector w6 = load(m, mAt + 6 * line + LANES);
        FloatVector v7 = load(m, mAt + 7 * line);
        FloatVector w7 = load(m, mAt + 7 * line + LANES);
        FloatVector v8 = load(m, mAt + 8 * line);
        FloatVector w8 = load(m, mAt + 8 * line + LANES);
        FloatVector v9 = load(m, mAt + 9 * line);
        FloatVector w9 = load(m, mAt + 9 * line + LANES);
        for (int i = 0, x = aAt, y = outAt; i < width; i++, x += width, y += line) {
            FloatVector c = load(out, y);
            FloatVector d = load(out, y + LANES);
            FloatVector b0 = broadcast(a[x]);
            c = b0.fma(v0, c);
            d = b0.fma(w0, d);
            FloatVector b1 = broadcast(a[x + 1]);
            c = b1.fma(v1, c);
            d = b1.fma(w1, d);
            FloatVector b2 = broadcast(a[x + 2]);
            c = b2.fma(v2, c);
            d = b2.fma(w2, d);
            FloatVector b3 = broadcast(a[x + 3]);
            c = b3.fma(v3, c);
            d = b3.fma(w3, d);
            FloatVector b4 = broadcast(a[x + 4]);
            c = b4.fma(v4, c);
            d = b4.fma(w4, d);
            FloatVector b5 = broadcast(a[x + 5]);
            c = b5.fma(v5, c);
            d = b5.fma(w5, d);
            FloatVector b6 = broadcast(a[x + 6]);
            c = b6.fma(v6, c);
            d = b6.fma(w6, d);
            FloatVector b7 = broadcast(a[x + 7]);
            c = b7.fma(v7, c);
            d = b7.fma(w7, d);
            FloatVector b8 = broadcast(a[x + 8]);
            c = b8.fma(v8, c);
            d = b8.fma(w8, d);
            FloatVector b9 = broadcast(a[x + 9]);
            c = b9.fma(v9, c);
            d = b9.fma(w9, d);
            c.intoArray(out, y);
            d.intoArray(out, y + LANES);
        }
    }

    private void tile10x1(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector v0 = load(m, mAt);
        FloatVector v1 = load(m, mAt + line);
        FloatVector v2 = load(m, mAt + 2 * line);
        FloatVector v3 = load(m, mAt + 3 * line);
        FloatVector v4 = load(m, mAt + 4 * line);
        FloatVector v5 = load(m, mAt + 5 * line);
        FloatVector v6 = load(m, mAt + 6 * line);
        FloatVector v7 = load(m, mAt + 7 * line);
        FloatVector v8 = load(m, mAt + 8 * line);
        FloatVector v9 = load(m, mAt + 9 * line);
        for (int i = 0, x = aAt, y = outAt; i < width; i++, x += width, y += line) {
            FloatVector c = load(out, y);
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

    private void tile4x2(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector v0 = load(m, mAt);
        FloatVector w0 = load(m, mAt + LANES);
        FloatVector v1 = load(m, mAt + line);
        FloatVector w1 = load(m, mAt + line + LANES);
        FloatVector v2 = load(m, mAt + 2 * line);
        FloatVector w2 = load(m, mAt + 2 * line + LANES);
        FloatVector v3 = load(m, mAt + 3 * line);
        FloatVector w3 = load(m, mAt + 3 * line + LANES);
        for (int i = 0, x = aAt, y = outAt; i < width; i++, x += width, y += line) {
            FloatVector c = load(out, y);
            FloatVector d = load(out, y + LANES);
            FloatVector b0 = broadcast(a[x]);
            c = b0.fma(v0, c);
            d = b0.fma(w0, d);
            FloatVector b1 = broadcast(a[x + 1]);
            c = b1.fma(v1, c);
            d = b1.fma(w1, d);
            FloatVector b2 = broadcast(a[x + 2]);
            c = b2.fma(v2, c);
            d = b2.fma(w2, d);
            FloatVector b3 = broadcast(a[x + 3]);
            c = b3.fma(v3, c);
            d = b3.fma(w3, d);
            c.intoArray(out, y);
            d.intoArray(out, y + LANES);
        }
    }

    private void tile4x1(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector v0 = load(m, mAt);
        FloatVector v1 = load(m, mAt + line);
        FloatVector v2 = load(m, mAt + 2 * line);
        FloatVector v3 = load(m, mAt + 3 * line);
        for (int i = 0, x = aAt, y = outAt; i < width; i++, x += width, y += line) {
            FloatVector c = load(out, y);
            c = broadcast(a[x]).fma(v0, c);
            c = broadcast(a[x + 1]).fma(v1, c);
            c = broadcast(a[x + 2]).fma(v2, c);
            c = broadcast(a[x + 3]).fma(v3, c);
            c.intoArray(out, y);
        }
    }

    private void tile1x2(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector v0 = load(m, mAt);
        FloatVector w0 = load(m, mAt + LANES);
        for (int i = 0, x = aAt, y = outAt; i < width; i++, x += width, y += line) {
            FloatVector c = load(out, y);
            FloatVector d = load(out, y + LANES);
            FloatVector b0 = broadcast(a[x]);
            c = b0.fma(v0, c);
            d = b0.fma(w0, d);
            c.intoArray(out, y);
            d.intoArray(out, y + LANES);
        }
    }

    private void tile1x1(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector v0 = load(m, mAt);
        for (int i = 0, x = aAt, y = outAt; i < width; i++, x += width, y += line) {
            FloatVector c = load(out, y);
            c = broadcast(a[x]).fma(v0, c);
            c.intoArray(out, y);
        }
    }

    private static FloatVector load(float[] from, int at) {
        return FloatVector.fromArray(SPECIES, from, at);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
