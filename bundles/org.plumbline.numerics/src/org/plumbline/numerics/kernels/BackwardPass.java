package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementwise half of a layer's derivative: dz = scale g sigma'(z), with the sums over the batch that go with it.
 * <p>sigma' is taken from s = sigma(z): 1 - s^2 for tanh; 1 for the identity; 1 where s > 0, else 0 for ReLU or the slope for
 * leaky ReLU; 1 where |s| < 1, else 0 for hard tanh. Sums run in the order of the batch for each feature by itself, so they do
 * not depend on the number of lanes.</p>
 * Shape: g, dz [rows, stride]; s [rows, width] from sAt, see {@link StackMemory}; biasSums, scaleSums [stride].
 */
final class BackwardPass {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private BackwardPass() {
    }

    /** Writes dz, biasSums[j] = sum_b dz[b][j] and scaleSums[j] = sum_b g[b][j] s[b][j]. */
    static void apply(StackMemory memory, float[] g, int sAt, float scale, float[] dz) {
        int stride = memory.stride;
        for (int column = 0; column < stride; column += LANES) {
            switch (memory.shape.activation()) {
                case TANH -> tanh(memory, g, sAt + column, column, scale, dz);
                case RELU -> relu(memory, g, sAt + column, column, scale, dz);
                case IDENTITY -> identity(memory, g, sAt + column, column, scale, dz);
                case LEAKY_RELU -> leakyRelu(memory, g, sAt + column, column, scale, dz);
                case HARD_TANH -> hardTanh(memory, g, sAt + column, column, scale, dz);
            }
        }
    }

    private static void tanh(StackMemory memory, float[] g, int sAt, int column, float scale, float[] dz) {
        float[] s = memory.activations;
        int stride = memory.stride;
        int width = memory.width;
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector biasSum = zero;
        FloatVector scaleSum = zero;
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            FloatVector scaled = gradient.mul(factor);
            FloatVector result = scaled.mul(value).neg().fma(value, scaled);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = gradient.fma(value, scaleSum);
        }
        biasSum.intoArray(memory.biasSums, column);
        scaleSum.intoArray(memory.scaleSums, column);
    }

    private static void relu(StackMemory memory, float[] g, int sAt, int column, float scale, float[] dz) {
        float[] s = memory.activations;
        int stride = memory.stride;
        int width = memory.width;
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector biasSum = zero;
        FloatVector scaleSum = zero;
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            VectorMask<Float> active = value.compare(VectorOperators.GT, 0);
            FloatVector result = zero.blend(gradient.mul(factor), active);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = gradient.fma(value, scaleSum);
        }
        biasSum.intoArray(memory.biasSums, column);
        scaleSum.intoArray(memory.scaleSums, column);
    }

    private static void identity(StackMemory memory, float[] g, int sAt, int column, float scale, float[] dz) {
        float[] s = memory.activations;
        int stride = memory.stride;
        int width = memory.width;
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector biasSum = zero;
        FloatVector scaleSum = zero;
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            FloatVector result = gradient.mul(factor);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = gradient.fma(value, scaleSum);
        }
        biasSum.intoArray(memory.biasSums, column);
        scaleSum.intoArray(memory.scaleSums, column);
    }

    private static void leakyRelu(StackMemory memory, float[] g, int sAt, int column, float scale, float[] dz) {
        float[] s = memory.activations;
        int stride = memory.stride;
        int width = memory.width;
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector biasSum = zero;
        FloatVector scaleSum = zero;
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            VectorMask<Float> active = value.compare(VectorOperators.GT, 0);
            FloatVector scaled = gradient.mul(factor);
            FloatVector result = scaled.mul(Activation.LEAKY_SLOPE).blend(scaled, active);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = gradient.fma(value, scaleSum);
        }
        biasSum.intoArray(memory.biasSums, column);
        scaleSum.intoArray(memory.scaleSums, column);
    }

    private static void hardTanh(StackMemory memory, float[] g, int sAt, int column, float scale, float[] dz) {
        float[] s = memory.activations;
        int stride = memory.stride;
        int width = memory.width;
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector biasSum = zero;
        FloatVector scaleSum = zero;
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            VectorMask<Float> active = value.abs().compare(VectorOperators.LT, 1);
            FloatVector result = zero.blend(gradient.mul(factor), active);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = gradient.fma(value, scaleSum);
        }
        biasSum.intoArray(memory.biasSums, column);
        scaleSum.intoArray(memory.scaleSums, column);
    }
}
