// Generated from BatchSums.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sum of the rows of a batch: out[j] = sum_b a[b][j].
 * <p>Each entry is a chain of additions from 0 in the order b = 0, 1, ..., so it does not depend on the number of lanes.</p>
 * Shape: a [rows, stride] from 0, out [width] from a place; nothing is written beyond it.
 */
final class BatchSums {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final int width;
    private final int stride;
    private final VectorMask<Double> full = SPECIES.maskAll(true);
    /** Of the last vector of a row, if the width does not fill it. */
    private final VectorMask<Double> tail;

    BatchSums(int width) {
        this.width = width;
        stride = Lanes.padded(width);
        tail = SPECIES.indexInRange(stride - LANES, width);
    }

    /** Computes all entries. */
    void sum(double[] a, int rows, double[] out, int outAt) {
        int column = 0;
        for (; column + 2 * LANES <= width; column += 2 * LANES) {
            two(a, column, rows, out, outAt + column);
        }
        for (; column < width; column += LANES) {
            one(a, column, rows, out, outAt + column, column + LANES <= width ? full : tail);
        }
    }

    private void two(double[] a, int column, int rows, double[] out, int outAt) {
        DoubleVector c = DoubleVector.zero(SPECIES);
        DoubleVector d = c;
        for (int b = 0; b < rows; b++) {
            c = c.add(DoubleVector.fromArray(SPECIES, a, column + b * stride));
            d = d.add(DoubleVector.fromArray(SPECIES, a, column + b * stride + LANES));
        }
        c.intoArray(out, outAt);
        d.intoArray(out, outAt + LANES);
    }

    private void one(double[] a, int column, int rows, double[] out, int outAt, VectorMask<Double> mask) {
        DoubleVector c = DoubleVector.zero(SPECIES);
        for (int b = 0; b < rows; b++) {
            c = c.add(DoubleVector.fromArray(SPECIES, a, column + b * stride));
        }
        c.intoArray(out, outAt, mask);
    }
}
