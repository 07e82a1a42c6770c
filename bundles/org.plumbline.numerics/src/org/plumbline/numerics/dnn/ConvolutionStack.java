package org.plumbline.numerics.dnn;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * The convolution stack in single precision on oneDNN: values, gradients and directional derivatives.
 * <p>The recursion of {@link ConvolutionShape}. Direct algorithm; states stay in the library's blocked layout between the
 * layers, one primitive serves all layers, and the activation is part of the forward product. Only outputs are stored:
 * sigma' comes from sigma.</p>
 * <p>Guaranteed on one machine, with one thread of OpenMP (required): the same bits for the same call, whatever the memory limit. Not
 * guaranteed: the same bits on different processors, whose kernels differ, and for different batch sizes.</p>
 * <p>Owns the native memory that {@link ConvolutionPlan} states, until {@link #close}. Not safe for several threads at a time:
 * one stack for each worker. Calls with the same batch size follow each other cheapest: another one rebuilds the kernels.</p>
 * Shape: x, y, gy, dx, dy [n, C, H, V], row-major, from index 0; parameters, gradients and directions as
 * {@link ConvolutionSlices}.
 * Source: definition. Pinned by ConvolutionStackTest.
 */
public final class ConvolutionStack implements AutoCloseable {

    private final ConvolutionPlan plan;
    private final ConvolutionShape shape;
    private final ConvolutionSlices slices;
    private final int requiredLength;
    private final StateBlock states;
    private LayerOperations layer;
    private StackPasses passes;
    private boolean ready;
    private boolean closed;

    /**
     * Allocates the native memory.
     *
     * @param plan   memory and segments
     * @param slices places of the parameters in the arrays that the methods take
     * @throws IllegalArgumentException if the activation is none of tanh, ReLU, leaky ReLU and the identity
     */
    public ConvolutionStack(ConvolutionPlan plan, ConvolutionSlices slices) {
        this.plan = Objects.requireNonNull(plan, "plan");
        this.slices = Objects.requireNonNull(slices, "slices");
        shape = plan.shape();
        requiredLength = slices.requiredLength(shape);
        states = new StateBlock(plan);
        try {
            prepare(plan.batch());
        } catch (RuntimeException | Error failure) {
            states.close();
            throw failure;
        }
    }

    private void prepare(int n) {
        if (layer == null || layer.batch != n) {
            if (layer != null) {
                layer.close();
                layer = null;
            }
            layer = new LayerOperations(shape, n, states.block());
            if (4 * layer.stateFloats() > plan.stateBytes()) {
                throw new IllegalStateException("convolution stack: a state of batch %d takes %d bytes, planned %d".formatted(n,
                        4 * layer.stateFloats(), plan.stateBytes()));
            }
            passes = new StackPasses(layer, states, slices);
        }
    }

    /** Returns what was planned. */
    public ConvolutionPlan plan() {
        return plan;
    }

    /**
     * Computes y = h_L and keeps states for {@link #backward}, {@link #tangent} and {@link #firstNonFiniteLayer}.
     *
     * @param parameters W, b. Not modified.
     * @param x          [n, C, H, V]. Not modified.
     * @param n          images, 1 to the planned batch
     * @param y          [n, C, H, V]. Modified.
     * @throws IllegalArgumentException if n or the length of an array does not fit; the message names what was found
     * @throws IllegalStateException    if the stack is closed
     */
    public void forward(float[] parameters, float[] x, int n, float[] y) {
        requireOpen();
        requireLength("parameters", parameters, requiredLength);
        if (n < 1 || n > plan.batch()) {
            throw new IllegalArgumentException("convolution stack: batch must lie in [1, " + plan.batch() + "], got " + n);
        }
        requireLength("x", x, n * shape.imageSize());
        requireLength("y", y, n * shape.imageSize());
        ready = false;
        prepare(n);
        passes.forward(parameters, x, y);
        ready = true;
    }

    /**
     * Computes the vector-Jacobian product at the point of the last {@link #forward}: for a scalar with derivative gy by y,
     * its derivatives by W, b and x, summed (not averaged) over the batch.
     *
     * @param parameters as in the forward call. Not modified.
     * @param gy         [n, C, H, V]. Not modified.
     * @param gradients  laid out as the parameters. Overwritten in the slices, untouched elsewhere.
     * @param dx         [n, C, H, V], modified; or null if not wanted
     * @throws IllegalArgumentException if an array is too short; the message names it
     * @throws IllegalStateException    if no forward call came before or the stack is closed
     */
    public void backward(float[] parameters, float[] gy, float[] gradients, float[] dx) {
        requireForward();
        requireLength("parameters", parameters, requiredLength);
        requireLength("gradients", gradients, requiredLength);
        requireImages("gy", gy);
        if (dx != null) {
            requireImages("dx", dx);
        }
        passes.backward(parameters, gy, gradients, dx);
    }

    /**
     * Computes the Jacobian-vector product at the point of the last {@link #forward}: the derivative of y in a direction of
     * x and of the parameters.
     *
     * @param parameters as in the forward call. Not modified.
     * @param dx         direction of x [n, C, H, V], or null for zero. Not modified.
     * @param direction  direction of the parameters, laid out as they are, or null for zero. Not modified.
     * @param dy         [n, C, H, V]. Modified.
     * @throws IllegalArgumentException if an array is too short; the message names it
     * @throws IllegalStateException    if no forward call came before or the stack is closed
     */
    public void tangent(float[] parameters, float[] dx, float[] direction, float[] dy) {
        requireForward();
        requireLength("parameters", parameters, requiredLength);
        requireImages("dy", dy);
        if (direction != null) {
            requireLength("direction", direction, requiredLength);
        }
        if (dx != null) {
            requireImages("dx", dx);
        }
        passes.tangent(parameters, dx, direction, dy);
    }

    /**
     * Returns the smallest k in 0, ..., L - 1 whose output h_{k+1} of the last {@link #forward} is not finite, for any image.
     * Reads all states, and computes again those not kept: call it when the loss is not finite, not at each step.
     *
     * @param parameters as in the forward call. Not modified.
     * @throws IllegalStateException if no forward call came before or the stack is closed
     */
    public OptionalInt firstNonFiniteLayer(float[] parameters) {
        requireForward();
        requireLength("parameters", parameters, requiredLength);
        return passes.firstNonFiniteLayer(parameters);
    }

    /** Frees all native memory at once; a second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ready = false;
            if (layer != null) {
                layer.close();
            }
            states.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("convolution stack: closed");
        }
    }

    private void requireForward() {
        requireOpen();
        if (!ready) {
            throw new IllegalStateException("convolution stack: no forward pass came before");
        }
    }

    private void requireImages(String name, float[] array) {
        requireLength(name, array, layer.batch * shape.imageSize());
    }

    private static void requireLength(String name, float[] array, int length) {
        if (array.length < length) {
            throw new IllegalArgumentException("convolution stack: " + name + " needs " + length + " floats, got " + array.length);
        }
    }
}
