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
 * scale: rounded products summed over the batch, then features, then layers from the last to the first, the latter two in
 * double).</p>
 * <p>Inside, a state is rows of features, or for a narrow stack and a batch that fills the lanes better, lines of one feature of
 * all rows; that changes no bit.</p>
 * <p>Owns its memory, as its {@link StateStorage} says before it is made: about L n d floats with the activations of all
 * layers, twice that with their states too (if these take at most 2 MB), 2 sqrt(2 L) n d with checkpoints; 2.6 MB or 0.2 MB for
 * d = 10, n = 32, L = 1000. Nothing is allocated per call. Not
 * safe for several threads: one for each worker.</p>
 * <p>Needs fused multiply-add in hardware (AArch64; x86-64 since 2013): without it the results are the same, but Java
 * emulates each operation and takes very much longer.</p>
 * Shape: x, y, gy, dx, dy [n, d], row-major, from index 0; parameters, gradients and directions as {@link ParameterSlices}.
 * Source: definition, `scaling-limits` 1.1. Pinned by ResidualDenseKernelTest.
 */
public final class ResidualDenseKernel {

    /** What is done for each layer, in one of the two layouts of a state. */
    private record Passes(LayerSteps forward, LayerSteps again, LayerSteps backward, LayerSteps tangent) {
    }

    private final StackMemory memory;
    private final int batchCapacity;
    private final int requiredLength;
    private final CacheAhead ahead;
    private final Passes inRows;
    private final Passes inLines;
    /** Of the last forward pass; read again only where activations are recomputed. */
    private float[] point;

    /**
     * Allocates the memory for batches up to a size, with the activations of all layers.
     *
     * @param shape         depth, width, activation, scale, bias
     * @param slices        places of the parameters in the arrays that the methods take
     * @param batchCapacity largest n, >= 1
     * @throws IllegalArgumentException if the capacity is below 1 or the activations do not fit into one array
     * @throws IllegalStateException    if Java runs without the module jdk.incubator.vector
     */
    public ResidualDenseKernel(ResidualDenseShape shape, ParameterSlices slices, int batchCapacity) {
        this(shape, slices, batchCapacity, StateStorage.all(shape, batchCapacity));
    }

    /**
     * Allocates the memory for batches up to a size.
     *
     * @param shape         depth, width, activation, scale, bias
     * @param slices        places of the parameters in the arrays that the methods take
     * @param batchCapacity largest n, >= 1
     * @param storage       what is kept of the states
     * @throws IllegalArgumentException if the capacity is below 1 or what is kept does not fit into arrays
     * @throws IllegalStateException    if Java runs without the module jdk.incubator.vector
     */
    public ResidualDenseKernel(ResidualDenseShape shape, ParameterSlices slices, int batchCapacity, StateStorage storage) {
        VectorModule.require();
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(slices, "slices");
        this.batchCapacity = batchCapacity;
        requiredLength = slices.requiredLength(shape);
        memory = new StackMemory(shape, slices, batchCapacity, storage);
        ahead = new CacheAhead(memory);
        inRows = new Passes(ForwardSteps.of(memory), ForwardSteps.again(memory), BackwardSteps.of(memory),
                TangentSteps.of(memory));
        inLines = new Passes(LineForwardSteps.of(memory), LineForwardSteps.again(memory), LineBackwardSteps.of(memory),
                LineTangentSteps.of(memory));
    }

