package org.plumbline.numerics.dnn;

import java.util.Locale;
import java.util.Objects;

/**
 * A {@link LayerGraph} in double precision on Java's vectors: values, gradients and directional derivatives.
 * <p>Images are kept with their channels together and padded to whole vectors, so that a row of a convolution is a product of
 * overlapping rows with a matrix, without a copy of its patches. Activations are computed in place where no derivative needs
 * what was there. A program in several pieces keeps only the values between them, and computes the pieces again for derivatives:
 * the same operations on the same numbers, hence the same bits.</p>
 * <p>All arrays lie in Java's heap; they are made in the first passes. Sums are chains of fused multiply-adds whose order does
 * not depend on the number of lanes nor, for values and derivatives by the input, on the other examples of the batch. Not safe
 * for several threads at a time.</p>
 * Shape: x, dx [n, ...] and y, gy, dy [n, ...] as the graph's input and output, row-major, from index 0.
 * Source: definitions of the layers in {@link LayerGraph.Builder}. Pinned by DoubleLayerProgramTest.
 */
public final class DoubleLayerProgram {

    private final LayerGraph graph;
    private final int capacity;
    private final DoublePasses passes;
    private int batch;

    /**
     * Makes the program ready.
     *
     * @param graph the network
     * @param plan  of this network, or of one with the same nodes; its bytes are those of the heap
     * @throws IllegalArgumentException if slices of parameters overlap without being equal
     * @throws IllegalStateException    if Java's Vector API is missing
     */
    public DoubleLayerProgram(LayerGraph graph, LayerProgram.Plan plan) {
        this.graph = Objects.requireNonNull(graph, "graph");
        capacity = plan.capacity();
        requireCapacity(graph, capacity);
        passes = new DoublePasses(graph, capacity, false, new ProgramCuts(graph).pieces(plan.pieces()));
    }

    /**
     * Chooses the fewest of 1, 2, 3, 4, 6, 8, 12, ... pieces with which the program fits; nothing large is allocated.
     *
     * @param graph    the network
     * @param capacity largest batch, >= 1
     * @param limit    bytes of the heap that may be used
     * @throws IllegalArgumentException if the capacity is out of range, or the memory above the limit, with both numbers
     */
    public static LayerProgram.Plan plan(LayerGraph graph, int capacity, long limit) {
        requireCapacity(graph, capacity);
        ProgramCuts cuts = new ProgramCuts(graph);
        long least = Long.MAX_VALUE;
        for (int pieces = 1; pieces <= Math.min(cuts.most(), 4 * Math.sqrt(cuts.most()) + 2);
                pieces += Math.max(1, Integer.highestOneBit(pieces) / 2)) {
            long bytes = DoublePasses.bytes(graph, capacity, cuts.pieces(pieces));
            if (bytes <= limit) {
                return new LayerProgram.Plan(capacity, pieces, bytes);
            }
            least = Math.min(least, bytes);
        }
        throw new IllegalArgumentException(String.format(Locale.ROOT,
                "layer program: batch %d needs %d bytes in Java's heap, the limit is %d", capacity, least, limit));
    }

    private static void requireCapacity(LayerGraph graph, int capacity) {
        long largest = graph.nodes().stream().mapToLong(node -> DoubleStructure.each(node.shape())).max().orElseThrow();
        int most = (int) ((Integer.MAX_VALUE - 8) / largest);
        if (capacity < 1 || capacity > most) {
            throw new IllegalArgumentException("layer program: batch must lie in [1, %d], got %d".formatted(most, capacity));
        }
    }

    /** As {@link LayerProgram#forward}. */
    public void forward(double[] parameters, double[] x, int n, double[] y) {
        requireLength("parameters", parameters, graph.requiredLength());
        if (n < 1 || n > capacity) {
            throw new IllegalArgumentException("layer program: batch must lie in [1, " + capacity + "], got " + n);
        }
        requireLength("x", x, n * graph.inputShape().size());
        requireLength("y", y, n * graph.outputShape().size());
        batch = n;
        passes.forward(parameters, x, n, y);
    }

    /** As {@link LayerProgram#backward}. */
    public void backward(double[] parameters, double[] gy, double[] gradients, double[] dx) {
        requireForward();
        requireLength("parameters", parameters, graph.requiredLength());
        requireLength("gradients", gradients, graph.requiredLength());
        requireLength("gy", gy, batch * graph.outputShape().size());
        if (dx != null) {
            requireLength("dx", dx, batch * graph.inputShape().size());
        }
        passes.backward(parameters, gy, gradients, dx);
    }

    /** As {@link LayerProgram#tangent}. */
    public void tangent(double[] parameters, double[] dx, double[] direction, double[] dy) {
        requireForward();
        requireLength("parameters", parameters, graph.requiredLength());
        requireLength("dy", dy, batch * graph.outputShape().size());
        if (direction != null) {
            requireLength("direction", direction, graph.requiredLength());
        }
        if (dx != null) {
            requireLength("dx", dx, batch * graph.inputShape().size());
        }
        passes.tangent(parameters, dx, direction, dy);
    }

    /** As {@link LayerProgram#statistics}. */
    public void statistics(int value, double[] mean, double[] variance) {
        requireForward();
        if (!(passes.code(Objects.checkIndex(value, graph.nodes().size())) instanceof DoubleNormaliseCode normalisation)) {
            throw new IllegalArgumentException("layer program: value " + value + " is no batch normalisation");
        }
        requireLength("mean", mean, graph.node(value).shape().channels());
        requireLength("variance", variance, graph.node(value).shape().channels());
        normalisation.statistics(mean, variance);
    }

    private void requireForward() {
        if (batch == 0) {
            throw new IllegalStateException("layer program: no forward pass came before");
        }
    }

    private static void requireLength(String name, double[] array, int length) {
        if (array.length < length) {
            throw new IllegalArgumentException("layer program: " + name + " needs " + length + " doubles, got " + array.length);
        }
    }
}
