package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sum of outer products over the pixels of an image: out[(p, i)][:] += sum_y sum_x a[y aRow + x aStep + p partStep + i] g[(y, x)][:].
 * <p>The transpose of {@link DoublePatchProducts} by its matrix. Each entry is a chain of fused multiply-adds that goes on from
 * what out holds, in the order of (y, x), whatever the tile and the number of lanes.</p>
 * Shape: g [rows columns, padded columns of the result], out in panels as m there.
 * Source: definition. Pinned by DoublePatchProductsTest.
 */
public final class DoublePatchSums {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final int parts;
    private final int partStep;
    private final int inner;
    private final int width;

    /**
     * Prepares sums of one shape; see {@link DoublePatchProducts#DoublePatchProducts}.
     *
     * @param parts    number of stretches of a row, >= 1
     * @param partStep distance of their beginnings
     * @param inner    their length
     * @param columns  of g; padded to a multiple of the lane count
     */
    public DoublePatchSums(int parts, int partStep, int inner, int columns) {
        VectorModule.require();
        this.parts = parts;
        this.partStep = partStep;
        this.inner = inner;
        width = Lanes.padded(columns);
    }

    /**
     * Adds the products of one image.
     *
     * @param a       not modified
     * @param aRow    from one row of pixels to the next
     * @param aStep   from one pixel to the next
     * @param g       from gAt on, pixel by pixel. Not modified.
     * @param rows    rows of pixels
     * @param columns pixels of a row
     * @param out     added to
     */
    public void accumulate(double[] a, int aAt, int aRow, int aStep, double[] g, int gAt, int rows, int columns, double[] out) {
        for (int column = 0; column < width; column += 2 * LANES) {
            boolean wide = column + LANES < width;
            for (int p = 0; p < parts; p++) {
                int panel = (column * parts + (wide ? 2 * LANES : LANES) * p) * inner;
                if (wide) {
                    wide(a, aAt + p * partStep, aRow, aStep, g, gAt + column, rows, columns, out, panel);
                } else {
                    narrow(a, aAt + p * partStep, aRow, aStep, g, gAt + column, rows, columns, out, panel);
                }
            }
        }
    }

    private void wide(double[] a, int aAt, int aRow, int aStep, double[] g, int gAt, int rows, int columns, double[] out, int outAt) {
        int i = 0;
        for (; Lanes.MANY_REGISTERS && i + 8 <= inner; i += 8) {
            tile8x2(a, aAt + i, aRow, aStep, g, gAt, rows, columns, out, outAt + i * 2 * LANES);
        }
        for (; i + 4 <= inner; i += 4) {
            tile4x2(a, aAt + i, aRow, aStep, g, gAt, rows, columns, out, outAt + i * 2 * LANES);
        }
        for (; i < inner; i++) {
            tile1x2(a, aAt + i, aRow, aStep, g, gAt, rows, columns, out, outAt + i * 2 * LANES);
        }
    }

    private void narrow(double[] a, int aAt, int aRow, int aStep, double[] g, int gAt, int rows, int columns, double[] out, int outAt) {
        int i = 0;
        for (; i + 8 <= inner; i += 8) {
            tile8x1(a, aAt + i, aRow, aStep, g, gAt, rows, columns, out, outAt + i * LANES);
        }
        for (; i < inner; i++) {
            tile1x1(a, aAt + i, aRow, aStep, g, gAt, rows, columns, out, outAt + i * LANES);
        }
    }

