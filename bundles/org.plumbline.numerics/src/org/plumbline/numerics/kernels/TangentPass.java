package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementwise half of a layer's directional derivative: dh += scaleChange s + scale sigma'(z) dz.
 * <p>sigma' is taken from s = sigma(z) as in {@link BackwardPass}.</p>
 * Shape: dh, dz count floats, s count floats from sAt, count a multiple of the lane count.
 */
final class TangentPass {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;

    private TangentPass() {
    }

    static void apply(Activation activation, float[] s, int sAt, float[] dz, float[] dh, int count, float scale,
            float scaleChange) {
        switch (activation) {
            case TANH -> tanh(s, sAt, dz, dh, count, scale, scaleChange);
            case RELU -> relu(s, sAt, dz, dh, count, scale, scaleChange);
            case IDENTITY -> identity(s, sAt, dz, dh, count, scale, scaleChange);
        }
    }

    private static void tanh(float[] s, int sAt, float[] dz, float[] dh, int count, float scale, float scaleChange) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, s, sAt + i);
            FloatVector scaled = FloatVector.fromArray(SPECIES, dz, i).mul(scale);
            FloatVector change = scaled.mul(value).neg().fma(value, scaled);
            change = value.fma(FloatVector.broadcast(SPECIES, scaleChange), change);
            FloatVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }

    private static void relu(float[] s, int sAt, float[] dz, float[] dh, int count, float scale, float scaleChange) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, s, sAt + i);
            FloatVector scaled = FloatVector.fromArray(SPECIES, dz, i).mul(scale);
            FloatVector change = FloatVector.zero(SPECIES).blend(scaled, value.compare(VectorOperators.GT, 0));
            change = value.fma(FloatVector.broadcast(SPECIES, scaleChange), change);
            FloatVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }

    private static void identity(float[] s, int sAt, float[] dz, float[] dh, int count, float scale, float scaleChange) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            FloatVector change = FloatVector.fromArray(SPECIES, dz, i).mul(scale);
            change = FloatVector.fromArray(SPECIES, s, sAt + i).fma(FloatVector.broadcast(SPECIES, scaleChange), change);
            FloatVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }
}
