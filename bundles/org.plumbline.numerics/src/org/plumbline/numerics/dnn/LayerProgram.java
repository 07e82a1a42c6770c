package org.plumbline.numerics.dnn;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A {@link LayerGraph} in single precision on oneDNN: values, gradients and directional derivatives.
 * <p>Each value stays in the layout that the library prefers for the operations around it; copies to another layout are made
 * only where two differ. Activations are a part of the convolution, normalisation or sum before them where that is possible.
 * One native block holds everything: what derivatives need stays, the rest shares bytes by the time in which it matters.</p>
 * <p>Guaranteed on one machine, with one thread of OpenMP (required): the same bits for the same call. Not guaranteed: the same bits on
 * different processors, whose kernels differ, and for different batch sizes.</p>
 * <p>Owns native memory until {@link #close}. Not safe for several threads at a time: one program for each worker. Calls with
 * the same batch size follow each other cheapest: another one makes the program again.</p>
 * Shape: x, dx [n, ...] and y, gy, dy [n, ...] as the graph's input and output, row-major, from index 0.
 * Source: definitions of the layers in {@link LayerGraph.Builder}. Pinned by LayerProgramTest.
 */
public final class LayerProgram implements AutoCloseable {

    private final LayerGraph graph;
    private final int capacity;
    private final long memoryBytes;
    private final List<String> kernels;
    private CompiledProgram program;
    private boolean ready;
    private boolean closed;

    /**
     * Plans, and allocates the native memory if it is within the limit.
     *
     * @param graph    the network
     * @param capacity largest batch, >= 1
     * @param limit    native memory that may be used, bytes
     * @throws IllegalArgumentException if the capacity is below 1 or the memory above the limit, with both numbers; or if
     *                                  slices of parameters overlap without being equal
     * @throws IllegalStateException    if OpenMP would use more than one thread
     * @throws org.plumbline.nd4j.BackendException if oneDNN is not installed for this platform
     */
    public LayerProgram(LayerGraph graph, int capacity, long limit) {
        this.graph = Objects.requireNonNull(graph, "graph");
        this.capacity = capacity;
        requireCapacity(graph, capacity);
        program = new CompiledProgram(graph, capacity);
        memoryBytes = program.bytes();
        kernels = program.kernels();
        if (memoryBytes > limit) {
            program.close();
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "layer program: batch %d needs %d bytes of native memory, the limit is %d", capacity, memoryBytes, limit));
        }
        program.allocate();
    }

    /**
     * Returns the native memory that a program would take, bytes; nothing large is allocated.
     *
     * @param graph    the network
     * @param capacity largest batch, >= 1
     */
    public static long memoryBytes(LayerGraph graph, int capacity) {
        requireCapacity(graph, capacity);
        try (CompiledProgram probe = new CompiledProgram(graph, capacity)) {
            return probe.bytes();
        }
    }

    private static void requireCapacity(LayerGraph graph, int capacity) {
        long largest = graph.nodes().stream().mapToLong(node -> node.shape().size()).max().orElseThrow();
        if (capacity < 1 || capacity * largest > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("layer program: batch must lie in [1, %d], got %d".formatted(
                    Integer.MAX_VALUE / largest, capacity));
        }
    }

    /** Returns the network. */
    public LayerGraph graph() {
        return graph;
    }

    /** Returns the native memory at full batch, bytes. */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** Returns the library's names of the kernels that run, for instance jit:avx512_core; sorted. */
    public List<String> kernels() {
        return kernels;
    }

    /** Returns the floating-point operations of a forward and backward pass of n examples: three times the products. */
    public double flops(int n) {
        return 3 * n * graph.forwardFlops();
    }

    /**
     * Computes the output, and keeps what {@link #backward} and {@link #tangent} need.
     *
     * @param parameters at the graph's offsets. Not modified.
     * @param x          input [n, ...]. Not modified.
     * @param n          examples, 1 to the capacity
     * @param y          output [n, ...]. Modified.
     * @throws IllegalArgumentException if n or the length of an array does not fit; the message names what was found
     * @throws IllegalStateException    if the program is closed
     */
    public void forward(float[] parameters, float[] x, int n, float[] y) {
        requireOpen();
        requireLength("parameters", parameters, graph.requiredLength());
        requireBatch(n);
        requireLength("x", x, n * graph.inputShape().size());
        requireLength("y", y, n * graph.outputShape().size());
        ready = false;
        prepare(n);
        program.forward(parameters, x, y);
        ready = true;
    }

    private void prepare(int n) {
        if (program == null || program.batch != n) {
            if (program != null) {
                program.close();
                program = null;
            }
            program = new CompiledProgram(graph, n).allocate();
        }
    }

    /**
     * Computes the vector-Jacobian product at the point of the last {@link #forward}: for a scalar with derivative gy by y,
     * its derivatives by the parameters and x, summed (not averaged) over the batch.
     *
     * @param parameters as in the forward call. Not modified.
     * @param gy         [n, ...]. Not modified.
     * @param gradients  laid out as the parameters. Overwritten in the trained slices, untouched elsewhere (given statistics
     *                   of a normalisation have no gradient).
     * @param dx         [n, ...], modified; or null if not wanted
     * @throws IllegalArgumentException if an array is too short; the message names it
     * @throws IllegalStateException    if no forward call came before or the program is closed
     */
    public void backward(float[] parameters, float[] gy, float[] gradients, float[] dx) {
        requireForward();
        requireLength("parameters", parameters, graph.requiredLength());
        requireLength("gradients", gradients, graph.requiredLength());
        requireLength("gy", gy, program.batch * graph.outputShape().size());
        if (dx != null) {
            requireLength("dx", dx, program.batch * graph.inputShape().size());
        }
        program.backward(parameters, gy, gradients, dx);
    }

    /**
     * Computes the Jacobian-vector product at the point of the last {@link #forward}: the derivative of y in a direction of
     * x and of the parameters.
     *
     * @param parameters as in the forward call. Not modified.
     * @param dx         direction of x [n, ...], or null for zero. Not modified.
     * @param direction  direction of the parameters, laid out as they are, or null for zero; entries of given statistics have
     *                   no effect. Not modified.
     * @param dy         [n, ...]. Modified.
     * @throws IllegalArgumentException if an array is too short; the message names it
     * @throws IllegalStateException    if no forward call came before or the program is closed
     */
    public void tangent(float[] parameters, float[] dx, float[] direction, float[] dy) {
        requireForward();
        requireLength("parameters", parameters, graph.requiredLength());
        requireLength("dy", dy, program.batch * graph.outputShape().size());
        if (direction != null) {
            requireLength("direction", direction, graph.requiredLength());
        }
        if (dx != null) {
            requireLength("dx", dx, program.batch * graph.inputShape().size());
        }
        program.tangent(parameters, dx, direction, dy);
    }

    /**
     * Copies the statistics that a batch normalisation used in the last {@link #forward}.
     *
     * @param value    what {@link LayerGraph.Builder#batchNorm} returned
     * @param mean     [C]. Modified.
     * @param variance [C], the population variance over the batch. Modified.
     * @throws IllegalArgumentException if the value is no batch normalisation or an array is too short
     * @throws IllegalStateException    if no forward call came before or the program is closed
     */
    public void statistics(int value, float[] mean, float[] variance) {
        requireForward();
        NormaliseCode normalisation = program.normalisation(Objects.checkIndex(value, graph.nodes().size()));
        if (normalisation == null) {
            throw new IllegalArgumentException("layer program: value " + value + " is no batch normalisation");
        }
        requireLength("mean", mean, graph.node(value).shape().channels());
        requireLength("variance", variance, graph.node(value).shape().channels());
        normalisation.statistics(mean, variance);
    }

    /**
     * Returns the first value, by its index in the graph, that is not finite for any example. Computes the forward pass again
     * and reads all values: call it when the loss is not finite, not at each step. A function that is a part of the layer
     * before it is reported with that layer. {@link #backward} then needs another {@link #forward}.
     *
     * @param parameters at the graph's offsets. Not modified.
     * @param x          input [n, ...]. Not modified.
     * @param n          examples, 1 to the capacity
     */
    public OptionalInt firstNonFiniteValue(float[] parameters, float[] x, int n) {
        requireOpen();
        requireLength("parameters", parameters, graph.requiredLength());
        requireBatch(n);
        requireLength("x", x, n * graph.inputShape().size());
        ready = false;
        prepare(n);
        return program.firstNonFinite(parameters, x);
    }

    /** Frees all native memory at once; a second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ready = false;
            if (program != null) {
                program.close();
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("layer program: closed");
        }
    }

    private void requireBatch(int n) {
        if (n < 1 || n > capacity) {
            throw new IllegalArgumentException("layer program: batch must lie in [1, " + capacity + "], got " + n);
        }
    }

    private void requireForward() {
        requireOpen();
        if (!ready) {
            throw new IllegalStateException("layer program: no forward pass came before");
        }
    }

    private static void requireLength(String name, float[] array, int length) {
        if (array.length < length) {
            throw new IllegalArgumentException("layer program: " + name + " needs " + length + " floats, got " + array.length);
        }
    }
}
