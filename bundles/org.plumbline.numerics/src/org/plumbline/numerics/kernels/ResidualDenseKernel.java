package org.plumbline.numerics.kernels;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The residual dense stack in single precision, all layers fused: values, gradients and directional derivatives.
 * <p>h_0 = x, h_{k+1} = h_k + s_k sigma(h_k A_k + b_k), y = h_L, for k = 0, ..., L - 1, rows of the batch independent; s_k by
 * {@link LayerScale}.</p>
 * <p>Guaranteed: the same bits on every machine and for every SIMD width, and each row of y independent of its companions.
 * Every entry is a chain of fused multiply-adds in one order (features ascending, batch ascending; the derivative by a
 * scale: batch, then features, then layers from the last to the first, the latter two in double).</p>
 * <p>Owns its memory: (2 L + 1) n p floats of states with n the batch capacity and p the width rounded up to the lane count
 * (16 with AVX-512, 8 with AVX2), and 3 n p + (2 d + 4) p floats of scratch. Nothing is allocated per call. Not safe for
 * several threads: one for each worker.</p>
 * Shape: x, y, gy, dx, dy [n, d], row-major, from index 0; parameters, gradients and directions as {@link ParameterSlices}.
 * Source: definition, `scaling-limits` 1.1. Pinned by ResidualDenseKernelTest.
 */
public final class ResidualDenseKernel {

    private final ResidualDenseShape shape;
    private final ParameterSlices slices;
    private final int batchCapacity;
    private final int width;
    private final int stride;
    private final int requiredLength;
    private final RowProducts rowProducts;
    private final OuterProducts outerProducts;
    private final float[] h;
    private final float[] s;
    private final float[] weights;
    private final float[] bias;
    private final float[] change;
    private final float[] preActivationChange;
    private final float[] weightSums;
    private final float[] biasSums;
    private final float[] scaleSums;
    private int rows;

    /**
     * Allocates the memory for batches up to a size.
     *
     * @param shape         depth, width, activation, scale, bias
     * @param slices        places of the parameters in the arrays that the methods take
     * @param batchCapacity largest n, >= 1
     * @throws IllegalArgumentException if the capacity is below 1 or the states do not fit into one array
     * @throws IllegalStateException    if Java runs without the module jdk.incubator.vector
     */
    public ResidualDenseKernel(ResidualDenseShape shape, ParameterSlices slices, int batchCapacity) {
        VectorModule.require();
        this.shape = Objects.requireNonNull(shape, "shape");
        this.slices = Objects.requireNonNull(slices, "slices");
        this.batchCapacity = batchCapacity;
        this.width = shape.width();
        this.stride = Lanes.padded(width);
        this.requiredLength = slices.requiredLength(shape);
        long states = (shape.depth() + 1L) * batchCapacity * stride;
        if (batchCapacity < 1 || states > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("residual dense kernel: batch capacity must be >= 1 and (depth + 1) x batch x "
                    + stride + " must fit into one array, got batch " + batchCapacity + " at depth " + shape.depth());
        }
        rowProducts = new RowProducts(width, stride);
        outerProducts = new OuterProducts(width, stride);
        h = new float[(int) states];
        s = new float[shape.depth() * batchCapacity * stride];
        weights = new float[width * stride];
        bias = new float[stride];
        change = new float[batchCapacity * stride];
        preActivationChange = new float[batchCapacity * stride];
        weightSums = new float[width * stride];
        biasSums = new float[stride];
        scaleSums = new float[stride];
    }

