// Generated from LineOuterProducts.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sum of outer products over a batch, of lines with rows: out[i][:] = sum_b h[i][b] dz[b][:]; and sum_b dz[b][:].
 * <p>Each entry is a chain of fused multiply-adds, or of additions, from 0 in the order of the batch, as in {@link OuterProducts}
 * and {@link BatchSums}: the bits are the same. Where a line is two vectors long its length is a constant: the places of h then
 * need no arithmetic, into which a sixth of the time went. Tiles are separate small methods for the compiler's sake, see
 * {@link RowProducts}.</p>
 * Shape: h [width, line], dz [rows, stride], out [width, width] from a place; nothing is written beyond it.
 */
final class LineOuterProducts {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final int PAIR = 2 * LANES;

    private final int width;
    private final int stride;
    private final double[] sums;
    private final VectorMask<Double> full = SPECIES.maskAll(true);
    /** Of the last vector of a row. */
    private final VectorMask<Double> tail;

    LineOuterProducts(int width) {
        this.width = width;
        stride = Lanes.padded(width);
        sums = new double[stride];
        tail = SPECIES.indexInRange(stride - LANES, width);
    }

    /** Computes the products, and the sums on the way. */
    void multiply(double[] h, int hAt, int line, int rows, double[] dz, double[] out, int outAt) {
        for (int i = 0, height; i < width; i += height) {
            height = LineProducts.height(width - i);
            for (int column = 0; column < stride; column += LANES) {
                VectorMask<Double> mask = column + LANES < stride ? full : tail;
                int from = hAt + i * line;
                int to = outAt + i * width + column;
                if (height == 10 && line == PAIR) {
                    tile10OfPairs(h, from, rows, dz, column, out, to, mask);
                    continue;
                }
                switch (height) {
                    case 10 -> tile10(h, from, line, rows, dz, column, out, to, mask);
                    case 4 -> tile4(h, from, line, rows, dz, column, out, to, mask);
                    default -> tile1(h, from, line, rows, dz, column, out, to, mask);
                }
            }
        }
    }

    /** Copies the sums of the last products to out[width]. */
    void copySums(double[] out, int outAt) {
        System.arraycopy(sums, 0, out, outAt, width);
    }

