package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same as {@link LineProducts} for an array a whose rows lie one entry after the other: out[p][:] += sum_r a[p][r] m[r][:].
 * <p>A class of its own, as the compiler takes the checks of a's places out of the loop only if they are one apart there.</p>
 * Shape: m [inner, line], out [outer, line], line a multiple of the lane count; a[p][r] at p aRow + r.
 */
final class LineSums {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final int aRow;
    private int inner;
    private int line;

    LineSums(int aRow) {
        this.aRow = aRow;
    }

    /** Computes all lines. */
    void add(int outer, int terms, int lineLength, float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        inner = terms;
        line = lineLength;
        int row = 0;
        while (row < outer) {
            int left = outer - row;
            int height = left >= 4 && left % 5 != 0 ? 4 : left >= 5 ? 5 : 1;
            band(height, a, aAt + row * aRow, m, mAt, out, outAt + row * lineLength);
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
        for (int i = 0; i < inner; i++) {
            FloatVector v = load(m, mAt + i * line);
            FloatVector w = load(m, mAt + i * line + LANES);
            FloatVector b0 = broadcast(a[aAt + i]);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
            FloatVector b1 = broadcast(a[aAt + i + aRow]);
            c1 = b1.fma(v, c1);
            d1 = b1.fma(w, d1);
            FloatVector b2 = broadcast(a[aAt + i + 2 * aRow]);
            c2 = b2.fma(v, c2);
            d2 = b2.fma(w, d2);
            FloatVector b3 = broadcast(a[aAt + i + 3 * aRow]);
            c3 = b3.fma(v, c3);
            d3 = b3.fma(w, d3);
            FloatVector b4 = broadcast(a[aAt + i + 4 * aRow]);
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
        for (int i = 0; i < inner; i++) {
            FloatVector v = load(m, mAt + i * line);
            FloatVector w = load(m, mAt + i * line + LANES);
            FloatVector b0 = broadcast(a[aAt + i]);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
            FloatVector b1 = broadcast(a[aAt + i + aRow]);
            c1 = b1.fma(v, c1);
            d1 = b1.fma(w, d1);
            FloatVector b2 = broadcast(a[aAt + i + 2 * aRow]);
            c2 = b2.fma(v, c2);
            d2 = b2.fma(w, d2);
            FloatVector b3 = broadcast(a[aAt + i + 3 * aRow]);
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
        for (int i = 0; i < inner; i++) {
            FloatVector v = load(m, mAt + i * line);
            FloatVector w = load(m, mAt + i * line + LANES);
            FloatVector b0 = broadcast(a[aAt + i]);
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
        for (int i = 0; i < inner; i++) {
            FloatVector v = load(m, mAt + i * line);
            FloatVector b0 = broadcast(a[aAt + i]);
            c0 = b0.fma(v, c0);
            FloatVector b1 = broadcast(a[aAt + i + aRow]);
            c1 = b1.fma(v, c1);
            FloatVector b2 = broadcast(a[aAt + i + 2 * aRow]);
            c2 = b2.fma(v, c2);
            FloatVector b3 = broadcast(a[aAt + i + 3 * aRow]);
            c3 = b3.fma(v, c3);
            FloatVector b4 = broadcast(a[aAt + i + 4 * aRow]);
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
        for (int i = 0; i < inner; i++) {
            FloatVector v = load(m, mAt + i * line);
            FloatVector b0 = broadcast(a[aAt + i]);
            c0 = b0.fma(v, c0);
            FloatVector b1 = broadcast(a[aAt + i + aRow]);
            c1 = b1.fma(v, c1);
            FloatVector b2 = broadcast(a[aAt + i + 2 * aRow]);
            c2 = b2.fma(v, c2);
            FloatVector b3 = broadcast(a[aAt + i + 3 * aRow]);
            c3 = b3.fma(v, c3);
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + line);
        c2.intoArray(out, outAt + 2 * line);
        c3.intoArray(out, outAt + 3 * line);
    }

    private void tile1x1(float[] a, int aAt, float[] m, int mAt, float[] out, int outAt) {
        FloatVector c0 = load(out, outAt);
        for (int i = 0; i < inner; i++) {
            FloatVector v = load(m, mAt + i * line);
            FloatVector b0 = broadcast(a[aAt + i]);
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
