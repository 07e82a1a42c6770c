// Generated from LaneProducts.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of small matrices of as many nets as there are lanes: out[p][q] = start[p][q] + sum_r a[p][r] m[r][q].
 * <p>Each entry is a vector with one lane for each net, so nothing is padded or broadcast whatever the width. Each is a chain of
 * fused multiply-adds in the order of r, as in {@link RowProducts} and {@link OuterProducts}: a net has the same bits here and
 * there. Strides, in entries, make one class serve all three products of a layer. Tiles are separate small methods for the
 * compiler's sake, see RowProducts.</p>
 */
final class LaneProducts {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final int aRow;
    private final int aInner;
    private final int mInner;
    private final int mColumn;
    private final int startRow;
    private final int startColumn;
    private final int columns;
    private final int outRow;
    private int inner;

    private LaneProducts(int width, int aRow, int aInner, int mInner, int mColumn, int startRow, int startColumn) {
        this.aRow = aRow;
        this.aInner = aInner;
        this.mInner = mInner;
        this.mColumn = mColumn;
        this.startRow = startRow;
        this.startColumn = startColumn;
        columns = width;
        outRow = width;
    }

    /** z[b][j] = bias[j] + sum_i h[b][i] A[i][j]. */
    static LaneProducts values(int width) {
        return new LaneProducts(width, width, 1, width, 1, 0, 1);
    }

    /** dA[i][j] = sum_b h[b][i] dz[b][j]; start is one vector of zeros. */
    static LaneProducts weights(int width) {
        return new LaneProducts(width, 1, width, width, 1, 0, 0);
    }

    /** g[b][i] += sum_j dz[b][j] A[i][j]. */
    static LaneProducts inputs(int width) {
        return new LaneProducts(width, width, 1, 1, width, width, 1);
    }

    /** Computes all entries; places are in doubles. */
    void multiply(int rows, int terms, double[] a, int aAt, double[] m, int mAt, double[] start, int startAt, double[] out, int outAt) {
        inner = terms;
        int row = 0;
        while (row < rows) {
            int left = rows - row;
            int height = left >= 4 && left % 5 != 0 ? 4 : left >= 5 ? 5 : 1;
            band(height, a, aAt + row * aRow * LANES, m, mAt, start, startAt + row * startRow * LANES, out,
                    outAt + row * outRow * LANES);
            row += height;
        }
    }

    private void band(int height, double[] a, int aAt, double[] m, int mAt, double[] start, int startAt, double[] out, int outAt) {
        int column = 0;
        for (; column + 2 <= columns; column += 2) {
            int y = mAt + column * mColumn * LANES;
            int s = startAt + column * startColumn * LANES;
            int o = outAt + column * LANES;
            switch (height) {
                case 5 -> tile5x2(a, aAt, m, y, start, s, out, o);
                case 4 -> tile4x2(a, aAt, m, y, start, s, out, o);
                default -> tile1x2(a, aAt, m, y, start, s, out, o);
            }
        }
        if (column < columns) {
            int y = mAt + column * mColumn * LANES;
            int s = startAt + column * startColumn * LANES;
            for (int row = 0; row < height; row++) {
                tile1x1(a, aAt + row * aRow * LANES, m, y, start, s + row * startRow * LANES, out,
                        outAt + (row * outRow + column) * LANES);
            }
        }
    }

