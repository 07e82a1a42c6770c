package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementwise half of a layer's derivative: dz = scale g sigma'(z), with the sums over the batch that go with it.
 * <p>sigma' is taken from s = sigma(z): 1 - s^2 for tanh; 1 for the identity; 1 where s > 0, else 0 for ReLU or the slope for
 * leaky ReLU; 1 where |s| < 1, else 0 for hard tanh. Sums run in the order of the batch for each feature by itself, so they do
 * not depend on the number of lanes. Where the lanes are rows of the batch the sums mean nothing, and are made otherwise.</p>
 * <p>The lanes may be features of one net or one feature of several nets; so may the factors, a vector of them.</p>
 * Shape: g, dz [rows, stride]; s [rows, kept] from sAt, see {@link StackMemory}; factors [lanes]; biasSums, scaleSums [stride].
 */
final class BackwardPass {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    /** So many rows of a batch, in padded arrays with one stride and in kept ones with another. */
    record Rows(int count, int stride, int kept) {
    }

    private BackwardPass() {
    }

    /** Writes dz, biasSums[j] = sum_b dz[b][j] and scaleSums[j] = sum_b g[b][j] s[b][j]. */
    static void apply(Activation activation, Rows rows, float[] g, float[] s, int sAt, float[] factors, float[] dz,
            float[] biasSums, float[] scaleSums) {
        int stride = rows.stride();
        for (int column = 0; column < stride; column += LANES) {
            switch (activation) {
                case TANH -> tanh(rows, g, s, sAt + column, column, factors, dz, biasSums, scaleSums);
                case RELU -> relu(rows, g, s, sAt + column, column, factors, dz, biasSums, scaleSums);
                case IDENTITY -> identity(rows, g, s, sAt + column, column, factors, dz, biasSums, scaleSums);
                case LEAKY_RELU -> leakyRelu(rows, g, s, sAt + column, column, factors, dz, biasSums, scaleSums);
                case HARD_TANH -> hardTanh(rows, g, s, sAt + column, column, factors, dz, biasSums, scaleSums);
            }
        }
    }

    private static void tanh(Rows rows, float[] g, float[] s, int sAt, int column, float[] factors, float[] dz,
            float[] biasSums, float[] scaleSums) {
        int stride = rows.stride();
        int width = rows.kept();
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, 0);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector biasSum = zero;
        FloatVector scaleSum = zero;
        int end = column + rows.count() * stride;
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            FloatVector scaled = gradient.mul(factor);
            FloatVector result = scaled.mul(value).neg().fma(value, scaled);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = scaleSum.add(gradient.mul(value));
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }

    private static void relu(Rows rows, float[] g, float[] s, int sAt, int column, float[] factors, float[] dz,
            float[] biasSums, float[] scaleSums) {
        int stride = rows.stride();
        int width = rows.kept();
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, 0);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector biasSum = zero;
        FloatVector scaleSum = zero;
        int end = column + rows.count() * stride;
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            VectorMask<Float> active = value.compare(VectorOperators.GT, 0);
            FloatVector result = zero.blend(gradient.mul(factor), active);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = scaleSum.add(gradient.mul(value));
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }

    private static void identity(Rows rows, float[] g, float[] s, int sAt, int column, float[] factors, float[] dz,
            float[] biasSums, float[] scaleSums) {
        int stride = rows.stride();
        int width = rows.kept();
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, 0);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector biasSum = zero;
        FloatVector scaleSum = zero;
        int end = column + rows.count() * stride;
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            FloatVector result = gradient.mul(factor);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = scaleSum.add(gradient.mul(value));
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }

    private static void leakyRelu(Rows rows, float[] g, float[] s, int sAt, int column, float[] factors, float[] dz,
            float[] biasSums, float[] scaleSums) {
        int stride = rows.stride();
        int width = rows.kept();
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, 0);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector biasSum = zero;
        FloatVector scaleSum = zero;
        int end = column + rows.count() * stride;
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            VectorMask<Float> active = value.compare(VectorOperators.GT, 0);
            FloatVector scaled = gradient.mul(factor);
            FloatVector result = scaled.mul((float) Activation.LEAKY_SLOPE).blend(scaled, active);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = scaleSum.add(gradient.mul(value));
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }

    private static void hardTanh(Rows rows, float[] g, float[] s, int sAt, int column, float[] factors, float[] dz,
            float[] biasSums, float[] scaleSums) {
        int stride = rows.stride();
        int width = rows.kept();
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, 0);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector biasSum = zero;
        FloatVector scaleSum = zero;
        int end = column + rows.count() * stride;
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            VectorMask<Float> active = value.abs().compare(VectorOperators.LT, 1);
            FloatVector result = zero.blend(gradient.mul(factor), active);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = scaleSum.add(gradient.mul(value));
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }
}
