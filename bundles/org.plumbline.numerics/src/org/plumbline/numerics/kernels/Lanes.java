package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The padded layout: rows of d floats are stored as rows of {@link #padded} floats whose surplus stays zero.
 * <p>Packing and unpacking use masked vectors: a call of System.arraycopy for ten floats costs more than the product with
 * them.</p>
 */
final class Lanes {

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int COUNT = SPECIES.length();
    /** Whether sixteen accumulators fit: AVX2 has sixteen registers, AVX-512 and AArch64 have 32. */
    static final boolean MANY_REGISTERS = SPECIES.vectorBitSize() != 256;

    private Lanes() {
    }

    /** Returns the smallest multiple of the lane count that is >= width. */
    static int padded(int width) {
        return (width + COUNT - 1) / COUNT * COUNT;
    }

    /** Copies rows of width floats to padded rows; the surplus becomes zero. */
    static void pack(float[] from, int fromAt, int rows, int width, float[] to, int toAt) {
        int padded = padded(width);
        int last = padded - COUNT;
        VectorMask<Float> tail = SPECIES.indexInRange(last, width);
        for (int r = 0; r < rows; r++) {
            int source = fromAt + r * width;
            int target = toAt + r * padded;
            for (int c = 0; c < last; c += COUNT) {
                FloatVector.fromArray(SPECIES, from, source + c).intoArray(to, target + c);
            }
            FloatVector.fromArray(SPECIES, from, source + last, tail).intoArray(to, target + last);
        }
    }

    /** Copies padded rows to rows of width floats. */
    static void unpack(float[] from, int fromAt, int rows, int width, float[] to, int toAt) {
        int padded = padded(width);
        int last = padded - COUNT;
        VectorMask<Float> tail = SPECIES.indexInRange(last, width);
        for (int r = 0; r < rows; r++) {
            int source = fromAt + r * padded;
            int target = toAt + r * width;
            for (int c = 0; c < last; c += COUNT) {
                FloatVector.fromArray(SPECIES, from, source + c).intoArray(to, target + c);
            }
            FloatVector.fromArray(SPECIES, from, source + last).intoArray(to, target + last, tail);
        }
    }

    /** Copies a square matrix to padded rows of its transpose. The surplus of the target is not written. */
    static void packTransposed(float[] from, int fromAt, int width, float[] to) {
        int padded = padded(width);
        for (int i = 0; i < width; i++) {
            int source = fromAt + i * width;
            for (int j = 0; j < width; j++) {
                to[j * padded + i] = from[source + j];
            }
        }
    }
}
