// Generated from BackwardPass.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import org.plumbline.numerics.kernels.Activation;

/**
 * The elementwise half of a layer's derivative: dz = scale g sigma'(z), with the sums over the batch that go with it.
 * <p>sigma' is taken from s = sigma(z): 1 - s^2 for tanh; 1 for the identity; 1 where s > 0, else 0 for ReLU or the slope for
 * leaky ReLU; 1 where |s| < 1, else 0 for hard tanh. Sums run in the order of the batch for each feature by itself, so they do
 * not depend on the number of lanes. Where the lanes are rows of the batch the sums mean nothing, and are made otherwise.</p>
 * <p>The lanes may be features of one net or one feature of several nets; so may the factors, a vector of them.</p>
 * Shape: g, dz [rows, stride]; s [rows, kept] from sAt, see {@link StackMemory}; factors [lanes]; biasSums, scaleSums [stride].
 */
final class BackwardPass {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    /** So many rows of a batch, in padded arrays with one stride and in kept ones with another. */
    record Rows(int count, int stride, int kept) {
    }

    private BackwardPass() {
    }

    /** Writes dz, biasSums[j] = sum_b dz[b][j] and scaleSums[j] = sum_b g[b][j] s[b][j]. */
    static void apply(Activation activation, Rows rows, double[] g, double[] s, int sAt, double[] factors, double[] dz,
            double[] biasSums, double[] scaleSums) {
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

    private static void tanh(Rows rows, double[] g, double[] s, int sAt, int column, double[] factors, double[] dz,
            double[] biasSums, double[] scaleSums) {
        int stride = rows.stride();
        int width = rows.kept();
        DoubleVector factor = DoubleVector.fromArray(SPECIES, factors, 0);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector biasSum = zero;
        DoubleVector scaleSum = zero;
        int end = column + rows.count() * stride;
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, i);
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, j);
            DoubleVector scaled = gradient.mul(factor);
            DoubleVector result = scaled.mul(value).neg().fma(value, scaled);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = scaleSum.add(gradient.mul(value));
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }

    private static void relu(Rows rows, double[] g, double[] s, int sAt, int column, double[] factors, double[] dz,
            double[] biasSums, double[] scaleSums) {
        int stride = rows.stride();
        int width = rows.kept();
        DoubleVector factor = DoubleVector.fromArray(SPECIES, factors, 0);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector biasSum = zero;
        DoubleVector scaleSum = zero;
        int end = column + rows.count() * stride;
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, i);
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, j);
            VectorMask<Double> active = value.compare(VectorOperators.GT, 0);
            DoubleVector result = zero.blend(gradient.mul(factor), active);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = scaleSum.add(gradient.mul(value));
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }

    private static void identity(Rows rows, double[] g, double[] s, int sAt, int column, double[] factors, double[] dz,
            double[] biasSums, double[] scaleSums) {
        int stride = rows.stride();
        int width = rows.kept();
        DoubleVector factor = DoubleVector.fromArray(SPECIES, factors, 0);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector biasSum = zero;
        DoubleVector scaleSum = zero;
        int end = column + rows.count() * stride;
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, i);
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, j);
            DoubleVector result = gradient.mul(factor);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = scaleSum.add(gradient.mul(value));
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }

    private static void leakyRelu(Rows rows, double[] g, double[] s, int sAt, int column, double[] factors, double[] dz,
            double[] biasSums, double[] scaleSums) {
        int stride = rows.stride();
        int width = rows.kept();
        DoubleVector factor = DoubleVector.fromArray(SPECIES, factors, 0);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector biasSum = zero;
        DoubleVector scaleSum = zero;
        int end = column + rows.count() * stride;
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, i);
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, j);
            VectorMask<Double> active = value.compare(VectorOperators.GT, 0);
            DoubleVector scaled = gradient.mul(factor);
            DoubleVector result = scaled.mul(Activation.LEAKY_SLOPE).blend(scaled, active);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = scaleSum.add(gradient.mul(value));
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }

    private static void hardTanh(Rows rows, double[] g, double[] s, int sAt, int column, double[] factors, double[] dz,
            double[] biasSums, double[] scaleSums) {
        int stride = rows.stride();
        int width = rows.kept();
        DoubleVector factor = DoubleVector.fromArray(SPECIES, factors, 0);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector biasSum = zero;
        DoubleVector scaleSum = zero;
        int end = column + rows.count() * stride;
        for (int i = column, j = sAt; i < end; i += stride, j += width) {
            DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, i);
            DoubleVector value = DoubleVector.fromArray(SPECIES, s, j);
            VectorMask<Double> active = value.abs().compare(VectorOperators.LT, 1);
            DoubleVector result = zero.blend(gradient.mul(factor), active);
            result.intoArray(dz, i);
            biasSum = biasSum.add(result);
            scaleSum = scaleSum.add(gradient.mul(value));
        }
        biasSum.intoArray(biasSums, column);
        scaleSum.intoArray(scaleSums, column);
    }
}
