// Generated from ForwardPass.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import org.plumbline.numerics.kernels.Activation;

/**
 * The elementwise half of a layer's value: s = sigma(z), h' = h + factor s.
 * <p>A pass of its own, apart from the product: fused into the product's tiles it overflows the registers.</p>
 * <p>The lanes may be features of one net or one feature of several nets; so may the factors, a vector of them.</p>
 * Shape: z, h, h' [rows, stride]; s [rows, kept] from sAt, see {@link StackMemory}; h and h' in the same array; factors [lanes].
 */
final class ForwardPass {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private ForwardPass() {
    }

    /** Writes s and h'; z is scratch afterwards. */
    static void advance(Activation activation, BackwardPass.Rows rows, double[] z, double[] s, int sAt, double[] states, int hAt,
            int nextAt, double[] factors) {
        int count = rows.count() * rows.stride();
        switch (activation) {
            case TANH -> {
                VectorTanh.advance(rows, z, s, sAt, states, hAt, nextAt, factors);
                return;
            }
            case RELU -> relu(z, count);
            case IDENTITY -> { }
            case LEAKY_RELU -> leakyRelu(z, count);
            case HARD_TANH -> hardTanh(z, count);
        }
        step(rows, z, s, sAt, states, hAt, nextAt, factors);
    }

    /** Copies s from scratch to its place, where the surplus of a row lies under the next, and writes h'. */
    static void step(BackwardPass.Rows rows, double[] scratch, double[] s, int sAt, double[] states, int hAt, int nextAt,
            double[] factors) {
        DoubleVector factor = DoubleVector.fromArray(SPECIES, factors, 0);
        int stride = rows.stride();
        int surplus = stride - rows.kept();
        int count = rows.count() * stride;
        for (int i = 0, at = sAt, column = 0; i < count; i += LANES) {
            DoubleVector value = DoubleVector.fromArray(SPECIES, scratch, i);
            value.intoArray(s, at + i);
            value.fma(factor, DoubleVector.fromArray(SPECIES, states, hAt + i)).intoArray(states, nextAt + i);
            column += LANES;
            if (column == stride) {
                column = 0;
                at -= surplus;
            }
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
