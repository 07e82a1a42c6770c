package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Product of the transpose of a small square matrix with lines of vectors: out[p][:] += sum_r a[r][p] m[r][:].
 * <p>Entries of a are broadcast. Each entry of out is a chain of fused multiply-adds in the order of r, as in
 * {@link RowProducts}: the bits are the same. Tiles are separate small methods for the compiler's sake, see RowProducts.</p>
 * Shape: a [width, width], m and out [width, line], line a multiple of the lane count.
 */
final class LineProducts {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final int width;
    private int line;

    LineProducts(int width) {
        this.width = width;
    }

    /** Computes all lines. */
    void add(int lineLength, float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        line = lineLength;
        int row = 0;
        while (row < width) {
            int left = width - row;
            int height = left >= 4 && left % 5 != 0 ? 4 : left >= 5 ? 5 : 1;
            band(height, a, aAt + row, m, mAt, out, outAt + row * lineLength);
            row += height;
        }
    }

    private void band(int height, float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        int column = 0;
        for (; column + 2 * LANES <= line; column += 2 * LANES) {
            switch (height) {
                case 5 -> tile5x2(a, aAt, m, mAt + column, out, outAt + column);
                case 4 -> tile4x2(a, aAt, m, mAt + column, out, outAt + column);
                default -> tile1x2(a, aAt, m, mAt + column, out, outAt + column);
            }
        }
        if (column < line) {
            switch (height) {
                case 5 -> tile5x1(a, aAt, m, mAt + column, out, outAt + column);
                case 4 -> tile4x1(a, aAt, m, mAt + column, out, outAt + column);
                default -> tile1x1(a, aAt, m, mAt + column, out, outAt + column);
            }
        }
    }

    private void tile5x2(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector c0 = load(out, outAt);
        FloatVector d0 = load(out, outAt + LANES);
        FloatVector c1 = load(out, outAt + line);
        FloatVector d1 = load(out, outAt + line + LANES);
        FloatVector c2 = load(out, outAt + 2 * line);
        FloatVector d2 = load(out, outAt + 2 * line + LANES);
        FloatVector c3 = load(out, outAt + 3 * line);
        FloatVector d3 = load(out, outAt + 3 * line + LANES);
        FloatVector c4 = load(out, outAt + 4 * line);
        FloatVector d4 = load(out, outAt + 4 * line + LANES);
        for (int i = 0, x = aAt, y = mAt; i < width; i++, x += width, y += line) {
            FloatVector v = load(m, y);
            FloatVector w = load(m, y + LANES);
            FloatVector b0 = broadcast(a[x]);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
            FloatVector b1 = broadcast(a[x + 1]);
            c1 = b1.fma(v, c1);
            d1 = b1.fma(w, d1);
            FloatVector b2 = broadcast(a[x + 2]);
            c2 = b2.fma(v, c2);
            d2 = b2.fma(w, d2);
            FloatVector b3 = broadcast(a[x + 3]);
            c3 = b3.fma(v, c3);
            d3 = b3.fma(w, d3);
            FloatVector b4 = broadcast(a[x + 4]);
            c4 = b4.fma(v, c4);
            d4 = b4.fma(w, d4);
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
    }

    private void tile4x2(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector c0 = load(out, outAt);
        FloatVector d0 = load(out, outAt + LANES);
        FloatVector c1 = load(out, outAt + line);
        FloatVector d1 = load(out, outAt + line + LANES);
        FloatVector c2 = load(out, outAt + 2 * line);
        FloatVector d2 = load(out, outAt + 2 * line + LANES);
        FloatVector c3 = load(out, outAt + 3 * line);
        FloatVector d3 = load(out, outAt + 3 * line + LANES);
        for (int i = 0, x = aAt, y = mAt; i < width; i++, x += width, y += line) {
            FloatVector v = load(m, y);
            FloatVector w = load(m, y + LANES);
            FloatVector b0 = broadcast(a[x]);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
            FloatVector b1 = broadcast(a[x + 1]);
            c1 = b1.fma(v, c1);
            d1 = b1.fma(w, d1);
            FloatVector b2 = broadcast(a[x + 2]);
            c2 = b2.fma(v, c2);
            d2 = b2.fma(w, d2);
            FloatVector b3 = broadcast(a[x + 3]);
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

    private void tile1x2(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector c0 = load(out, outAt);
        FloatVector d0 = load(out, outAt + LANES);
        for (int i = 0, x = aAt, y = mAt; i < width; i++, x += width, y += line) {
            FloatVector v = load(m, y);
            FloatVector w = load(m, y + LANES);
            FloatVector b0 = broadcast(a[x]);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
    }

    private void tile5x1(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector c0 = load(out, outAt);
        FloatVector c1 = load(out, outAt + line);
        FloatVector c2 = load(out, outAt + 2 * line);
        FloatVector c3 = load(out, outAt + 3 * line);
        FloatVector c4 = load(out, outAt + 4 * line);
        for (int i = 0, x = aAt, y = mAt; i < width; i++, x += width, y += line) {
            FloatVector v = load(m, y);
            FloatVector b0 = broadcast(a[x]);
            c0 = b0.fma(v, c0);
            FloatVector b1 = broadcast(a[x + 1]);
            c1 = b1.fma(v, c1);
            FloatVector b2 = broadcast(a[x + 2]);
            c2 = b2.fma(v, c2);
            FloatVector b3 = broadcast(a[x + 3]);
            c3 = b3.fma(v, c3);
            FloatVector b4 = broadcast(a[x + 4]);
            c4 = b4.fma(v, c4);
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + line);
        c2.intoArray(out, outAt + 2 * line);
        c3.intoArray(out, outAt + 3 * line);
        c4.intoArray(out, outAt + 4 * line);
    }

    private void tile4x1(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector c0 = load(out, outAt);
        FloatVector c1 = load(out, outAt + line);
        FloatVector c2 = load(out, outAt + 2 * line);
        FloatVector c3 = load(out, outAt + 3 * line);
        for (int i = 0, x = aAt, y = mAt; i < width; i++, x += width, y += line) {
            FloatVector v = load(m, y);
            FloatVector b0 = broadcast(a[x]);
            c0 = b0.fma(v, c0);
            FloatVector b1 = broadcast(a[x + 1]);
            c1 = b1.fma(v, c1);
            FloatVector b2 = broadcast(a[x + 2]);
            c2 = b2.fma(v, c2);
            FloatVector b3 = broadcast(a[x + 3]);
            c3 = b3.fma(v, c3);
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + line);
        c2.intoArray(out, outAt + 2 * line);
        c3.intoArray(out, outAt + 3 * line);
    }

    private void tile1x1(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector c0 = load(out, outAt);
        for (int i = 0, x = aAt, y = mAt; i < width; i++, x += width, y += line) {
            FloatVector v = load(m, y);
            FloatVector b0 = broadcast(a[x]);
            c0 = b0.fma(v, c0);
        }
        c0.intoArray(out, outAt);
    }

    private static FloatVector load(float[] from, int at) {
        return FloatVector.fromArray(SPECIES, from, at);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