    /**
     * Computes y = h_L and keeps the states for {@link #backward}, {@link #tangent} and {@link #firstNonFiniteLayer}.
     *
     * @param parameters A, b, delta. Not modified.
     * @param x          [n, d]. Not modified.
     * @param n          rows, 1 to the capacity
     * @param y          [n, d]. Modified.
     * @throws IllegalArgumentException if n or the length of an array does not fit; the message names what was found
     */
    public void forward(float[] parameters, float[] x, int n, float[] y) {
        requireLength("parameters", parameters, requiredLength);
        if (n < 1 || n > batchCapacity) {
            throw new IllegalArgumentException(
                    "residual dense kernel: batch must lie in [1, " + batchCapacity + "], got " + n);
        }
        requireLength("x", x, n * width);
        requireLength("y", y, n * width);
        rows = n;
        int layer = n * stride;
        Lanes.pack(x, 0, n, width, h, 0);
        for (int k = 0; k < shape.depth(); k++) {
            int at = k * layer;
            packWeights(parameters, k);
            rowProducts.multiply(h, at, n, weights, bias, 0, 0, s, at);
            ForwardPass.apply(shape.activation(), s, at, h, at, at + layer, layer, scale(parameters, k));
        }
        Lanes.unpack(h, shape.depth() * layer, n, width, y, 0);
    }

    /**
     * Computes the vector-Jacobian product at the point of the last {@link #forward}: for a scalar with derivative gy by y,
     * its derivatives by A, b, delta and x, summed (not averaged) over the batch.
     *
     * @param parameters as in the forward call. Not modified.
     * @param gy         [n, d]. Not modified.
     * @param gradients  laid out as the parameters. Overwritten in the slices, untouched elsewhere.
     * @param dx         [n, d], modified; or null if not wanted
     * @throws IllegalArgumentException if an array is too short; the message names it
     * @throws IllegalStateException    if no forward call came before
     */
    public void backward(float[] parameters, float[] gy, float[] gradients, float[] dx) {
        requireForward();
        requireLength("parameters", parameters, requiredLength);
        requireLength("gradients", gradients, requiredLength);
        requireLength("gy", gy, rows * width);
        int layer = rows * stride;
        double sharedSum = 0;
        Lanes.pack(gy, 0, rows, width, change, 0);
        for (int k = shape.depth() - 1; k >= 0; k--) {
            int at = k * layer;
            BackwardPass.apply(shape.activation(), change, s, at, rows, stride, scale(parameters, k), preActivationChange,
                    biasSums, scaleSums);
            outerProducts.accumulate(h, at, rows, preActivationChange, weightSums);
            Lanes.unpack(weightSums, 0, width, width, gradients, slices.offsetA() + k * width * width);
            if (shape.bias()) {
                Lanes.unpack(biasSums, 0, 1, width, gradients, slices.offsetB() + k * width);
            }
            sharedSum += storeScaleGradient(gradients, k);
            Lanes.packTransposed(parameters, slices.offsetA() + k * width * width, width, weights);
            rowProducts.multiply(preActivationChange, 0, rows, weights, change, 0, stride, change, 0);
        }
        if (shape.scale().kind() == LayerScale.Kind.SHARED) {
            gradients[slices.offsetDelta()] = (float) (Math.signum(parameters[slices.offsetDelta()]) * sharedSum);
        }
        if (dx != null) {
            requireLength("dx", dx, rows * width);
            Lanes.unpack(change, 0, rows, width, dx, 0);
        }
    }

    /**
     * Computes the Jacobian-vector product at the point of the last {@link #forward}: the derivative of y in a direction of
     * x and of the parameters.
     *
     * @param parameters as in the forward call. Not modified.
     * @param dx         direction of x [n, d], or null for zero. Not modified.
     * @param direction  direction of the parameters, laid out as they are, or null for zero. Not modified.
     * @param dy         [n, d]. Modified.
     * @throws IllegalArgumentException if an array is too short; the message names it
     * @throws IllegalStateException    if no forward call came before
     */
    public void tangent(float[] parameters, float[] dx, float[] direction, float[] dy) {
        requireForward();
        requireLength("parameters", parameters, requiredLength);
        requireLength("dy", dy, rows * width);
        int layer = rows * stride;
        Arrays.fill(change, 0, layer, 0);
        if (dx != null) {
            requireLength("dx", dx, rows * width);
            Lanes.pack(dx, 0, rows, width, change, 0);
        }
        if (direction != null) {
            requireLength("direction", direction, requiredLength);
        }
        for (int k = 0; k < shape.depth(); k++) {
            int at = k * layer;
            if (direction == null) {
                Arrays.fill(preActivationChange, 0, layer, 0);
            } else {
                packWeights(direction, k);
                rowProducts.multiply(h, at, rows, weights, bias, 0, 0, preActivationChange, 0);
            }
            packWeights(parameters, k);
            rowProducts.multiply(change, 0, rows, weights, preActivationChange, 0, stride, preActivationChange, 0);
            TangentPass.apply(shape.activation(), s, at, preActivationChange, change, layer, scale(parameters, k),
                    direction == null ? 0 : scaleChange(parameters, direction, k));
        }
        Lanes.unpack(change, 0, rows, width, dy, 0);
    }

