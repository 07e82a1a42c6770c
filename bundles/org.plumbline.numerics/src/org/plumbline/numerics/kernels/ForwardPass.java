package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementwise half of a layer's value: s = sigma(z) in place of z.
 * <p>A pass of its own, apart from the product: fused into the product's tiles it overflows the registers.</p>
 * Shape: z holds count floats from 0, count a multiple of the lane count.
 */
final class ForwardPass {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private ForwardPass() {
    }

    static void apply(Activation activation, float[] z, int count) {
        switch (activation) {
            case TANH -> VectorTanh.apply(z, count);
            case RELU -> relu(z, count);
            case IDENTITY -> { }
            case LEAKY_RELU -> leakyRelu(z, count);
            case HARD_TANH -> hardTanh(z, count);
        }
    }

    // Compare and blend, not min and max: NaN stays NaN, as a diverged layer must show.

    private static void relu(float[] z, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            x.blend(0, x.compare(VectorOperators.LT, 0)).intoArray(z, i);
        }
    }

    private static void leakyRelu(float[] z, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            x.blend(x.mul((float) Activation.LEAKY_SLOPE), x.compare(VectorOperators.LT, 0)).intoArray(z, i);
        }
    }

    private static void hardTanh(float[] z, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            x = x.blend(1, x.compare(VectorOperators.GT, 1));
            x.blend(-1, x.compare(VectorOperators.LT, -1)).intoArray(z, i);
        }
    }
}
