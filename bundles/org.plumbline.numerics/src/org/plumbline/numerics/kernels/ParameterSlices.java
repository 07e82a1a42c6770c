package org.plumbline.numerics.kernels;

/**
 * Where the parameters of a stack lie in one flat array; gradients and directions use the same places.
 * <p>A is [L, d, d], row-major, at offsetA; b is [L, d] at offsetB; delta is [1] or [L] at offsetDelta. An offset of a slice
 * that the shape does not have is not read.</p>
 *
 * @param offsetA     >= 0
 * @param offsetB     >= 0
 * @param offsetDelta >= 0
 */
public record ParameterSlices(int offsetA, int offsetB, int offsetDelta) {

    /**
     * Checks the signs.
     *
     * @throws IllegalArgumentException if an offset is negative; the message names all three
     */
    public ParameterSlices {
        if (offsetA < 0 || offsetB < 0 || offsetDelta < 0) {
            throw new IllegalArgumentException("parameter slices: offsets must be >= 0, got A " + offsetA + ", b " + offsetB
                    + ", delta " + offsetDelta);
        }
    }

    /**
     * Returns the slices A, b, delta one after the other.
     *
     * @param shape the stack
     * @param start place of A
     */
    public static ParameterSlices contiguous(ResidualDenseShape shape, int start) {
        int afterA = start + shape.weightCount();
        return new ParameterSlices(start, afterA, afterA + shape.biasCount());
    }

    /**
     * Returns the smallest length of an array that holds all slices of the shape.
     *
     * @param shape the stack
     */
    public int requiredLength(ResidualDenseShape shape) {
        int end = Math.addExact(offsetA, shape.weightCount());
        if (shape.biasCount() > 0) {
            end = Math.max(end, Math.addExact(offsetB, shape.biasCount()));
        }
        if (shape.scaleCount() > 0) {
            end = Math.max(end, Math.addExact(offsetDelta, shape.scaleCount()));
        }
        return end;
    }
}
