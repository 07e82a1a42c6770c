package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Product of rows that may overlap with a matrix: out[r][:] = start[r][:] + sum_p sum_i a[r aStep + p partStep + i] m[(p, i)][:].
 * <p>With rows that begin one pixel after the other in an image with its channels together, parts that are rows of pixels, and
 * inner the numbers of as many pixels as the kernel is wide, this is a row of a convolution without a copy of its patches; with
 * one part it is a dense layer. Each entry is a chain of fused multiply-adds in the order of (p, i), whatever the tile and the
 * number of lanes. Tiles are separate methods: in one large method the compiler runs out of registers.</p>
 * Shape: m in panels of two vectors, the last perhaps of one: [panel][parts inner][lanes], see {@link #at}; out, start rows of
 * a multiple of the lane count. Source: definition. Pinned by DoublePatchProductsTest.
 */
public final class DoublePatchProducts {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final int parts;
    private final int partStep;
    private final int inner;
    private final int width;

    /**
     * Prepares products of one shape.
     *
     * @param parts    number of stretches of a row, >= 1
     * @param partStep distance of their beginnings
     * @param inner    their length
     * @param columns  of the result; padded to a multiple of the lane count
     * @throws IllegalStateException if Java's Vector API is missing
     */
    public DoublePatchProducts(int parts, int partStep, int inner, int columns) {
        VectorModule.require();
        this.parts = parts;
        this.partStep = partStep;
        this.inner = inner;
        width = padded(columns);
    }

    /** Returns the smallest multiple of the lane count that is >= width. */
    public static int padded(int width) {
        return Lanes.padded(width);
    }

    /** Returns the numbers in m. */
    public int matrixLength() {
        return parts * inner * width;
    }

    /**
     * Returns where an entry of m lies.
     *
     * @param row    p inner + i
     * @param column of the result
     */
    public int at(int row, int column) {
        int panel = column / (2 * LANES);
        int panelWidth = Math.min(2 * LANES, width - panel * 2 * LANES);
        return panel * 2 * LANES * parts * inner + row * panelWidth + column % (2 * LANES);
    }

    /**
     * Computes some rows. Start and out may be the same rows.
     *
     * @param a     not modified
     * @param m     from mAt on. Not modified.
     * @param start beginnings of the sums, at startAt + r startStep; step 0 repeats one row. Not modified.
     * @param out   at outAt + r outStep; overwritten
     */
    public void multiply(double[] a, int aAt, int aStep, int rows, double[] m, int mAt, double[] start, int startAt, int startStep,
            double[] out, int outAt, int outStep) {
        for (int column = 0; column < width; column += 2 * LANES) {
            int panel = mAt + column * parts * inner;
            if (column + LANES < width) {
                wide(a, aAt, aStep, rows, m, panel, start, startAt + column, startStep, out, outAt + column, outStep);
            } else {
                narrow(a, aAt, aStep, rows, m, panel, start, startAt + column, startStep, out, outAt + column, outStep);
            }
        }
    }

    private void wide(double[] a, int aAt, int aStep, int rows, double[] m, int mAt, double[] start, int startAt, int startStep,
            double[] out, int outAt, int outStep) {
        int row = 0;
        for (; Lanes.MANY_REGISTERS && row + 8 <= rows; row += 8) {
            tile8x2(a, aAt + row * aStep, aStep, parts, partStep, inner, m, mAt, start, startAt + row * startStep, startStep,
                    out, outAt + row * outStep, outStep);
        }
        for (; row + 4 <= rows; row += 4) {
            tile4x2(a, aAt + row * aStep, aStep, parts, partStep, inner, m, mAt, start, startAt + row * startStep, startStep,
                    out, outAt + row * outStep, outStep);
        }
        for (; row < rows; row++) {
            tile1x2(a, aAt + row * aStep, aStep, parts, partStep, inner, m, mAt, start, startAt + row * startStep, startStep,
                    out, outAt + row * outStep, outStep);
        }
    }

    private void narrow(double[] a, int aAt, int aStep, int rows, double[] m, int mAt, double[] start, int startAt, int startStep,
            double[] out, int outAt, int outStep) {
        int row = 0;
        for (; row + 8 <= rows; row += 8) {
            tile8x1(a, aAt + row * aStep, aStep, parts, partStep, inner, m, mAt, start, startAt + row * startStep, startStep,
                    out, outAt + row * outStep, outStep);
        }
        for (; row < rows; row++) {
            tile1x1(a, aAt + row * aStep, aStep, parts, partStep, inner, m, mAt, start, startAt + row * startStep, startStep,
                    out, outAt + row * outStep, outStep);
        }
    }

    private static void tile8x2(double[] a, int aAt, int aStep, int parts, int partStep, int inner, double[] m, int mAt,
            double[] start, int startAt, int startStep, double[] out, int outAt, int outStep) {
        final int stride = 2 * LANES;
        DoubleVector c0 = load(start, startAt);
        DoubleVector c1 = load(start, startAt + startStep);
        DoubleVector c2 = load(start, startAt + 2 * startStep);
        DoubleVector c3 = load(start, startAt + 3 * startStep);
        DoubleVector c4 = load(start, startAt + 4 * startStep);
        DoubleVector c5 = load(start, startAt + 5 * startStep);
        DoubleVector c6 = load(start, startAt + 6 * startStep);
        DoubleVector c7 = load(start, startAt + 7 * startStep);
        DoubleVector d0 = load(start, startAt + LANES);
        DoubleVector d1 = load(start, startAt + startStep + LANES);
        DoubleVector d2 = load(start, startAt + 2 * startStep + LANES);
        DoubleVector d3 = load(start, startAt + 3 * startStep + LANES);
        DoubleVector d4 = load(start, startAt + 4 * startStep + LANES);
        DoubleVector d5 = load(start, startAt + 5 * startStep + LANES);
        DoubleVector d6 = load(start, startAt + 6 * startStep + LANES);
        DoubleVector d7 = load(start, startAt + 7 * startStep + LANES);
        int mNow = mAt;
        for (int part = 0, from = aAt; part < parts; part++, from += partStep) {
            for (int i = 0; i < inner; i++) {
                DoubleVector w = load(m, mNow);
                DoubleVector v = load(m, mNow + LANES);
                int at = from + i;
                DoubleVector b0 = broadcast(a[at]);
                c0 = b0.fma(w, c0);
                d0 = b0.fma(v, d0);
                DoubleVector b1 = broadcast(a[at + aStep]);
                c1 = b1.fma(w, c1);
                d1 = b1.fma(v, d1);
                DoubleVector b2 = broadcast(a[at + 2 * aStep]);
                c2 = b2.fma(w, c2);
                d2 = b2.fma(v, d2);
                DoubleVector b3 = broadcast(a[at + 3 * aStep]);
                c3 = b3.fma(w, c3);
                d3 = b3.fma(v, d3);
                DoubleVector b4 = broadcast(a[at + 4 * aStep]);
                c4 = b4.fma(w, c4);
                d4 = b4.fma(v, d4);
                DoubleVector b5 = broadcast(a[at + 5 * aStep]);
                c5 = b5.fma(w, c5);
                d5 = b5.fma(v, d5);
                DoubleVector b6 = broadcast(a[at + 6 * aStep]);
                c6 = b6.fma(w, c6);
                d6 = b6.fma(v, d6);
                DoubleVector b7 = broadcast(a[at + 7 * aStep]);
                c7 = b7.fma(w, c7);
                d7 = b7.fma(v, d7);
                mNow += stride;
            }
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
        c1.intoArray(out, outAt + outStep);
        d1.intoArray(out, outAt + outStep + LANES);
        c2.intoArray(out, outAt + 2 * outStep);
        d2.intoArray(out, outAt + 2 * outStep + LANES);
        c3.intoArray(out, outAt + 3 * outStep);
        d3.intoArray(out, outAt + 3 * outStep + LANES);
        c4.intoArray(out, outAt + 4 * outStep);
        d4.intoArray(out, outAt + 4 * outStep + LANES);
        c5.intoArray(out, outAt + 5 * outStep);
        d5.intoArray(out, outAt + 5 * outStep + LANES);
        c6.intoArray(out, outAt + 6 * outStep);
        d6.intoArray(out, outAt + 6 * outStep + LANES);
        c7.intoArray(out, outAt + 7 * outStep);
        d7.intoArray(out, outAt + 7 * outStep + LANES);
    }

    private static void tile4x2(double[] a, int aAt, int aStep, int parts, int partStep, int inner, double[] m, int mAt,
            double[] start, int startAt, int startStep, double[] out, int outAt, int outStep) {
        final int stride = 2 * LANES;
        DoubleVector c0 = load(start, startAt);
        DoubleVector c1 = load(start, startAt + startStep);
        DoubleVector c2 = load(start, startAt + 2 * startStep);
        DoubleVector c3 = load(start, startAt + 3 * startStep);
        DoubleVector d0 = load(start, startAt + LANES);
        DoubleVector d1 = load(start, startAt + startStep + LANES);
        DoubleVector d2 = load(start, startAt + 2 * startStep + LANES);
        DoubleVector d3 = load(start, startAt + 3 * startStep + LANES);
        int mNow = mAt;
        for (int part = 0, from = aAt; part < parts; part++, from += partStep) {
            for (int i = 0; i < inner; i++) {
                DoubleVector w = load(m, mNow);
                DoubleVector v = load(m, mNow + LANES);
                int at = from + i;
                DoubleVector b0 = broadcast(a[at]);
                c0 = b0.fma(w, c0);
                d0 = b0.fma(v, d0);
                DoubleVector b1 = broadcast(a[at + aStep]);
                c1 = b1.fma(w, c1);
                d1 = b1.fma(v, d1);
                DoubleVector b2 = broadcast(a[at + 2 * aStep]);
                c2 = b2.fma(w, c2);
                d2 = b2.fma(v, d2);
                DoubleVector b3 = broadcast(a[at + 3 * aStep]);
                c3 = b3.fma(w, c3);
                d3 = b3.fma(v, d3);
                mNow += stride;
            }
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
        c1.intoArray(out, outAt + outStep);
        d1.intoArray(out, outAt + outStep + LANES);
        c2.intoArray(out, outAt + 2 * outStep);
        d2.intoArray(out, outAt + 2 * outStep + LANES);
        c3.intoArray(out, outAt + 3 * outStep);
        d3.intoArray(out, outAt + 3 * outStep + LANES);
    }

    private static void tile1x2(double[] a, int aAt, int aStep, int parts, int partStep, int inner, double[] m, int mAt,
            double[] start, int startAt, int startStep, double[] out, int outAt, int outStep) {
        final int stride = 2 * LANES;
        DoubleVector c0 = load(start, startAt);
        DoubleVector d0 = load(start, startAt + LANES);
        int mNow = mAt;
        for (int part = 0, from = aAt; part < parts; part++, from += partStep) {
            for (int i = 0; i < inner; i++) {
                DoubleVector w = load(m, mNow);
                DoubleVector v = load(m, mNow + LANES);
                int at = from + i;
                DoubleVector b0 = broadcast(a[at]);
                c0 = b0.fma(w, c0);
                d0 = b0.fma(v, d0);
                mNow += stride;
            }
        }
        c0.intoArray(out, outAt);
        d0.intoArray(out, outAt + LANES);
    }

    private static void tile8x1(double[] a, int aAt, int aStep, int parts, int partStep, int inner, double[] m, int mAt,
            double[] start, int startAt, int startStep, double[] out, int outAt, int outStep) {
        DoubleVector c0 = load(start, startAt);
        DoubleVector c1 = load(start, startAt + startStep);
        DoubleVector c2 = load(start, startAt + 2 * startStep);
        DoubleVector c3 = load(start, startAt + 3 * startStep);
        DoubleVector c4 = load(start, startAt + 4 * startStep);
        DoubleVector c5 = load(start, startAt + 5 * startStep);
        DoubleVector c6 = load(start, startAt + 6 * startStep);
        DoubleVector c7 = load(start, startAt + 7 * startStep);
        int mNow = mAt;
        for (int part = 0, from = aAt; part < parts; part++, from += partStep) {
            for (int i = 0; i < inner; i++) {
                DoubleVector w = load(m, mNow);
                int at = from + i;
                c0 = broadcast(a[at]).fma(w, c0);
                c1 = broadcast(a[at + aStep]).fma(w, c1);
                c2 = broadcast(a[at + 2 * aStep]).fma(w, c2);
                c3 = broadcast(a[at + 3 * aStep]).fma(w, c3);
                c4 = broadcast(a[at + 4 * aStep]).fma(w, c4);
                c5 = broadcast(a[at + 5 * aStep]).fma(w, c5);
                c6 = broadcast(a[at + 6 * aStep]).fma(w, c6);
                c7 = broadcast(a[at + 7 * aStep]).fma(w, c7);
                mNow += LANES;
            }
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + outStep);
        c2.intoArray(out, outAt + 2 * outStep);
        c3.intoArray(out, outAt + 3 * outStep);
        c4.intoArray(out, outAt + 4 * outStep);
        c5.intoArray(out, outAt + 5 * outStep);
        c6.intoArray(out, outAt + 6 * outStep);
        c7.intoArray(out, outAt + 7 * outStep);
    }

    private static void tile1x1(double[] a, int aAt, int aStep, int parts, int partStep, int inner, double[] m, int mAt,
            double[] start, int startAt, int startStep, double[] out, int outAt, int outStep) {
        DoubleVector c0 = load(start, startAt);
        int mNow = mAt;
        for (int part = 0, from = aAt; part < parts; part++, from += partStep) {
            for (int i = 0; i < inner; i++) {
                DoubleVector w = load(m, mNow);
                int at = from + i;
                c0 = broadcast(a[at]).fma(w, c0);
                mNow += LANES;
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