    private Passes passes() {
        return memory.inLines() ? inLines : inRows;
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
        requireLength("x", x, n * memory.width);
        requireLength("y", y, n * memory.width);
        memory.setRows(n);
        point = parameters;
        memory.rewind();
        memory.enter(x, memory.states, 0);
        int depth = memory.shape.depth();
        for (int first = 0; first < depth; first += memory.segment) {
            if (first > 0) {
                memory.advance();
            }
            memory.keepStart();
            ahead.parameters(parameters, first);
            ahead.activations(first);
            for (int k = first; k < memory.endOf(first); k++) {
                passes().forward.run(k, parameters, null);
            }
        }
        memory.leave(memory.states, memory.h(depth), y);
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
        requireRows("gy", gy);
        if (dx != null) {
            requireRows("dx", dx);
        }
        memory.sharedScaleSum = 0;
        memory.enterDerivatives(gy, memory.flow);
        for (int first = memory.segmentOf(memory.shape.depth() - 1); first >= 0; first -= memory.segment) {
            ahead.parameters(parameters, first);
            ahead.parameters(gradients, first);
            ahead.activations(first);
            bringBack(first, parameters);
            for (int k = memory.endOf(first) - 1; k >= first; k--) {
                passes().backward.run(k, parameters, gradients);
            }
        }
        if (memory.shape.scale().kind() == LayerScale.Kind.SHARED) {
            int at = memory.slices.offsetDelta();
            gradients[at] = (float) (Math.signum(parameters[at]) * memory.sharedScaleSum);
        }
        if (dx != null) {
            memory.leave(memory.flow, 0, dx);
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
        requireRows("dy", dy);
        if (direction != null) {
            requireLength("direction", direction, requiredLength);
        }
        if (dx != null) {
            requireRows("dx", dx);
            memory.enterDerivatives(dx, memory.flow);
        } else {
            Arrays.fill(memory.flow, 0, memory.layer(), 0);
        }
        for (int first = 0; first < memory.shape.depth(); first += memory.segment) {
            ahead.parameters(parameters, first);
            bringBack(first, parameters);
            for (int k = first; k < memory.endOf(first); k++) {
                passes().tangent.run(k, parameters, direction);
            }
        }
        memory.leave(memory.flow, 0, dy);
    }

    /**
     * Returns the smallest k in 0, ..., L - 1 whose output h_{k+1} of the last {@link #forward} is not finite, for any row.
     * Goes through all states: call it when the loss is not finite, not at each step. With checkpoints the parameters of that
     * call must not have changed since.
     *
     * @throws IllegalStateException if no forward call came before
     */
    public OptionalInt firstNonFiniteLayer() {
        requireForward();
        for (int k = 0; k < memory.shape.depth(); k++) {
            bringBack(memory.segmentOf(k), point);
            if (!memory.finite(k + 1)) {
                return OptionalInt.of(k);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Copies the state h_k of the last {@link #forward}. With checkpoints the parameters of that call must not have changed
     * since.
     *
     * @param k   0 to L
     * @param out [n, d]. Modified.
     * @throws IllegalArgumentException if k is out of range or out is too short
     * @throws IllegalStateException    if no forward call came before
     */
    public void state(int k, float[] out) {
        requireForward();
        if (k < 0 || k > memory.shape.depth()) {
            throw new IllegalArgumentException(
                    "residual dense kernel: state must lie in [0, " + memory.shape.depth() + "], got " + k);
        }
        requireRows("out", out);
        bringBack(memory.segmentOf(Math.min(k, memory.shape.depth() - 1)), point);
        memory.leave(memory.states, memory.h(k), out);
    }

    /** Makes the states and activations of a segment those of the last forward pass. */
    private void bringBack(int first, float[] parameters) {
        if (!memory.holds(first)) {
            memory.restore(first);
            for (int k = first; k < memory.endOf(first); k++) {
                passes().again.run(k, parameters, null);
            }
        }
    }

    private void requireForward() {
        if (memory.rows == 0) {
            throw new IllegalStateException("residual dense kernel: no forward pass came before");
        }
    }

    private void requireRows(String name, float[] array) {
        requireLength(name, array, memory.rows * memory.width);
    }

    private static void requireLength(String name, float[] array, int length) {
        if (array.length < length) {
            throw new IllegalArgumentException(
                    "residual dense kernel: " + name + " needs " + length + " floats, got " + array.length);
        }
    }
}