    private void tile8x2(double[] a, int aAt, int aRow, int aStep, double[] g, int gAt, int rows, int columns, double[] out,
            int outAt) {
        final int stride = 2 * LANES;
        DoubleVector c0 = load(out, outAt);
        DoubleVector c1 = load(out, outAt + stride);
        DoubleVector c2 = load(out, outAt + 2 * stride);
        DoubleVector c3 = load(out, outAt + 3 * stride);
        DoubleVector c4 = load(out, outAt + 4 * stride);
        DoubleVector c5 = load(out, outAt + 5 * stride);
        DoubleVector c6 = load(out, outAt + 6 * stride);
        DoubleVector c7 = load(out, outAt + 7 * stride);
        DoubleVector d0 = load(out, outAt + LANES);
        DoubleVector d1 = load(out, outAt + stride + LANES);
        DoubleVector d2 = load(out, outAt + 2 * stride + LANES);
        DoubleVector d3 = load(out, outAt + 3 * stride + LANES);
        DoubleVector d4 = load(out, outAt + 4 * stride + LANES);
        DoubleVector d5 = load(out, outAt + 5 * stride + LANES);
        DoubleVector d6 = load(out, outAt + 6 * stride + LANES);
        DoubleVector d7 = load(out, outAt + 7 * stride + LANES);
        int gNow = gAt;
        for (int row = 0; row < rows; row++) {
            int at = aAt + row * aRow;
            for (int i = 0; i < columns; i++) {
                DoubleVector v = load(g, gNow);
                DoubleVector w = load(g, gNow + LANES);
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
                at += aStep;
                gNow += width;
            }
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
        c1.intoArray(out, outAt + stride);
        d1.intoArray(out, outAt + stride + LANES);
        c2.intoArray(out, outAt + 2 * stride);
        d2.intoArray(out, outAt + 2 * stride + LANES);
        c3.intoArray(out, outAt + 3 * stride);
        d3.intoArray(out, outAt + 3 * stride + LANES);
        c4.intoArray(out, outAt + 4 * stride);
        d4.intoArray(out, outAt + 4 * stride + LANES);
        c5.intoArray(out, outAt + 5 * stride);
        d5.intoArray(out, outAt + 5 * stride + LANES);
        c6.intoArray(out, outAt + 6 * stride);
        d6.intoArray(out, outAt + 6 * stride + LANES);
        c7.intoArray(out, outAt + 7 * stride);
        d7.intoArray(out, outAt + 7 * stride + LANES);
    }

    private void tile4x2(double[] a, int aAt, int aRow, int aStep, double[] g, int gAt, int rows, int columns, double[] out,
            int outAt) {
        final int stride = 2 * LANES;
        DoubleVector c0 = load(out, outAt);
        DoubleVector c1 = load(out, outAt + stride);
        DoubleVector c2 = load(out, outAt + 2 * stride);
        DoubleVector c3 = load(out, outAt + 3 * stride);
        DoubleVector d0 = load(out, outAt + LANES);
        DoubleVector d1 = load(out, outAt + stride + LANES);
        DoubleVector d2 = load(out, outAt + 2 * stride + LANES);
        DoubleVector d3 = load(out, outAt + 3 * stride + LANES);
        int gNow = gAt;
        for (int row = 0; row < rows; row++) {
            int at = aAt + row * aRow;
            for (int i = 0; i < columns; i++) {
                DoubleVector v = load(g, gNow);
                DoubleVector w = load(g, gNow + LANES);
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
                at += aStep;
                gNow += width;
            }
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
        c1.intoArray(out, outAt + stride);
        d1.intoArray(out, outAt + stride + LANES);
        c2.intoArray(out, outAt + 2 * stride);
        d2.intoArray(out, outAt + 2 * stride + LANES);
        c3.intoArray(out, outAt + 3 * stride);
        d3.intoArray(out, outAt + 3 * stride + LANES);
    }

    private void tile1x2(double[] a, int aAt, int aRow, int aStep, double[] g, int gAt, int rows, int columns, double[] out,
            int outAt) {
        final int stride = 2 * LANES;
        DoubleVector c0 = load(out, outAt);
        DoubleVector d0 = load(out, outAt + LANES);
        int gNow = gAt;
        for (int row = 0; row < rows; row++) {
            int at = aAt + row * aRow;
            for (int i = 0; i < columns; i++) {
                DoubleVector v = load(g, gNow);
                DoubleVector w = load(g, gNow + LANES);
                DoubleVector b0 = broadcast(a[at]);
                c0 = b0.fma(v, c0);
                d0 = b0.fma(w, d0);
                at += aStep;
                gNow += width;
            }
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
    }

    private void tile8x1(double[] a, int aAt, int aRow, int aStep, double[] g, int gAt, int rows, int columns, double[] out,
            int outAt) {
        final int stride = LANES;
        DoubleVector c0 = load(out, outAt);
        DoubleVector c1 = load(out, outAt + stride);
        DoubleVector c2 = load(out, outAt + 2 * stride);
        DoubleVector c3 = load(out, outAt + 3 * stride);
        DoubleVector c4 = load(out, outAt + 4 * stride);
        DoubleVector c5 = load(out, outAt + 5 * stride);
        DoubleVector c6 = load(out, outAt + 6 * stride);
        DoubleVector c7 = load(out, outAt + 7 * stride);
        int gNow = gAt;
        for (int row = 0; row < rows; row++) {
            int at = aAt + row * aRow;
            for (int i = 0; i < columns; i++) {
                DoubleVector v = load(g, gNow);
                c0 = broadcast(a[at]).fma(v, c0);
                c1 = broadcast(a[at + 1]).fma(v, c1);
                c2 = broadcast(a[at + 2]).fma(v, c2);
                c3 = broadcast(a[at + 3]).fma(v, c3);
                c4 = broadcast(a[at + 4]).fma(v, c4);
                c5 = broadcast(a[at + 5]).fma(v, c5);
                c6 = broadcast(a[at + 6]).fma(v, c6);
                c7 = broadcast(a[at + 7]).fma(v, c7);
                at += aStep;
                gNow += width;
            }
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + stride);
        c2.intoArray(out, outAt + 2 * stride);
        c3.intoArray(out, outAt + 3 * stride);
        c4.intoArray(out, outAt + 4 * stride);
        c5.intoArray(out, outAt + 5 * stride);
        c6.intoArray(out, outAt + 6 * stride);
        c7.intoArray(out, outAt + 7 * stride);
    }

    private void tile1x1(double[] a, int aAt, int aRow, int aStep, double[] g, int gAt, int rows, int columns, double[] out,
            int outAt) {
        final int stride = LANES;
        DoubleVector c0 = load(out, outAt);
        int gNow = gAt;
        for (int row = 0; row < rows; row++) {
            int at = aAt + row * aRow;
            for (int i = 0; i < columns; i++) {
                DoubleVector v = load(g, gNow);
                c0 = broadcast(a[at]).fma(v, c0);
                at += aStep;
                gNow += width;
            }
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
