package org.plumbline.numerics.random;

import java.util.Objects;

import org.plumbline.numerics.arrays.RealArray;

/**
 * One stream of random numbers with a position that can be saved and restored.
 * <p>The stream is the sequence of 32-bit words Philox4x32-10(counter 0), Philox4x32-10(counter 1), ... under one key; every
 * draw takes the next words, and the position is the number of words taken. No draw keeps anything back, so the position is
 * the whole state. All results have the same bits on every machine.</p>
 * Not safe for several threads: derive one stream for each. Created by {@link RandomStreams}.
 */
public final class RandomStream {

    private static final double TWO_POW_MINUS_53 = 0x1p-53;

    private final long key;
    private final long counterHigh;
    private final int[] block = new int[4];
    private long blockIndex = -1;
    private long position;

    RandomStream(long key, long counterHigh) {
        this.key = key;
        this.counterHigh = counterHigh;
    }

    /** Returns the number of 32-bit words taken so far. */
    public long position() {
        return position;
    }

    /**
     * Continues at a position that {@link #position()} returned; costs one block whatever the distance.
     *
     * @param position words from the start, >= 0
     * @throws IllegalArgumentException if the position is negative
     */
    public void seek(long position) {
        if (position < 0) {
            throw new IllegalArgumentException("position of a random stream must be >= 0, got " + position);
        }
        this.position = position;
    }

    /** Returns 32 uniform bits. Takes one word. */
    public int nextInt() {
        long wanted = position >>> 2;
        if (wanted != blockIndex) {
            Philox.block(wanted, counterHigh, key, block);
            blockIndex = wanted;
        }
        return block[(int) (position++ & 3)];
    }

    /** Returns 64 uniform bits, the first word as the high half. Takes two words. */
    public long nextLong() {
        long high = (long) nextInt() << 32;
        return high | nextInt() & 0xFFFFFFFFL;
    }

    /**
     * Returns a number uniform on the 2^52 odd multiples of 2^-53 in (0, 1): never 0, never 1, symmetric about 1/2.
     * Takes two words.
     */
    public double uniform() {
        return (nextLong() >>> 12 << 1 | 1L) * TWO_POW_MINUS_53;
    }

    /**
     * Returns a number uniform on (a, b): a + (b - a) u. Rounding may reach an end. Takes two words.
     *
     * @param a lower end, finite
     * @param b upper end, finite, b >= a
     */
    public double uniform(double a, double b) {
        return a + (b - a) * uniform();
    }

    /**
     * Returns an integer uniform on {0, ..., bound - 1} without bias: the high word of bound times 32 random bits, drawn
     * again while the low word is below 2^32 mod bound. Takes one word, seldom more.
     * Source: Lemire, ACM TOMACS 29 (2019) 3.
     *
     * @param bound >= 1
     * @throws IllegalArgumentException if the bound is below 1
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound of a random integer must be >= 1, got " + bound);
        }
        long threshold = (1L << 32) % bound;
        long product;
        do {
            product = (nextInt() & 0xFFFFFFFFL) * bound;
        } while ((product & 0xFFFFFFFFL) < threshold);
        return (int) (product >>> 32);
    }

    /**
     * Returns a standard normal number by inversion: {@link NormalQuantile} of {@link #uniform()}; |z| < 8.3.
     * One uniform for each number, so that the position alone is the state. Takes two words and about 30 ns.
     */
    public double gaussian() {
        return NormalQuantile.of(uniform());
    }

    /**
     * Fills an array with independent normal numbers mean + std z.
     *
     * @param out  any length. Modified.
     * @param mean finite
     * @param std  standard deviation, finite, >= 0
     * @throws IllegalArgumentException if mean or std is out of range
     */
    public void gaussians(double[] out, double mean, double std) {
        requireNormalLaw(mean, std);
        for (int i = 0; i < out.length; i++) {
            out[i] = mean + std * gaussian();
        }
    }

    /**
     * Fills an array with independent normal numbers mean + std z, computed in double and rounded once: the same draws as
     * the variant for double.
     *
     * @param out  any length. Modified.
     * @param mean finite
     * @param std  standard deviation, finite, >= 0
     * @throws IllegalArgumentException if mean or std is out of range
     */
    public void gaussians(float[] out, double mean, double std) {
        gaussians(out, 0, out.length, mean, std);
    }

    /**
     * Fills the part [from, to) of an array with independent normal numbers mean + std z, computed in double and rounded once.
     *
     * @param out  Modified in [from, to) only.
     * @param from first index
     * @param to   index after the last
     * @param mean finite
     * @param std  standard deviation, finite, >= 0
     * @throws IllegalArgumentException  if mean or std is out of range
     * @throws IndexOutOfBoundsException if [from, to) does not lie in the array
     */
    public void gaussians(float[] out, int from, int to, double mean, double std) {
        requireNormalLaw(mean, std);
        Objects.checkFromToIndex(from, to, out.length);
        for (int i = from; i < to; i++) {
            out[i] = (float) (mean + std * gaussian());
        }
    }

    /**
     * Fills the part [from, to) of an array with independent normal numbers mean + std z, computed in double: the same draws in
     * both precisions.
     *
     * @param out  Modified in [from, to) only.
     * @param from first index
     * @param to   index after the last
     * @param mean finite
     * @param std  standard deviation, finite, >= 0
     * @throws IllegalArgumentException  if mean or std is out of range
     * @throws IndexOutOfBoundsException if [from, to) does not lie in the array
     */
    public void gaussians(RealArray out, int from, int to, double mean, double std) {
        requireNormalLaw(mean, std);
        Objects.checkFromToIndex(from, to, out.length());
        for (int i = from; i < to; i++) {
            out.set(i, mean + std * gaussian());
        }
    }

    /**
     * Returns a uniform permutation of 0, ..., n - 1 (Fisher-Yates, from the last place down).
     *
     * @param n >= 0
     * @throws IllegalArgumentException if n is negative
     */
    public int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("length of a permutation must be >= 0, got " + n);
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    private static void requireNormalLaw(double mean, double std) {
        if (!Double.isFinite(mean) || !(std >= 0) || !Double.isFinite(std)) {
            throw new IllegalArgumentException(
                    "normal law: expected a finite mean and a finite standard deviation >= 0, got mean " + mean + ", std " + std);
        }
    }
}
