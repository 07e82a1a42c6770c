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
        for (int i = 0; i < count; i += Lanes.COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, s, sAt + i);
            FloatVector change = derivative(activation, value, FloatVector.fromArray(SPECIES, dz, i)).mul(scale);
            change = value.fma(FloatVector.broadcast(SPECIES, scaleChange), change);
            FloatVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }

    private static FloatVector derivative(Activation activation, FloatVector value, FloatVector dz) {
        return switch (activation) {
            case TANH -> dz.mul(value).neg().fma(value, dz);
            case RELU -> FloatVector.zero(SPECIES).blend(dz, value.compare(VectorOperators.GT, 0));
            case IDENTITY -> dz;
        };
    }
}
