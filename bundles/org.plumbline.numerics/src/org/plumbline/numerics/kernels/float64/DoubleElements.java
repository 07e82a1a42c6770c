package org.plumbline.numerics.kernels.float64;

import java.util.Arrays;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.plumbline.numerics.kernels.Activation;

/**
 * Functions of each entry of an array, their derivatives by the value of the function, and sums of arrays. Counts are multiples
 * of the lane count. NaN stays NaN.
 * Source: definitions in {@link Activation}. Pinned by DoubleLayerProgramTest.
 */
public final class DoubleElements {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private DoubleElements() {
    }

    /**
     * Replaces z by sigma(z).
     *
     * @param z     modified from 0 to count
     * @param count a multiple of the lane count
     */
    public static void apply(Activation sigma, double[] z, int count) {
        switch (sigma) {
            case TANH -> VectorTanh.apply(z, count);
            case RELU -> clip(z, count, 0, Double.POSITIVE_INFINITY);
            case HARD_TANH -> clip(z, count, -1, 1);
            case LEAKY_RELU -> leak(z, count);
            case IDENTITY -> { }
        }
    }

    private static void clip(double[] z, int count, double least, double most) {
        for (int i = 0; i < count; i += LANES) {
            load(z, i).max(least).min(most).intoArray(z, i);
        }
    }

    private static void leak(double[] z, int count) {
        for (int i = 0; i < count; i += LANES) {
            DoubleVector x = load(z, i);
            x.mul(Activation.LEAKY_SLOPE).blend(x, x.compare(VectorOperators.GT, 0)).intoArray(z, i);
        }
    }

    /**
     * Multiplies g by sigma'(z), which is told from s = sigma(z).
     *
     * @param s not modified
     * @param g modified from 0 to count
     */
    public static void derive(Activation sigma, double[] s, double[] g, int count) {
        switch (sigma) {
            case TANH -> deriveTanh(s, g, count);
            case RELU -> deriveWhere(s, g, count, 0, Double.POSITIVE_INFINITY, 0);
            case HARD_TANH -> deriveWhere(s, g, count, -1, 1, 0);
            case LEAKY_RELU -> deriveWhere(s, g, count, 0, Double.POSITIVE_INFINITY, Activation.LEAKY_SLOPE);
            case IDENTITY -> { }
        }
    }

    private static void deriveTanh(double[] s, double[] g, int count) {
        for (int i = 0; i < count; i += LANES) {
            DoubleVector y = load(s, i);
            DoubleVector slope = y.neg().fma(y, DoubleVector.broadcast(SPECIES, 1));
            load(g, i).mul(slope).intoArray(g, i);
        }
    }

    /** Slope 1 strictly between two bounds, else another. */
    private static void deriveWhere(double[] s, double[] g, int count, double above, double below, double otherwise) {
        for (int i = 0; i < count; i += LANES) {
            DoubleVector y = load(s, i);
            DoubleVector flow = load(g, i);
            VectorMask<Double> inside = y.compare(VectorOperators.GT, above).and(y.compare(VectorOperators.LT, below));
            flow.mul(otherwise).blend(flow, inside).intoArray(g, i);
        }
    }

    /** to = from, or to += from. */
    public static void add(double[] from, int count, boolean overwrite, double[] to) {
        if (overwrite) {
            System.arraycopy(from, 0, to, 0, count);
            return;
        }
        for (int i = 0; i < count; i += LANES) {
            load(to, i).add(load(from, i)).intoArray(to, i);
        }
    }

    /** to = kept + factor branch; to may be one of them. */
    public static void combine(double[] kept, double factor, double[] branch, int count, double[] to) {
        DoubleVector f = DoubleVector.broadcast(SPECIES, factor);
        for (int i = 0; i < count; i += LANES) {
            load(branch, i).fma(f, load(kept, i)).intoArray(to, i);
        }
    }

    /** to = factor from. */
    public static void scale(double[] from, double factor, int count, double[] to) {
        DoubleVector f = DoubleVector.broadcast(SPECIES, factor);
        for (int i = 0; i < count; i += LANES) {
            load(from, i).mul(f).intoArray(to, i);
        }
    }

    /** Sets the first count entries to 0. */
    public static void clear(double[] values, int count) {
        Arrays.fill(values, 0, count, 0);
    }

    private static DoubleVector load(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at);
    }
}
