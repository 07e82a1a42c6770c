package org.plumbline.numerics.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fused multiply-adds in registers alone, to find how many a thread can do: twelve independent chains of full vectors, more than
 * two units with a latency of four or five cycles can hold.
 */
public final class MultiplyAddChains {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;

    private MultiplyAddChains() {
    }

    /** Returns the floating-point operations of a round in single precision; a multiply-add as two. */
    public static double floatFlops() {
        return 2.0 * CHAINS * FLOATS.length();
    }

    /** Returns the floating-point operations of a round in double precision. */
    public static double doubleFlops() {
        return 2.0 * CHAINS * DOUBLES.length();
    }

    /**
     * Runs rounds of multiply-adds in single precision.
     *
     * @param rounds at least 0
     * @return a number that depends on all of them, so that none is left out
     */
    public static double floats(int rounds) {
        FloatVector m = FloatVector.broadcast(FLOATS, 0.5f);
        FloatVector a = FloatVector.broadcast(FLOATS, 1f);
        FloatVector v0 = a, v1 = a, v2 = a, v3 = a, v4 = a, v5 = a, v6 = a, v7 = a, v8 = a, v9 = a, v10 = a, v11 = a;
        for (int i = 0; i < rounds; i++) {
            v0 = v0.fma(m, a);
            v1 = v1.fma(m, a);
            v2 = v2.fma(m, a);
            v3 = v3.fma(m, a);
            v4 = v4.fma(m, a);
            v5 = v5.fma(m, a);
            v6 = v6.fma(m, a);
            v7 = v7.fma(m, a);
            v8 = v8.fma(m, a);
            v9 = v9.fma(m, a);
            v10 = v10.fma(m, a);
            v11 = v11.fma(m, a);
        }
        return v0.add(v1).add(v2).add(v3).add(v4.add(v5).add(v6).add(v7)).add(v8.add(v9).add(v10).add(v11))
                .reduceLanes(VectorOperators.ADD);
    }

    /**
     * Runs rounds of multiply-adds in double precision.
     *
     * @param rounds at least 0
     * @return a number that depends on all of them, so that none is left out
     */
    public static double doubles(int rounds) {
        DoubleVector m = DoubleVector.broadcast(DOUBLES, 0.5);
        DoubleVector a = DoubleVector.broadcast(DOUBLES, 1);
        DoubleVector v0 = a, v1 = a, v2 = a, v3 = a, v4 = a, v5 = a, v6 = a, v7 = a, v8 = a, v9 = a, v10 = a, v11 = a;
        for (int i = 0; i < rounds; i++) {
            v0 = v0.fma(m, a);
            v1 = v1.fma(m, a);
            v2 = v2.fma(m, a);
            v3 = v3.fma(m, a);
            v4 = v4.fma(m, a);
            v5 = v5.fma(m, a);
            v6 = v6.fma(m, a);
            v7 = v7.fma(m, a);
            v8 = v8.fma(m, a);
            v9 = v9.fma(m, a);
            v10 = v10.fma(m, a);
            v11 = v11.fma(m, a);
        }
        return v0.add(v1).add(v2).add(v3).add(v4.add(v5).add(v6).add(v7)).add(v8.add(v9).add(v10).add(v11))
                .reduceLanes(VectorOperators.ADD);
    }
}
