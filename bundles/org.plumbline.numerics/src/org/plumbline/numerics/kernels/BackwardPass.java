package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementwise half of a layer's derivative: dz = scale g sigma'(z).
 * <p>sigma' is taken from s = sigma(z): 1 - s^2 for tanh; 1 for the identity; 1 where s > 0, else 0 for ReLU or the slope for
 * leaky ReLU; 1 where |s| < 1, else 0 for hard tanh.</p>
 * <p>The lanes may be features of one net or one feature of several nets; so may the factors, a vector of them.</p>
 * Shape: g, dz [rows, stride]; s [rows, kept] from sAt, see {@link StackMemory}; factors [lanes].
 */
final class BackwardPass {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    /** So many rows of a batch, in padded arrays with one stride and in kept ones with another. */
    record Rows(int count, int stride, int kept) {
    }

    private BackwardPass() {
    }

    /** Writes dz. */
    static void apply(Activation activation, Rows rows, float[] g, float[] s, int sAt, float[] factors, float[] dz) {
        switch (activation) {
            case TANH -> tanh(rows, g, s, sAt, factors, dz);
            case RELU -> relu(rows, g, s, sAt, factors, dz);
            case IDENTITY -> identity(rows, g, factors, dz);
            case LEAKY_RELU -> leakyRelu(rows, g, s, sAt, factors, dz);
            case HARD_TANH -> hardTanh(rows, g, s, sAt, factors, dz);
        }
    }

    /** Writes g s, whose sum is the derivative by the scale. */
    static void multiply(Rows rows, float[] g, float[] s, int sAt, float[] products) {
        int stride = rows.stride();
        int surplus = stride - rows.kept();
        int count = rows.count() * stride;
        for (int i = 0, at = sAt, column = 0; i < count; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, at + i);
            gradient.mul(value).intoArray(products, i);
            column += LANES;
            if (column == stride) {
                column = 0;
                at -= surplus;
            }
        }
    }

    private static void tanh(Rows rows, float[] g, float[] s, int sAt, float[] factors, float[] dz) {
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, 0);
        int stride = rows.stride();
        int surplus = stride - rows.kept();
        int count = rows.count() * stride;
        for (int i = 0, at = sAt, column = 0; i < count; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, at + i);
            FloatVector scaled = gradient.mul(factor);
            scaled.mul(value).neg().fma(value, scaled).intoArray(dz, i);
            column += LANES;
            if (column == stride) {
                column = 0;
                at -= surplus;
            }
        }
    }

    private static void relu(Rows rows, float[] g, float[] s, int sAt, float[] factors, float[] dz) {
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, 0);
        int stride = rows.stride();
        int surplus = stride - rows.kept();
        int count = rows.count() * stride;
        for (int i = 0, at = sAt, column = 0; i < count; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, at + i);
            VectorMask<Float> active = value.compare(VectorOperators.GT, 0);
            FloatVector.zero(SPECIES).blend(gradient.mul(factor), active).intoArray(dz, i);
            column += LANES;
            if (column == stride) {
                column = 0;
                at -= surplus;
            }
        }
    }

    private static void leakyRelu(Rows rows, float[] g, float[] s, int sAt, float[] factors, float[] dz) {
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, 0);
        int stride = rows.stride();
        int surplus = stride - rows.kept();
        int count = rows.count() * stride;
        for (int i = 0, at = sAt, column = 0; i < count; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, at + i);
            VectorMask<Float> active = value.compare(VectorOperators.GT, 0);
            FloatVector scaled = gradient.mul(factor);
            scaled.mul((float) Activation.LEAKY_SLOPE).blend(scaled, active).intoArray(dz, i);
            column += LANES;
            if (column == stride) {
                column = 0;
                at -= surplus;
            }
        }
    }

    private static void hardTanh(Rows rows, float[] g, float[] s, int sAt, float[] factors, float[] dz) {
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, 0);
        int stride = rows.stride();
        int surplus = stride - rows.kept();
        int count = rows.count() * stride;
        for (int i = 0, at = sAt, column = 0; i < count; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, at + i);
            VectorMask<Float> active = value.abs().compare(VectorOperators.LT, 1);
            FloatVector.zero(SPECIES).blend(gradient.mul(factor), active).intoArray(dz, i);
            column += LANES;
            if (column == stride) {
                column = 0;
                at -= surplus;
            }
        }
    }

    private static void identity(Rows rows, float[] g, float[] factors, float[] dz) {
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, 0);
        int count = rows.count() * rows.stride();
        for (int i = 0; i < count; i += LANES) {
            FloatVector.fromArray(SPECIES, g, i).mul(factor).intoArray(dz, i);
        }
    }
}
