package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementwise half of a layer's directional derivative: dh += scaleChange s + scale sigma'(z) dz.
 * <p>sigma' is taken from s = sigma(z) as in {@link BackwardPass}.</p>
 * Shape: dh, dz [rows, stride]; s [rows, width] from sAt, see {@link StackMemory}.
 */
final class TangentPass {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private TangentPass() {
    }

    static void apply(StackMemory memory, int sAt, float[] dz, float[] dh, float scale, float scaleChange) {
        for (int column = 0; column < memory.rowsOfBatch.stride(); column += LANES) {
            switch (memory.shape.activation()) {
                case TANH -> tanh(memory, sAt + column, column, dz, dh, scale, scaleChange);
                case RELU -> relu(memory, sAt + column, column, dz, dh, scale, scaleChange);
                case IDENTITY -> identity(memory, sAt + column, column, dz, dh, scale, scaleChange);
                case LEAKY_RELU -> leakyRelu(memory, sAt + column, column, dz, dh, scale, scaleChange);
                case HARD_TANH -> hardTanh(memory, sAt + column, column, dz, dh, scale, scaleChange);
            }
        }
    }

    private static void tanh(StackMemory memory, int sAt, int column, float[] dz, float[] dh, float scale,
            float scaleChange) {
        float[] s = memory.activations;
        int stride = memory.rowsOfBatch.stride();
        int kept = memory.rowsOfBatch.kept();
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += kept) {
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            FloatVector scaled = FloatVector.fromArray(SPECIES, dz, i).mul(scale);
            FloatVector change = scaled.mul(value).neg().fma(value, scaled);
            change = value.fma(FloatVector.broadcast(SPECIES, scaleChange), change);
            FloatVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }

    private static void relu(StackMemory memory, int sAt, int column, float[] dz, float[] dh, float scale,
            float scaleChange) {
        float[] s = memory.activations;
        int stride = memory.rowsOfBatch.stride();
        int kept = memory.rowsOfBatch.kept();
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += kept) {
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            FloatVector scaled = FloatVector.fromArray(SPECIES, dz, i).mul(scale);
            FloatVector change = FloatVector.zero(SPECIES).blend(scaled, value.compare(VectorOperators.GT, 0));
            change = value.fma(FloatVector.broadcast(SPECIES, scaleChange), change);
            FloatVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }

    private static void identity(StackMemory memory, int sAt, int column, float[] dz, float[] dh, float scale,
            float scaleChange) {
        float[] s = memory.activations;
        int stride = memory.rowsOfBatch.stride();
        int kept = memory.rowsOfBatch.kept();
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += kept) {
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            FloatVector change = FloatVector.fromArray(SPECIES, dz, i).mul(scale);
            change = value.fma(FloatVector.broadcast(SPECIES, scaleChange), change);
            FloatVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }

    private static void leakyRelu(StackMemory memory, int sAt, int column, float[] dz, float[] dh, float scale,
            float scaleChange) {
        float[] s = memory.activations;
        int stride = memory.rowsOfBatch.stride();
        int kept = memory.rowsOfBatch.kept();
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += kept) {
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            FloatVector scaled = FloatVector.fromArray(SPECIES, dz, i).mul(scale);
            FloatVector change = scaled.mul((float) Activation.LEAKY_SLOPE).blend(scaled, value.compare(VectorOperators.GT, 0));
            change = value.fma(FloatVector.broadcast(SPECIES, scaleChange), change);
            FloatVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }

    private static void hardTanh(StackMemory memory, int sAt, int column, float[] dz, float[] dh, float scale,
            float scaleChange) {
        float[] s = memory.activations;
        int stride = memory.rowsOfBatch.stride();
        int kept = memory.rowsOfBatch.kept();
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += kept) {
            FloatVector value = FloatVector.fromArray(SPECIES, s, j);
            VectorMask<Float> active = value.abs().compare(VectorOperators.LT, 1);
            FloatVector change = FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, dz, i).mul(scale), active);
            change = value.fma(FloatVector.broadcast(SPECIES, scaleChange), change);
            FloatVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }
}
