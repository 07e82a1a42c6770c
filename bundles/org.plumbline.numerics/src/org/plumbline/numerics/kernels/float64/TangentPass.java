// Generated from TangentPass.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import org.plumbline.numerics.kernels.Activation;

/**
 * The elementwise half of a layer's directional derivative: dh += scaleChange s + scale sigma'(z) dz.
 * <p>sigma' is taken from s = sigma(z) as in {@link BackwardPass}.</p>
 * Shape: dh, dz [rows, stride]; s [rows, width] from sAt, see {@link StackMemory}.
 */
final class TangentPass {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private TangentPass() {
    }

    static void apply(StackMemory memory, int sAt, double[] dz, double[] dh, double scale, double scaleChange) {
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

    private static void tanh(StackMemory memory, int sAt, int column, double[] dz, double[] dh, double scale,
            double scaleChange) {
        double[] s = memory.activations;
        int stride = memory.rowsOfBatch.stride();
        int kept = memory.rowsOfBatch.kept();
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += kept) {
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, j);
            DoubleVector scaled = DoubleVector.fromArray(SPECIES, dz, i).mul(scale);
            DoubleVector change = scaled.mul(value).neg().fma(value, scaled);
            change = value.fma(DoubleVector.broadcast(SPECIES, scaleChange), change);
            DoubleVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }

    private static void relu(StackMemory memory, int sAt, int column, double[] dz, double[] dh, double scale,
            double scaleChange) {
        double[] s = memory.activations;
        int stride = memory.rowsOfBatch.stride();
        int kept = memory.rowsOfBatch.kept();
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += kept) {
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, j);
            DoubleVector scaled = DoubleVector.fromArray(SPECIES, dz, i).mul(scale);
            DoubleVector change = DoubleVector.zero(SPECIES).blend(scaled, value.compare(VectorOperators.GT, 0));
            change = value.fma(DoubleVector.broadcast(SPECIES, scaleChange), change);
            DoubleVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }

    private static void identity(StackMemory memory, int sAt, int column, double[] dz, double[] dh, double scale,
            double scaleChange) {
        double[] s = memory.activations;
        int stride = memory.rowsOfBatch.stride();
        int kept = memory.rowsOfBatch.kept();
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += kept) {
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, j);
            DoubleVector change = DoubleVector.fromArray(SPECIES, dz, i).mul(scale);
            change = value.fma(DoubleVector.broadcast(SPECIES, scaleChange), change);
            DoubleVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }

    private static void leakyRelu(StackMemory memory, int sAt, int column, double[] dz, double[] dh, double scale,
            double scaleChange) {
        double[] s = memory.activations;
        int stride = memory.rowsOfBatch.stride();
        int kept = memory.rowsOfBatch.kept();
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += kept) {
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, j);
            DoubleVector scaled = DoubleVector.fromArray(SPECIES, dz, i).mul(scale);
            DoubleVector change = scaled.mul(Activation.LEAKY_SLOPE).blend(scaled, value.compare(VectorOperators.GT, 0));
            change = value.fma(DoubleVector.broadcast(SPECIES, scaleChange), change);
            DoubleVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }

    private static void hardTanh(StackMemory memory, int sAt, int column, double[] dz, double[] dh, double scale,
            double scaleChange) {
        double[] s = memory.activations;
        int stride = memory.rowsOfBatch.stride();
        int kept = memory.rowsOfBatch.kept();
        int end = column + memory.layer();
        for (int i = column, j = sAt; i < end; i += stride, j += kept) {
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, j);
            VectorMask<Double> active = value.abs().compare(VectorOperators.LT, 1);
            DoubleVector change = DoubleVector.zero(SPECIES).blend(DoubleVector.fromArray(SPECIES, dz, i).mul(scale), active);
            change = value.fma(DoubleVector.broadcast(SPECIES, scaleChange), change);
            DoubleVector.fromArray(SPECIES, dh, i).add(change).intoArray(dh, i);
        }
    }
}
