package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementwise half of a layer: s = sigma(z) in place of z, then h' = h + scale s.
 * <p>A pass of its own, apart from the product: fused into the product's tiles it overflows the registers.</p>
 * Shape: count floats from each place, count a multiple of the lane count.
 */
final class ForwardPass {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private ForwardPass() {
    }

    static void apply(Activation activation, float[] s, int sAt, float[] h, int hAt, int nextAt, int count, float scale) {
        switch (activation) {
            case TANH -> tanh(s, sAt, h, hAt, nextAt, count, scale);
            case RELU -> relu(s, sAt, h, hAt, nextAt, count, scale);
            case IDENTITY -> identity(s, sAt, h, hAt, nextAt, count, scale);
        }
    }

    private static void tanh(float[] s, int sAt, float[] h, int hAt, int nextAt, int count, float scale) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        for (int i = 0; i < count; i += LANES) {
            FloatVector value = VectorTanh.of(FloatVector.fromArray(SPECIES, s, sAt + i));
            value.intoArray(s, sAt + i);
            value.fma(factor, FloatVector.fromArray(SPECIES, h, hAt + i)).intoArray(h, nextAt + i);
        }
    }

    private static void relu(float[] s, int sAt, float[] h, int hAt, int nextAt, int count, float scale) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        for (int i = 0; i < count; i += LANES) {
            FloatVector z = FloatVector.fromArray(SPECIES, s, sAt + i);
            // Written so that NaN stays NaN: a diverged layer must show.
            FloatVector value = z.blend(0, z.compare(VectorOperators.LT, 0));
            value.intoArray(s, sAt + i);
            value.fma(factor, FloatVector.fromArray(SPECIES, h, hAt + i)).intoArray(h, nextAt + i);
        }
    }

    private static void identity(float[] s, int sAt, float[] h, int hAt, int nextAt, int count, float scale) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        for (int i = 0; i < count; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, s, sAt + i);
            value.fma(factor, FloatVector.fromArray(SPECIES, h, hAt + i)).intoArray(h, nextAt + i);
        }
    }
}
