package org.plumbline.numerics.arrays;

import java.util.Arrays;

/**
 * A flat array of real numbers in one of two precisions. Code that need not be fast uses {@link #get} and {@link #set} and
 * works in both; kernels ask which of the two it is and take the plain array.
 * <p>Open for arrays that lie elsewhere, such as on a device: what does not know a kind of array treats it by the methods of
 * this interface.</p>
 */
public interface RealArray {

    /** Returns the number of entries. */
    int length();

    Precision precision();

    double get(int index);

    /** Stores a number, rounded to the precision. */
    void set(int index, double value);

    /** Adds a number to an entry; the sum is rounded once. */
    default void add(int index, double value) {
        set(index, get(index) + value);
    }

    /** Sets all entries to 0. */
    void clear();

    /** Returns a new array with the same entries. */
    RealArray copy();

    /** Returns the entries [from, from + count) as a new array of the same precision. */
    RealArray slice(int from, int count);

    /** Copies the first count numbers of an array to the beginning of this one. */
    void read(float[] values, int count);

    /** Copies the entries [fromAt, fromAt + count) of an array of the same precision to the place at. */
    default void copyFrom(RealArray from, int fromAt, int at, int count) {
        for (int i = 0; i < count; i++) {
            set(at + i, from.get(fromAt + i));
        }
    }

    /** Adds an array of the same length and precision, entry by entry. */
    default void addAll(RealArray other) {
        for (int i = 0; i < length(); i++) {
            add(i, other.get(i));
        }
    }

    /** Returns a copy of the first count entries in double. */
    default double[] doubles(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = get(i);
        }
        return values;
    }

    /** Returns whether the entries [from, from + count) are all finite. */
    default boolean isFinite(int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Double.isFinite(get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A view of an array; not a copy. */
    static Floats of(float... values) {
        return new Floats(values);
    }

    /** A view of an array; not a copy. */
    static Doubles of(double... values) {
        return new Doubles(values);
    }

    /** A new array of zeros. */
    static RealArray zeros(Precision precision, int length) {
        return switch (precision) {
            case FLOAT -> new Floats(new float[length]);
            case DOUBLE -> new Doubles(new double[length]);
        };
    }

    /**
     * Entries in single precision.
     *
     * @param values shared with whoever made it
     */
    record Floats(float[] values) implements RealArray {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Precision precision() {
            return Precision.FLOAT;
        }

        @Override
        public double get(int index) {
            return values[index];
        }

        @Override
        public void set(int index, double value) {
            values[index] = (float) value;
        }

        @Override
        public void clear() {
            Arrays.fill(values, 0);
        }

        @Override
        public RealArray copy() {
            return new Floats(values.clone());
        }

        @Override
        public RealArray slice(int from, int count) {
            return new Floats(Arrays.copyOfRange(values, from, from + count));
        }

        @Override
        public void copyFrom(RealArray from, int fromAt, int at, int count) {
            System.arraycopy(((Floats) from).values, fromAt, values, at, count);
        }

        @Override
        public void addAll(RealArray other) {
            float[] added = ((Floats) other).values;
            for (int i = 0; i < values.length; i++) {
                values[i] += added[i];
            }
        }

        @Override
        public void read(float[] from, int count) {
            System.arraycopy(from, 0, values, 0, count);
        }
    }

    /**
     * Entries in double precision.
     *
     * @param values shared with whoever made it
     */
    record Doubles(double[] values) implements RealArray {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Precision precision() {
            return Precision.DOUBLE;
        }

        @Override
        public double get(int index) {
            return values[index];
        }

        @Override
        public void set(int index, double value) {
            values[index] = value;
        }

        @Override
        public void clear() {
            Arrays.fill(values, 0);
        }

        @Override
        public RealArray copy() {
            return new Doubles(values.clone());
        }

        @Override
        public RealArray slice(int from, int count) {
            return new Doubles(Arrays.copyOfRange(values, from, from + count));
        }

        @Override
        public void copyFrom(RealArray from, int fromAt, int at, int count) {
            System.arraycopy(((Doubles) from).values, fromAt, values, at, count);
        }

        @Override
        public void addAll(RealArray other) {
            double[] added = ((Doubles) other).values;
            for (int i = 0; i < values.length; i++) {
                values[i] += added[i];
            }
        }

        @Override
        public void read(float[] from, int count) {
            for (int i = 0; i < count; i++) {
                values[i] = from[i];
            }
        }
    }
}
