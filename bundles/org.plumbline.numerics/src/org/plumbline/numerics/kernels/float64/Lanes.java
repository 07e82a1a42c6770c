// Generated from Lanes.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The padded layout: rows of d doubles are stored as rows of {@link #padded} doubles whose surplus stays zero.
 * <p>Packing and unpacking use masked vectors: a call of System.arraycopy for ten doubles costs more than the product with
 * them.</p>
 */
final class Lanes {

    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int COUNT = SPECIES.length();
    /** Whether sixteen accumulators fit: AVX2 has sixteen registers, AVX-512 and AArch64 have 32. */
    static final boolean MANY_REGISTERS = SPECIES.vectorBitSize() != 256;

    private Lanes() {
    }

    /** Returns the smallest multiple of the lane count that is >= width. */
    static int padded(int width) {
        return (width + COUNT - 1) / COUNT * COUNT;
    }

    /** Copies rows of width doubles to padded rows; the surplus becomes zero. */
    static void pack(double[] from, int fromAt, int rows, int width, double[] to, int toAt) {
        int padded = padded(width);
        int last = padded - COUNT;
        VectorMask<Double> tail = SPECIES.indexInRange(last, width);
        for (int r = 0; r < rows; r++) {
            int source = fromAt + r * width;
            int target = toAt + r * padded;
            for (int c = 0; c < last; c += COUNT) {
                DoubleVector.fromArray(SPECIES, from, source + c).intoArray(to, target + c);
            }
            DoubleVector.fromArray(SPECIES, from, source + last, tail).intoArray(to, target + last);
        }
    }

    /** Copies padded rows to rows of width doubles. */
    static void unpack(double[] from, int fromAt, int rows, int width, double[] to, int toAt) {
        int padded = padded(width);
        int last = padded - COUNT;
        VectorMask<Double> tail = SPECIES.indexInRange(last, width);
        for (int r = 0; r < rows; r++) {
            int source = fromAt + r * padded;
            int target = toAt + r * width;
            for (int c = 0; c < last; c += COUNT) {
                DoubleVector.fromArray(SPECIES, from, source + c).intoArray(to, target + c);
            }
            DoubleVector.fromArray(SPECIES, from, source + last).intoArray(to, target + last, tail);
        }
    }

    /** Copies a square matrix to padded rows of its transpose. The surplus of the target is not written. */
    static void packTransposed(double[] from, int fromAt, int width, double[] to) {
        int padded = padded(width);
        for (int i = 0; i < width; i++) {
            int source = fromAt + i * width;
            for (int j = 0; j < width; j++) {
                to[j * padded + i] = from[source + j];
            }
        }
    }
}