    private void tile10(double[] h, int hAt, int line, int rows, double[] dz, int dzAt, double[] out, int outAt,
            VectorMask<Double> mask) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = c0;
        DoubleVector c2 = c0;
        DoubleVector c3 = c0;
        DoubleVector c4 = c0;
        DoubleVector c5 = c0;
        DoubleVector c6 = c0;
        DoubleVector c7 = c0;
        DoubleVector c8 = c0;
        DoubleVector c9 = c0;
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int b = 0; b < rows; b++) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, dz, dzAt + b * stride);
            sum = sum.add(v);
            c0 = DoubleVector.broadcast(SPECIES, h[hAt + b]).fma(v, c0);
            c1 = DoubleVector.broadcast(SPECIES, h[hAt + b + line]).fma(v, c1);
            c2 = DoubleVector.broadcast(SPECIES, h[hAt + b + 2 * line]).fma(v, c2);
            c3 = DoubleVector.broadcast(SPECIES, h[hAt + b + 3 * line]).fma(v, c3);
            c4 = DoubleVector.broadcast(SPECIES, h[hAt + b + 4 * line]).fma(v, c4);
            c5 = DoubleVector.broadcast(SPECIES, h[hAt + b + 5 * line]).fma(v, c5);
            c6 = DoubleVector.broadcast(SPECIES, h[hAt + b + 6 * line]).fma(v, c6);
            c7 = DoubleVector.broadcast(SPECIES, h[hAt + b + 7 * line]).fma(v, c7);
            c8 = DoubleVector.broadcast(SPECIES, h[hAt + b + 8 * line]).fma(v, c8);
            c9 = DoubleVector.broadcast(SPECIES, h[hAt + b + 9 * line]).fma(v, c9);
        }
        sum.intoArray(sums, dzAt);
        c0.intoArray(out, outAt, mask);
        c1.intoArray(out, outAt + width, mask);
        c2.intoArray(out, outAt + 2 * width, mask);
        c3.intoArray(out, outAt + 3 * width, mask);
        c4.intoArray(out, outAt + 4 * width, mask);
        c5.intoArray(out, outAt + 5 * width, mask);
        c6.intoArray(out, outAt + 6 * width, mask);
        c7.intoArray(out, outAt + 7 * width, mask);
        c8.intoArray(out, outAt + 8 * width, mask);
        c9.intoArray(out, outAt + 9 * width, mask);
    }

    private void tile10OfPairs(double[] h, int hAt, int rows, double[] dz, int dzAt, double[] out, int outAt,
            VectorMask<Double> mask) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = c0;
        DoubleVector c2 = c0;
        DoubleVector c3 = c0;
        DoubleVector c4 = c0;
        DoubleVector c5 = c0;
        DoubleVector c6 = c0;
        DoubleVector c7 = c0;
        DoubleVector c8 = c0;
        DoubleVector c9 = c0;
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int b = 0; b < rows; b++) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, dz, dzAt + b * stride);
            sum = sum.add(v);
            c0 = DoubleVector.broadcast(SPECIES, h[hAt + b]).fma(v, c0);
            c1 = DoubleVector.broadcast(SPECIES, h[hAt + b + PAIR]).fma(v, c1);
            c2 = DoubleVector.broadcast(SPECIES, h[hAt + b + 2 * PAIR]).fma(v, c2);
            c3 = DoubleVector.broadcast(SPECIES, h[hAt + b + 3 * PAIR]).fma(v, c3);
            c4 = DoubleVector.broadcast(SPECIES, h[hAt + b + 4 * PAIR]).fma(v, c4);
            c5 = DoubleVector.broadcast(SPECIES, h[hAt + b + 5 * PAIR]).fma(v, c5);
            c6 = DoubleVector.broadcast(SPECIES, h[hAt + b + 6 * PAIR]).fma(v, c6);
            c7 = DoubleVector.broadcast(SPECIES, h[hAt + b + 7 * PAIR]).fma(v, c7);
            c8 = DoubleVector.broadcast(SPECIES, h[hAt + b + 8 * PAIR]).fma(v, c8);
            c9 = DoubleVector.broadcast(SPECIES, h[hAt + b + 9 * PAIR]).fma(v, c9);
        }
        sum.intoArray(sums, dzAt);
        c0.intoArray(out, outAt, mask);
        c1.intoArray(out, outAt + width, mask);
        c2.intoArray(out, outAt + 2 * width, mask);
        c3.intoArray(out, outAt + 3 * width, mask);
        c4.intoArray(out, outAt + 4 * width, mask);
        c5.intoArray(out, outAt + 5 * width, mask);
        c6.intoArray(out, outAt + 6 * width, mask);
        c7.intoArray(out, outAt + 7 * width, mask);
        c8.intoArray(out, outAt + 8 * width, mask);
        c9.intoArray(out, outAt + 9 * width, mask);
    }

    private void tile4(double[] h, int hAt, int line, int rows, double[] dz, int dzAt, double[] out, int outAt,
            VectorMask<Double> mask) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = c0;
        DoubleVector c2 = c0;
        DoubleVector c3 = c0;
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int b = 0; b < rows; b++) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, dz, dzAt + b * stride);
            sum = sum.add(v);
            c0 = DoubleVector.broadcast(SPECIES, h[hAt + b]).fma(v, c0);
            c1 = DoubleVector.broadcast(SPECIES, h[hAt + b + line]).fma(v, c1);
            c2 = DoubleVector.broadcast(SPECIES, h[hAt + b + 2 * line]).fma(v, c2);
            c3 = DoubleVector.broadcast(SPECIES, h[hAt + b + 3 * line]).fma(v, c3);
        }
        sum.intoArray(sums, dzAt);
        c0.intoArray(out, outAt, mask);
        c1.intoArray(out, outAt + width, mask);
        c2.intoArray(out, outAt + 2 * width, mask);
        c3.intoArray(out, outAt + 3 * width, mask);
    }

    private void tile1(double[] h, int hAt, int line, int rows, double[] dz, int dzAt, double[] out, int outAt,
            VectorMask<Double> mask) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int b = 0; b < rows; b++) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, dz, dzAt + b * stride);
            sum = sum.add(v);
            c0 = DoubleVector.broadcast(SPECIES, h[hAt + b]).fma(v, c0);
        }
        sum.intoArray(sums, dzAt);
        c0.intoArray(out, outAt, mask);
    }
}
