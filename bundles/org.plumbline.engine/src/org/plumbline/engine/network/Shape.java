package org.plumbline.engine.network;

import java.util.Arrays;

/** Extents of an array, immutable; of one example (the batch is not part of it) or of a parameter. */
public final class Shape {
    /** The shape of a single number. */
    public static final Shape SCALAR = new Shape();

    private final int[] extents;

    private Shape(int... extents) {
        this.extents = extents;
    }

    /** @param extents each at least 1. Not modified. */
    public static Shape of(int... extents) {
        for (int extent : extents) {
            if (extent < 1) {
                throw new ShapeException("an extent must be at least 1, got " + Arrays.toString(extents));
            }
        }
        return new Shape(extents.clone());
    }

    public int rank() {
        return extents.length;
    }

    public int extent(int axis) {
        return extents[axis];
    }

    /** @return a copy of the extents */
    public int[] extents() {
        return extents.clone();
    }

    /** @return the extents as ND4J wants them */
    public long[] longExtents() {
        return Arrays.stream(extents).asLongStream().toArray();
    }

    /** @return the number of elements, the product of the extents */
    public int size() {
        int size = 1;
        for (int extent : extents) {
            size = Math.multiplyExact(size, extent);
        }
        return size;
    }

    /** @return this shape behind one more leading axis, as of n arrays in a stack */
    public Shape stacked(int n) {
        int[] longer = new int[extents.length + 1];
        longer[0] = n;
        System.arraycopy(extents, 0, longer, 1, extents.length);
        return of(longer);
    }

    /** @return this shape without its leading axis */
    public Shape unstacked() {
        return new Shape(Arrays.copyOfRange(extents, 1, extents.length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(shape.extents, extents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extents);
    }

    @Override
    public String toString() {
        return Arrays.toString(extents);
    }
}
