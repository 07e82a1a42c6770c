// Generated from ForwardPass.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import org.plumbline.numerics.kernels.Activation;

/**
 * The elementwise half of a layer's value: s = sigma(z) in place of z.
 * <p>A pass of its own, apart from the product: fused into the product's tiles it overflows the registers.</p>
 * Shape: z holds count doubles from 0, count a multiple of the lane count.
 */
final class ForwardPass {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private ForwardPass() {
    }

    static void apply(Activation activation, double[] z, int count) {
        switch (activation) {
            case TANH -> VectorTanh.apply(z, count);
            case RELU -> relu(z, count);
            case IDENTITY -> { }
            case LEAKY_RELU -> leakyRelu(z, count);
            case HARD_TANH -> hardTanh(z, count);
        }
    }

    // Compare and blend, not min and max: NaN stays NaN, as a diverged layer must show.

    private static void relu(double[] z, int count) {
        for (int i = 0; i < count; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            x.blend(0, x.compare(VectorOperators.LT, 0)).intoArray(z, i);
        }
    }

    private static void leakyRelu(double[] z, int count) {
        for (int i = 0; i < count; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            x.blend(x.mul(Activation.LEAKY_SLOPE), x.compare(VectorOperators.LT, 0)).intoArray(z, i);
        }
    }

    private static void hardTanh(double[] z, int count) {
        for (int i = 0; i < count; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            x = x.blend(1, x.compare(VectorOperators.GT, 1));
            x.blend(-1, x.compare(VectorOperators.LT, -1)).intoArray(z, i);
        }
    }
}
