package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over pixels and maps of them, channel by channel, of arrays [pixels, channels] whose channels are padded to a multiple of
 * the lane count. Sums are chains in the order of the pixels.
 * Source: definitions. Pinned by DoubleLayerProgramTest.
 */
public final class DoubleChannels {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private DoubleChannels() {
    }

    /** sums[c] = sum_p x[p][c]. */
    public static void sums(double[] x, int pixels, int width, double[] sums) {
        for (int c = 0; c < width; c += LANES) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int p = 0, at = c; p < pixels; p++, at += width) {
                sum = sum.add(load(x, at));
            }
            sum.intoArray(sums, c);
        }
    }

    /** sums[c] = sum_p g[p][c] (x[p][c] - mean[c]). */
    public static void centredProducts(double[] g, double[] x, double[] mean, int pixels, int width, double[] sums) {
        for (int c = 0; c < width; c += LANES) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            DoubleVector m = load(mean, c);
            for (int p = 0, at = c; p < pixels; p++, at += width) {
                sum = load(g, at).fma(load(x, at).sub(m), sum);
            }
            sum.intoArray(sums, c);
        }
    }

    /** sums[c] = sum_p (x[p][c] - mean[c])^2. */
    public static void centredSquares(double[] x, double[] mean, int pixels, int width, double[] sums) {
        for (int c = 0; c < width; c += LANES) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            DoubleVector m = load(mean, c);
            for (int p = 0, at = c; p < pixels; p++, at += width) {
                DoubleVector centred = load(x, at).sub(m);
                sum = centred.fma(centred, sum);
            }
            sum.intoArray(sums, c);
        }
    }

    /** y[p][c] = a[c] (x[p][c] - mean[c]) + b[c]. */
    public static void normalise(double[] x, double[] mean, double[] a, double[] b, int pixels, int width, double[] y) {
        for (int c = 0; c < width; c += LANES) {
            DoubleVector m = load(mean, c);
            DoubleVector factor = load(a, c);
            DoubleVector shift = load(b, c);
            for (int p = 0, at = c; p < pixels; p++, at += width) {
                load(x, at).sub(m).fma(factor, shift).intoArray(y, at);
            }
        }
    }

    /** y[p][c] = y[p][c] add + a[c] g[p][c] + u[c] (x[p][c] - mean[c]) + b[c], add 0 or 1; 0 whatever y holds. */
    public static void combine(double[] g, double[] a, double[] x, double[] mean, double[] u, double[] b, int pixels, int width,
            boolean add, double[] y) {
        for (int c = 0; c < width; c += LANES) {
            DoubleVector byG = load(a, c);
            DoubleVector m = load(mean, c);
            DoubleVector byX = load(u, c);
            DoubleVector shift = load(b, c);
            for (int p = 0, at = c; p < pixels; p++, at += width) {
                DoubleVector start = add ? shift.add(load(y, at)) : shift;
                load(g, at).fma(byG, load(x, at).sub(m).fma(byX, start)).intoArray(y, at);
            }
        }
    }

    private static DoubleVector load(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at);
    }
}
