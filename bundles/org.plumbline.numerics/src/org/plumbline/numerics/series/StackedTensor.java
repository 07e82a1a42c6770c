package org.plumbline.numerics.series;

import java.util.Objects;

import org.plumbline.numerics.arrays.RealArray;

/**
 * A view of one tensor for each layer, W_0, ..., W_{L-1}, stored one after the other.
 * <p>W_k[j] = factor_k data[offset + k size + j]; the factors are 1 unless given, such as |delta_k|.</p>
 * Shape: [L, m], m = size. The array is not copied and not modified.
 */
public final class StackedTensor {

    /** Sums that run beside each other, so that none waits for its last addition. */
    private static final int CHAINS = 4;

    private final RealArray data;
    private final int offset;
    private final int layers;
    private final int size;
    private final double[] factors;

    private StackedTensor(RealArray data, int offset, int layers, int size, double[] factors) {
        this.data = data;
        this.offset = offset;
        this.layers = layers;
        this.size = size;
        this.factors = factors;
    }

    /**
     * Views a part of an array.
     *
     * @param data   holds the tensors
     * @param offset place of the first, >= 0
     * @param layers L >= 1
     * @param size   entries of one tensor, m >= 1
     * @throws IllegalArgumentException if a number is out of range or the array too short; the message names them
     */
    public static StackedTensor of(RealArray data, int offset, int layers, int size) {
        Objects.requireNonNull(data, "data");
        if (layers < 1 || size < 1 || offset < 0 || (long) offset + (long) layers * size > data.length()) {
            throw new IllegalArgumentException("stacked tensor: [" + layers + ", " + size + "] from place " + offset
                    + " does not lie in an array of " + data.length());
        }
        return new StackedTensor(data, offset, layers, size, null);
    }

    /**
     * Returns the view factor_k W_k.
     *
     * @param layerFactors L numbers; copied
     * @throws IllegalArgumentException if there are not L
     */
    public StackedTensor scaledBy(double[] layerFactors) {
        if (layerFactors.length != layers) {
            throw new IllegalArgumentException("stacked tensor: expected " + layers + " layer factors, got " + layerFactors.length);
        }
        double[] product = layerFactors.clone();
        for (int k = 0; k < layers; k++) {
            product[k] *= factor(k);
        }
        return new StackedTensor(data, offset, layers, size, product);
    }

    /** Returns L. */
    public int layers() {
        return layers;
    }

    /** Returns the number of entries of one tensor, m. */
    public int size() {
        return size;
    }

    /** Returns W_k[j]. Neither index is checked against L and m. */
    public double value(int k, int j) {
        return factor(k) * data.get(offset + k * size + j);
    }

    /**
     * Returns max_k |W_k - V_k|, the Frobenius norm, in units of W. Sums are in double, in four chains of every fourth entry.
     *
     * @param other V, of the same shape. Not modified.
     * @throws IllegalArgumentException if the shapes differ
     */
    public double farthestFrom(StackedTensor other) {
        if (other.layers != layers || other.size != size) {
            throw new IllegalArgumentException("stacked tensor: [" + layers + ", " + size + "] and [" + other.layers + ", " + other.size
                    + "] have no distance");
        }
        int line = (size + CHAINS - 1) / CHAINS * CHAINS;
        double[] w = new double[line];
        double[] v = new double[line];
        double largest = 0;
        for (int k = 0; k < layers; k++) {
            row(k, w, 0);
            other.row(k, v, 0);
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (int j = 0; j < line; j += CHAINS) {
                a += square(w[j] - v[j]);
                b += square(w[j + 1] - v[j + 1]);
                c += square(w[j + 2] - v[j + 2]);
                d += square(w[j + 3] - v[j + 3]);
            }
            // Math.max, unlike a comparison, keeps NaN.
            largest = Math.max(largest, a + b + c + d);
        }
        return Math.sqrt(largest);
    }

    private static double square(double value) {
        return value * value;
    }

    /** Copies W_k to the places [to, to + m) of an array. */
    void row(int k, double[] into, int to) {
        int at = offset + k * size;
        switch (data) {
            case RealArray.Floats floats -> {
                float[] from = floats.values();
                for (int j = 0; j < size; j++) {
                    into[to + j] = from[at + j];
                }
            }
            case RealArray.Doubles doubles -> System.arraycopy(doubles.values(), at, into, to, size);
            default -> {
                for (int j = 0; j < size; j++) {
                    into[to + j] = data.get(at + j);
                }
            }
        }
        if (factors != null) {
            double factor = factors[k];
            for (int j = to; j < to + size; j++) {
                into[j] *= factor;
            }
        }
    }

    private double factor(int k) {
        return factors == null ? 1 : factors[k];
    }
}
