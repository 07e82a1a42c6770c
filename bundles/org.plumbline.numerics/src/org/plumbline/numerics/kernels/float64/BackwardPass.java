// Generated from BackwardPass.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import org.plumbline.numerics.kernels.Activation;

/**
 * The elementwise half of a layer's derivative: dz = scale g sigma'(z).
 * <p>sigma' is taken from s = sigma(z): 1 - s^2 for tanh; 1 for the identity; 1 where s > 0, else 0 for ReLU or the slope for
 * leaky ReLU; 1 where |s| < 1, else 0 for hard tanh.</p>
 * <p>The lanes may be features of one net or one feature of several nets; so may the factors, a vector of them.</p>
 * Shape: g, dz [rows, stride]; s [rows, kept] from sAt, see {@link StackMemory}; factors [lanes].
 */
final class BackwardPass {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    /** So many rows of a batch, in padded arrays with one stride and in kept ones with another. */
    record Rows(int count, int stride, int kept) {
    }

    private BackwardPass() {
    }

    /** Writes dz. */
    static void apply(Activation activation, Rows rows, double[] g, double[] s, int sAt, double[] factors, double[] dz) {
        switch (activation) {
            case TANH -> tanh(rows, g, s, sAt, factors, dz);
            case RELU -> relu(rows, g, s, sAt, factors, dz);
            case IDENTITY -> identity(rows, g, factors, dz);
            case LEAKY_RELU -> leakyRelu(rows, g, s, sAt, factors, dz);
            case HARD_TANH -> hardTanh(rows, g, s, sAt, factors, dz);
        }
    }

    /** Writes g s, whose sum is the derivative by the scale. */
    static void multiply(Rows rows, double[] g, double[] s, int sAt, double[] products) {
        int stride = rows.stride();
        int surplus = stride - rows.kept();
        int count = rows.count() * stride;
        for (int i = 0, at = sAt, column = 0; i < count; i += LANES) {
            DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, i);
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, at + i);
            gradient.mul(value).intoArray(products, i);
            column += LANES;
            if (column == stride) {
                column = 0;
                at -= surplus;
            }
        }
    }

    private static void tanh(Rows rows, double[] g, double[] s, int sAt, double[] factors, double[] dz) {
        DoubleVector factor = DoubleVector.fromArray(SPECIES, factors, 0);
        int stride = rows.stride();
        int surplus = stride - rows.kept();
        int count = rows.count() * stride;
        for (int i = 0, at = sAt, column = 0; i < count; i += LANES) {
            DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, i);
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, at + i);
            DoubleVector scaled = gradient.mul(factor);
            scaled.mul(value).neg().fma(value, scaled).intoArray(dz, i);
            column += LANES;
            if (column == stride) {
                column = 0;
                at -= surplus;
            }
        }
    }

    private static void relu(Rows rows, double[] g, double[] s, int sAt, double[] factors, double[] dz) {
        DoubleVector factor = DoubleVector.fromArray(SPECIES, factors, 0);
        int stride = rows.stride();
        int surplus = stride - rows.kept();
        int count = rows.count() * stride;
        for (int i = 0, at = sAt, column = 0; i < count; i += LANES) {
            DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, i);
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, at + i);
            VectorMask<Double> active = value.compare(VectorOperators.GT, 0);
            DoubleVector.zero(SPECIES).blend(gradient.mul(factor), active).intoArray(dz, i);
            column += LANES;
            if (column == stride) {
                column = 0;
                at -= surplus;
            }
        }
    }

    private static void leakyRelu(Rows rows, double[] g, double[] s, int sAt, double[] factors, double[] dz) {
        DoubleVector factor = DoubleVector.fromArray(SPECIES, factors, 0);
        int stride = rows.stride();
        int surplus = stride - rows.kept();
        int count = rows.count() * stride;
        for (int i = 0, at = sAt, column = 0; i < count; i += LANES) {
            DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, i);
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, at + i);
            VectorMask<Double> active = value.compare(VectorOperators.GT, 0);
            DoubleVector scaled = gradient.mul(factor);
            scaled.mul(Activation.LEAKY_SLOPE).blend(scaled, active).intoArray(dz, i);
            column += LANES;
            if (column == stride) {
                column = 0;
                at -= surplus;
            }
        }
    }

    private static void hardTanh(Rows rows, double[] g, double[] s, int sAt, double[] factors, double[] dz) {
        DoubleVector factor = DoubleVector.fromArray(SPECIES, factors, 0);
        int stride = rows.stride();
        int surplus = stride - rows.kept();
        int count = rows.count() * stride;
        for (int i = 0, at = sAt, column = 0; i < count; i += LANES) {
            DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, i);
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, at + i);
            VectorMask<Double> active = value.abs().compare(VectorOperators.LT, 1);
            DoubleVector.zero(SPECIES).blend(gradient.mul(factor), active).intoArray(dz, i);
            column += LANES;
            if (column == stride) {
                column = 0;
                at -= surplus;
            }
        }
    }

    private static void identity(Rows rows, double[] g, double[] factors, double[] dz) {
        DoubleVector factor = DoubleVector.fromArray(SPECIES, factors, 0);
        int count = rows.count() * rows.stride();
        for (int i = 0; i < count; i += LANES) {
            DoubleVector.fromArray(SPECIES, g, i).mul(factor).intoArray(dz, i);
        }
    }
}
