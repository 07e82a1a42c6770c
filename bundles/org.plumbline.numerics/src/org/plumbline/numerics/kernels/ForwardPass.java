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

    static void apply(Activation activation, float[] states, int sAt, int hAt, int nextAt, int count, float scale) {
        switch (activation) {
            case TANH -> VectorTanh.forward(states, sAt, hAt, nextAt, count, scale);
            case RELU -> relu(states, sAt, hAt, nextAt, count, scale);
            case IDENTITY -> identity(states, sAt, hAt, nextAt, count, scale);
        }
    }

    private static void relu(float[] states, int sAt, int hAt, int nextAt, int count, float scale) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        for (int i = 0; i < count; i += LANES) {
            FloatVector z = FloatVector.fromArray(SPECIES, states, sAt + i);
            // Written so that NaN stays NaN: a diverged layer must show.
            FloatVector value = z.blend(0, z.compare(VectorOperators.LT, 0));
            value.intoArray(states, sAt + i);
            value.fma(factor, FloatVector.fromArray(SPECIES, states, hAt + i)).intoArray(states, nextAt + i);
        }
    }

    private static void identity(float[] states, int sAt, int hAt, int nextAt, int count, float scale) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        for (int i = 0; i < count; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, states, sAt + i);
            value.fma(factor, FloatVector.fromArray(SPECIES, states, hAt + i)).intoArray(states, nextAt + i);
        }
    }
}