    private void tile5x2(double[] a, int aAt, double[] m, int mAt, double[] start, int startAt, double[] out, int outAt) {
        int ap = aRow * LANES;
        int mq = mColumn * LANES;
        int sp = startRow * LANES;
        int sq = startColumn * LANES;
        DoubleVector c0 = load(start, startAt);
        DoubleVector d0 = load(start, startAt + sq);
        DoubleVector c1 = load(start, startAt + sp);
        DoubleVector d1 = load(start, startAt + sp + sq);
        DoubleVector c2 = load(start, startAt + 2 * sp);
        DoubleVector d2 = load(start, startAt + 2 * sp + sq);
        DoubleVector c3 = load(start, startAt + 3 * sp);
        DoubleVector d3 = load(start, startAt + 3 * sp + sq);
        DoubleVector c4 = load(start, startAt + 4 * sp);
        DoubleVector d4 = load(start, startAt + 4 * sp + sq);
        for (int i = 0, x = aAt, y = mAt; i < inner; i++, x += aInner * LANES, y += mInner * LANES) {
            DoubleVector v = load(m, y);
            DoubleVector w = load(m, y + mq);
            DoubleVector b0 = load(a, x);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
            DoubleVector b1 = load(a, x + ap);
            c1 = b1.fma(v, c1);
            d1 = b1.fma(w, d1);
            DoubleVector b2 = load(a, x + 2 * ap);
            c2 = b2.fma(v, c2);
            d2 = b2.fma(w, d2);
            DoubleVector b3 = load(a, x + 3 * ap);
            c3 = b3.fma(v, c3);
            d3 = b3.fma(w, d3);
            DoubleVector b4 = load(a, x + 4 * ap);
            c4 = b4.fma(v, c4);
            d4 = b4.fma(w, d4);
        }
        int op = outRow * LANES;
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
        c1.intoArray(out, outAt + op);
        d1.intoArray(out, outAt + op + LANES);
        c2.intoArray(out, outAt + 2 * op);
        d2.intoArray(out, outAt + 2 * op + LANES);
        c3.intoArray(out, outAt + 3 * op);
        d3.intoArray(out, outAt + 3 * op + LANES);
        c4.intoArray(out, outAt + 4 * op);
        d4.intoArray(out, outAt + 4 * op + LANES);
    }


    private void tile4x2(double[] a, int aAt, double[] m, int mAt, double[] start, int startAt, double[] out, int outAt) {
        int ap = aRow * LANES;
        int mq = mColumn * LANES;
        int sp = startRow * LANES;
        int sq = startColumn * LANES;
        DoubleVector c0 = load(start, startAt);
        DoubleVector d0 = load(start, startAt + sq);
        DoubleVector c1 = load(start, startAt + sp);
        DoubleVector d1 = load(start, startAt + sp + sq);
        DoubleVector c2 = load(start, startAt + 2 * sp);
        DoubleVector d2 = load(start, startAt + 2 * sp + sq);
        DoubleVector c3 = load(start, startAt + 3 * sp);
        DoubleVector d3 = load(start, startAt + 3 * sp + sq);
        for (int i = 0, x = aAt, y = mAt; i < inner; i++, x += aInner * LANES, y += mInner * LANES) {
            DoubleVector v = load(m, y);
            DoubleVector w = load(m, y + mq);
            DoubleVector b0 = load(a, x);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
            DoubleVector b1 = load(a, x + ap);
            c1 = b1.fma(v, c1);
            d1 = b1.fma(w, d1);
            DoubleVector b2 = load(a, x + 2 * ap);
            c2 = b2.fma(v, c2);
            d2 = b2.fma(w, d2);
            DoubleVector b3 = load(a, x + 3 * ap);
            c3 = b3.fma(v, c3);
            d3 = b3.fma(w, d3);
        }
        int op = outRow * LANES;
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
        c1.intoArray(out, outAt + op);
        d1.intoArray(out, outAt + op + LANES);
        c2.intoArray(out, outAt + 2 * op);
        d2.intoArray(out, outAt + 2 * op + LANES);
        c3.intoArray(out, outAt + 3 * op);
        d3.intoArray(out, outAt + 3 * op + LANES);
    }


    private void tile1x2(double[] a, int aAt, double[] m, int mAt, double[] start, int startAt, double[] out, int outAt) {
        int mq = mColumn * LANES;
        int sq = startColumn * LANES;
        DoubleVector c0 = load(start, startAt);
        DoubleVector d0 = load(start, startAt + sq);
        for (int i = 0, x = aAt, y = mAt; i < inner; i++, x += aInner * LANES, y += mInner * LANES) {
            DoubleVector v = load(m, y);
            DoubleVector w = load(m, y + mq);
            DoubleVector b0 = load(a, x);
            c0 = b0.fma(v, c0);
            d0 = b0.fma(w, d0);
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
    }


    private void tile1x1(double[] a, int aAt, double[] m, int mAt, double[] start, int startAt, double[] out, int outAt) {
        DoubleVector c0 = load(start, startAt);
        for (int i = 0, x = aAt, y = mAt; i < inner; i++, x += aInner * LANES, y += mInner * LANES) {
            DoubleVector v = load(m, y);
            c0 = load(a, x).fma(v, c0);
        }
        c0.intoArray(out, outAt);
    }


    private static DoubleVector load(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at);
    }
}
