package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementwise half of a layer's derivative: dz = scale g sigma'(z), with the sums over the batch that go with it.
 * <p>sigma' is taken from s = sigma(z): 1 - s^2 for tanh, 1 or 0 as s > 0 or not for ReLU, 1 for the identity. Sums run in the
 * order of the batch for each feature by itself, so they do not depend on the number of lanes.</p>
 * Shape: g, dz [rows, stride], s [rows, stride] from sAt; biasSums, scaleSums [stride].
 */
final class BackwardPass {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private BackwardPass() {
    }

    /** Writes dz, biasSums[j] = sum_b dz[b][j] and scaleSums[j] = sum_b g[b][j] s[b][j]. */
    static void apply(Activation activation, float[] g, float[] s, int sAt, int rows, int stride, float scale, float[] dz,
            float[] biasSums, float[] scaleSums) {
        for (int column = 0; column < stride; column += LANES) {
            switch (activation) {
                case TANH -> tanh(g, s, sAt, rows, stride, column, scale, dz, biasSums, scaleSums);
                case RELU -> relu(g, s, sAt, rows, stride, column, scale, dz, biasSums, scaleSums);
                case IDENTITY -> identity(g, s, sAt, rows, stride, column, scale, dz, biasSums, scaleSums);
            }
        }
    }

    private static void tanh(float[] g, float[] s, int sAt, int rows, int stride, int column, float scale, float[] dz,
            float[] biasSums, float[] scaleSums) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector biasSum = FloatVector.zero(SPECIES);
        FloatVector scaleSum = biasSum;
        int end = column + rows * stride;
        for (int i = column; i < end; i += stride) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, sAt + i);
            FloatVector scaled = gradient.mul(factor);
            FloatVector result = scaled.mul(value).neg().fma(value, scaled);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = gradient.fma(value, scaleSum);
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }

    private static void relu(float[] g, float[] s, int sAt, int rows, int stride, int column, float scale, float[] dz,
            float[] biasSums, float[] scaleSums) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector biasSum = zero;
        FloatVector scaleSum = zero;
        int end = column + rows * stride;
        for (int i = column; i < end; i += stride) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, sAt + i);
            VectorMask<Float> active = value.compare(VectorOperators.GT, 0);
            FloatVector result = zero.blend(gradient.mul(factor), active);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = gradient.fma(value, scaleSum);
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }

    private static void identity(float[] g, float[] s, int sAt, int rows, int stride, int column, float scale, float[] dz,
            float[] biasSums, float[] scaleSums) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector biasSum = FloatVector.zero(SPECIES);
        FloatVector scaleSum = biasSum;
        int end = column + rows * stride;
        for (int i = column; i < end; i += stride) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector result = gradient.mul(factor);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = gradient.fma(FloatVector.fromArray(SPECIES, s, sAt + i), scaleSum);
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }
}
