package org.plumbline.numerics.kernels;

import java.util.List;

/**
 * What a {@link ResidualDenseKernel} keeps of the states of a stack; it changes memory and time, never a bit of a result.
 * <p>The layers are cut into segments. The h_k are kept for one segment and at the starts of all; the activations
 * s_k = sigma(z_k) are kept for all layers, and h_{k+1} = h_k + scale s_k recomputed from them (one fused multiply-add an
 * entry), or for one segment only, and the whole value recomputed (one forward pass more in each backward pass).</p>
 *
 * @param segment        layers in a segment, >= 1
 * @param allActivations whether s_k is kept for all layers
 */
public record StateStorage(int segment, boolean allActivations) {

    /** Bytes of the states of one segment: they should stay in a core's second-level cache (1 MiB on current servers). */
    private static final int SEGMENT_BYTES = 1 << 17;
    /** Bytes of the states of all layers up to which they are kept: reading them back costs less than computing them again. */
    private static final int ALL_STATES_BYTES = 1 << 21;
    private static final int WIDEST_IN_LINES = 32;
    private static final int LEAST_SEGMENT = 16;
    private static final int MOST_SEGMENT = 128;
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * Checks the segment.
     *
     * @throws IllegalArgumentException if it is below 1; the message names it
     */
    public StateStorage {
        if (segment < 1) {
            throw new IllegalArgumentException("state storage: segment must be >= 1 layer, got " + segment);
        }
    }

    /**
     * Returns the fast storage: the activations of all layers, and of a small stack the states too.
     *
     * @param shape the stack
     * @param batch largest number of rows, >= 1
     */
    public static StateStorage all(ResidualDenseShape shape, int batch) {
        long layer = Math.max(1, stateFloats(shape, batch) * Float.BYTES);
        return shape.depth() * layer <= ALL_STATES_BYTES ? new StateStorage(shape.depth(), true) : activations(shape, batch);
    }

    private static StateStorage activations(ResidualDenseShape shape, int batch) {
        long fitting = SEGMENT_BYTES / Math.max(1, stateFloats(shape, batch) * Float.BYTES);
        return new StateStorage((int) Math.clamp(fitting, LEAST_SEGMENT, MOST_SEGMENT), true);
    }

    /**
     * Returns the small storage: about sqrt(2 L) starts and as many layers of one segment.
     *
     * @param shape the stack
     */
    public static StateStorage checkpoints(ResidualDenseShape shape) {
        return new StateStorage((int) Math.ceil(Math.sqrt(shape.depth() / 2.0)), false);
    }

    /**
     * Returns the fastest storage that fits.
     *
     * @param shape the stack
     * @param batch largest number of rows, >= 1
     * @param limit most bytes of states and scratch; parameters and gradients come on top
     * @throws IllegalArgumentException if none fits; the message names the bytes needed and the largest depth that fits
     */
    public static StateStorage within(ResidualDenseShape shape, int batch, long limit) {
        StateStorage small = checkpoints(shape);
        for (StateStorage storage : List.of(all(shape, batch), activations(shape, batch), small)) {
            if (storage.bytes(shape, batch) <= limit && storage.fitsArrays(shape, batch)) {
                return storage;
            }
        }
        throw new IllegalArgumentException("residual dense stack: depth " + shape.depth() + " and width " + shape.width()
                + " at batch " + batch + " need at least " + small.bytes(shape, batch) + " bytes of states, more than the limit of "
                + limit + "; the largest depth that fits is " + largestDepth(shape, batch, limit));
    }

    /**
     * Returns the largest depth at most that of the shape whose states fit, or 0 if none does.
     *
     * @param shape the stack
     * @param batch largest number of rows, >= 1
     * @param limit as in {@link #within}
     */
    public static int largestDepth(ResidualDenseShape shape, int batch, long limit) {
        int low = 0;
        int high = shape.depth();
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            ResidualDenseShape shallower = new ResidualDenseShape(middle, shape.width(), shape.activation(), shape.scale(),
                    shape.bias());
            StateStorage small = checkpoints(shallower);
            if (small.bytes(shallower, batch) <= limit && small.fitsArrays(shallower, batch)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Returns the bytes of all arrays of a kernel, to within a few hundred for their headers and its objects.
     *
     * @param shape the stack
     * @param batch largest number of rows, >= 1
     */
    public long bytes(ResidualDenseShape shape, int batch) {
        long width = shape.width();
        long stride = Lanes.padded(shape.width());
        long turned = 2 * Lanes.COUNT * Lanes.COUNT + (mayBeInLines(shape) ? 3 * layerFloats(shape, batch) + 2 * width * width + width + stride : 0);
        long scratch = 3 * layerFloats(shape, batch) + turned + (2 * width + 2) * stride + Lanes.COUNT + shape.depth();
        return Float.BYTES * (activationFloats(shape, batch) + startFloats(shape, batch) + segmentFloats(shape, batch) + scratch);
    }

    boolean fitsArrays(ResidualDenseShape shape, int batch) {
        return activationFloats(shape, batch) <= LARGEST_ARRAY && startFloats(shape, batch) <= LARGEST_ARRAY
                && segmentFloats(shape, batch) <= LARGEST_ARRAY;
    }

    /** Layers of a segment: not more than there are. */
    int segment(ResidualDenseShape shape) {
        return Math.min(segment, shape.depth());
    }

    /**
     * Whether states are kept as lines of one feature each: where that wastes fewer lanes than rows of all features. The
     * results are the same bits. In wide stacks rows are turned too dear.
     */
    static boolean inLines(int width, int rows) {
        return width <= WIDEST_IN_LINES && (long) width * Lanes.padded(rows) < (long) rows * Lanes.padded(width);
    }

    static boolean mayBeInLines(ResidualDenseShape shape) {
        return shape.width() <= WIDEST_IN_LINES;
    }

    /** Floats of a layer's scratch: of a stack that may be in lines, whole squares, so that they can be turned. */
    static long layerFloats(ResidualDenseShape shape, int batch) {
        return (long) (inLines(shape.width(), batch) ? Lanes.padded(batch) : batch) * Lanes.padded(shape.width());
    }

    /** Floats of a state in the layout of full batches; in that of smaller ones it takes no more. */
    private static long stateFloats(ResidualDenseShape shape, int batch) {
        return inLines(shape.width(), batch) ? (long) shape.width() * Lanes.padded(batch) : (long) batch * Lanes.padded(shape.width());
    }

    /** Activations are not padded; the last row is written as whole vectors and needs room for that. */
    long activationFloats(ResidualDenseShape shape, int batch) {
        long layers = allActivations ? shape.depth() : segment(shape);
        long layer = (long) shape.width() * (inLines(shape.width(), batch) ? Lanes.padded(batch) : batch);
        return layers * layer + Lanes.padded(shape.width()) - shape.width();
    }

    long startFloats(ResidualDenseShape shape, int batch) {
        int segment = segment(shape);
        return (shape.depth() + segment - 1L) / segment * stateFloats(shape, batch);
    }

    long segmentFloats(ResidualDenseShape shape, int batch) {
        return (segment(shape) + 1L) * stateFloats(shape, batch);
    }
}
