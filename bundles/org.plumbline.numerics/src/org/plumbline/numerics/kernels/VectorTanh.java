package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Hyperbolic tangent of each lane: clamp, then an odd polynomial of degree 13 over an even one of degree 6.
 * <p>tanh x = x P(x^2) / Q(x^2) for |x| at most 7.9988; NaN stays NaN. Operations are fused multiply-add, multiply, divide in
 * one order for every lane, so the bits depend on x alone.</p>
 * Accuracy, measured against tanh in double at all floats of [2^-14, 10] and every 4099th of [1e-30, 2^-14]: largest error
 * 4.9 units in the last place (at 5.126039), mean 1.04, 2.0 below 2^-14; largest relative error 2.92e-7; never above 1. Odd,
 * not monotone in the last place.
 * Source: coefficients of the float tanh of the C++ library Eigen (generic_fast_tanh_float). Pinned by VectorTanhTest.
 */
final class VectorTanh {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final float CLAMP = 7.99881172180175781f;
    private static final float P1 = 4.89352455891786e-03f;
    private static final float P3 = 6.37261928875436e-04f;
    private static final float P5 = 1.48572235717979e-05f;
    private static final float P7 = 5.12229709037114e-08f;
    private static final float P9 = -8.60467152213735e-11f;
    private static final float P11 = 2.00018790482477e-13f;
    private static final float P13 = -2.76076847742355e-16f;
    private static final float Q0 = 4.89352518554385e-03f;
    private static final float Q2 = 2.26843463243900e-03f;
    private static final float Q4 = 1.18534705686654e-04f;
    private static final float Q6 = 1.19825839466702e-06f;

    private VectorTanh() {
    }

    /**
     * Computes s = tanh z, and the next state h' = h + factor s.
     * <p>One loop with everything in it: a method that took and returned one vector would be called, with boxed vectors,
     * whenever the compiler had compiled it before it came to compile the loop.</p>
     *
     * @param rows    of z, h, h' with their stride, and of s as kept, whose surplus is written in ascending order
     * @param z       from 0. Not modified.
     * @param s       from sAt. Modified.
     * @param states  h from hAt, h' from nextAt, which is modified
     * @param factors [lanes]
     */
    static void advance(BackwardPass.Rows rows, float[] z, float[] s, int sAt, float[] states, int hAt, int nextAt, float[] factors) {
        int stride = rows.stride();
        int surplus = stride - rows.kept();
        int count = rows.count() * stride;
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, 0);
        for (int i = 0, at = sAt, column = 0; i < count; i += Lanes.COUNT) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            // Compare and blend, not min and max: these must be exact about NaN and -0 and cost several instructions.
            x = x.blend(CLAMP, x.compare(VectorOperators.GT, CLAMP));
            x = x.blend(-CLAMP, x.compare(VectorOperators.LT, -CLAMP));
            FloatVector square = x.mul(x);
            FloatVector p = square.fma(broadcast(P13), broadcast(P11));
            p = p.fma(square, broadcast(P9));
            p = p.fma(square, broadcast(P7));
            p = p.fma(square, broadcast(P5));
            p = p.fma(square, broadcast(P3));
            p = p.fma(square, broadcast(P1));
            FloatVector q = square.fma(broadcast(Q6), broadcast(Q4));
            q = q.fma(square, broadcast(Q2));
            q = q.fma(square, broadcast(Q0));
            FloatVector value = x.mul(p).div(q);
            value.intoArray(s, at + i);
            value.fma(factor, FloatVector.fromArray(SPECIES, states, hAt + i)).intoArray(states, nextAt + i);
            column += Lanes.COUNT;
            if (column == stride) {
                column = 0;
                at -= surplus;
            }
        }
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
