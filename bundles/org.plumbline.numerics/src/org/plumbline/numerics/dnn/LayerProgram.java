package org.plumbline.numerics.dnn;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A {@link LayerGraph} in single precision on oneDNN: values, gradients and directional derivatives.
 * <p>Each value stays in the layout that the library prefers for the operations around it; copies to another layout are made
 * only where two differ. Activations are a part of the convolution, normalisation or sum before them where that is possible.
 * One native block holds everything: what derivatives need stays, the rest shares bytes by the time in which it matters. A
 * program in several pieces keeps only the values between them, and computes the pieces again for derivatives: the same
 * operations on the same bytes, hence the same bits.</p>
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
    private final int[] cuts;
    private final long memoryBytes;
    private final List<String> kernels;
    private final RecentPrograms programs;
    private CompiledProgram program;
    private boolean ready;
    private boolean closed;

    /**
     * How a program would be run.
     *
     * @param capacity    largest batch
     * @param pieces      pieces of the forward pass; of more than one, all but the last are computed twice
     * @param memoryBytes native memory, bytes
     */
    public record Plan(int capacity, int pieces, long memoryBytes) {
    }

    /**
     * Plans, and allocates the native memory.
     *
     * @param graph    the network
     * @param capacity largest batch, >= 1
     * @param limit    native memory that may be used, bytes
     * @throws IllegalArgumentException as {@link #plan}; or if slices of parameters overlap without being equal
     * @throws IllegalStateException    if OpenMP would use more than one thread
     * @throws org.plumbline.nd4j.BackendException if oneDNN is not installed for this platform
     */
    public LayerProgram(LayerGraph graph, int capacity, long limit) {
        this(graph, plan(graph, capacity, limit));
    }

    /**
     * Allocates the native memory.
     *
     * @param graph the network
     * @param plan  of this network, or of one with the same nodes
     */
    public LayerProgram(LayerGraph graph, Plan plan) {
        this.graph = Objects.requireNonNull(graph, "graph");
        capacity = plan.capacity();
        requireCapacity(graph, capacity);
        cuts = new ProgramCuts(graph).pieces(plan.pieces());
        program = new CompiledProgram(graph, capacity, cuts).allocate();
        memoryBytes = program.bytes();
        kernels = program.kernels();
        programs = new RecentPrograms(program);
    }

    /**
     * Chooses the fewest of 1, 2, 3, 4, 6, 8, 12, ... pieces with which the program fits; nothing large is allocated.
     *
     * @param graph    the network
     * @param capacity largest batch, >= 1
     * @param limit    native memory that may be used, bytes
     * @throws IllegalArgumentException if the capacity is below 1, or the memory above the limit, with both numbers
     * @throws IllegalStateException    if OpenMP would use more than one thread
     * @throws org.plumbline.nd4j.BackendException if oneDNN is not installed for this platform
     */
    public static Plan plan(LayerGraph graph, int capacity, long limit) {
        requireCapacity(graph, capacity);
        long whole = bytes(graph, capacity);
        if (whole <= limit) {
            return new Plan(capacity, 1, whole);
        }
        ProgramCuts cuts = new ProgramCuts(graph);
        long least = whole;
        for (int pieces = 2, more = 1; pieces <= Math.min(cuts.most(), 4 * Math.sqrt(cuts.most()) + 2); pieces += more) {
            // Pieces alone cannot make it smaller than its share.
            if (limit >= whole / pieces) {
                long bytes = bytes(graph, capacity, cuts.pieces(pieces));
                if (bytes <= limit) {
                    return new Plan(capacity, pieces, bytes);
                }
                least = Math.min(least, bytes);
            }
            more = Math.max(1, Integer.highestOneBit(pieces) / 2);
        }
        throw new IllegalArgumentException(String.format(Locale.ROOT,
                "layer program: batch %d needs %d bytes of native memory, the limit is %d", capacity, least, limit));
    }

    private static long bytes(LayerGraph graph, int batch, int... cuts) {
        try (CompiledProgram probe = new CompiledProgram(graph, batch, cuts)) {
            return probe.bytes();
        }
    }

    /**
     * Returns the native memory that a program in one piece would take, bytes; nothing large is allocated.
     *
     * @param graph    the network
     * @param capacity largest batch, >= 1
     */
    public static long memoryBytes(LayerGraph graph, int capacity) {
        requireCapacity(graph, capacity);
        return bytes(graph, capacity);
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
        if (program.batch != n) {
            program = programs.find(n).orElseGet(() -> programs.add(new CompiledProgram(graph, n, cuts)));
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
            programs.close();
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