    /**
     * Returns the smallest k in 0, ..., L - 1 whose output h_{k+1} of the last {@link #forward} is not finite, for any row.
     * Reads all states: call it when the loss is not finite, not at each step.
     *
     * @throws IllegalStateException if no forward call came before
     */
    public OptionalInt firstNonFiniteLayer() {
        requireForward();
        int layer = rows * stride;
        for (int k = 0; k < shape.depth(); k++) {
            for (int b = 0; b < rows; b++) {
                int at = (k + 1) * layer + b * stride;
                for (int j = 0; j < width; j++) {
                    if (!Float.isFinite(h[at + j])) {
                        return OptionalInt.of(k);
                    }
                }
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Copies the state h_k of the last {@link #forward}.
     *
     * @param k   0 to L
     * @param out [n, d]. Modified.
     * @throws IllegalArgumentException if k is out of range or out is too short
     * @throws IllegalStateException    if no forward call came before
     */
    public void state(int k, float[] out) {
        requireForward();
        if (k < 0 || k > shape.depth()) {
            throw new IllegalArgumentException(
                    "residual dense kernel: state must lie in [0, " + shape.depth() + "], got " + k);
        }
        requireLength("out", out, rows * width);
        Lanes.unpack(h, k * rows * stride, rows, width, out, 0);
    }

    private void packWeights(float[] parameters, int k) {
        Lanes.pack(parameters, slices.offsetA() + k * width * width, width, width, weights, 0);
        if (shape.bias()) {
            Lanes.pack(parameters, slices.offsetB() + k * width, 1, width, bias, 0);
        }
    }

    private float scale(float[] parameters, int k) {
        return switch (shape.scale().kind()) {
            case CONSTANT -> shape.scale().constant();
            case SHARED -> Math.abs(parameters[slices.offsetDelta()]);
            case PER_LAYER -> parameters[slices.offsetDelta() + k];
        };
    }

    private float scaleChange(float[] parameters, float[] direction, int k) {
        return switch (shape.scale().kind()) {
            case CONSTANT -> 0;
            case SHARED -> Math.signum(parameters[slices.offsetDelta()]) * direction[slices.offsetDelta()];
            case PER_LAYER -> direction[slices.offsetDelta() + k];
        };
    }

    private double storeScaleGradient(float[] gradients, int k) {
        if (shape.scale().kind() == LayerScale.Kind.CONSTANT) {
            return 0;
        }
        double sum = 0;
        for (int j = 0; j < width; j++) {
            sum += scaleSums[j];
        }
        if (shape.scale().kind() == LayerScale.Kind.PER_LAYER) {
            gradients[slices.offsetDelta() + k] = (float) sum;
        }
        return sum;
    }

    private void requireForward() {
        if (rows == 0) {
            throw new IllegalStateException("residual dense kernel: no forward pass came before");
        }
    }

    private static void requireLength(String name, float[] array, int length) {
        if (array.length < length) {
            throw new IllegalArgumentException(
                    "residual dense kernel: " + name + " needs " + length + " floats, got " + array.length);
        }
    }
}
