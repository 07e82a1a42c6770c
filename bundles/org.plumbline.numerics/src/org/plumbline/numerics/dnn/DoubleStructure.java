package org.plumbline.numerics.dnn;

import java.util.Arrays;
import java.util.List;

import org.plumbline.numerics.kernels.float64.DoublePatchProducts;

/**
 * What passes in double precision do with the nodes of a graph. An image is kept as [n, pixels, channels], channels padded to
 * whole vectors; a border around it is a matter of the convolution that reads it.
 */
final class DoubleStructure {

    final List<LayerNode> nodes;
    /** The last node of each piece. */
    final int[] ends;
    /** Nodes that are no values of their own. */
    final boolean[] absent;
    /** The values that a node reads, each once in the order of its definition. */
    final int[][] sources;
    /** Activations that are written over what they read. */
    final boolean[] inPlace;
    final int[] lastReader;
    /** Whether a parameter has an effect on a value. */
    final boolean[] learned;

    /** @param cuts nodes after which a piece ends, without the last */
    DoubleStructure(LayerGraph graph, int... cuts) {
        nodes = graph.nodes();
        int count = nodes.size();
        absent = new boolean[count];
        sources = new int[count][];
        inPlace = new boolean[count];
        lastReader = new int[count];
        learned = new boolean[count];
        ends = ends(graph, cuts);
        int[] readers = new int[count];
        readers[graph.output()]++;
        for (int i = 0; i < count; i++) {
            LayerNode node = nodes.get(i);
            absent[i] = node instanceof LayerNode.Surround;
            sources[i] = node.sources().stream().mapToInt(this::real).toArray();
            learned[i] = hasParameters(node);
            for (int source : sources[i]) {
                readers[source] += absent[i] ? 0 : 1;
                lastReader[source] = absent[i] ? lastReader[source] : i;
                learned[i] |= learned[source];
            }
        }
        lastReader[graph.output()] = count;
        for (int i = 0; i < count; i++) {
            inPlace[i] = nodes.get(i) instanceof LayerNode.Activate a && readers[a.source()] == 1 && mayBeOverwritten(a.source()) && !isEnd(i)
                    && !isEnd(a.source());
        }
    }

    private int[] ends(LayerGraph graph, int... cuts) {
        int[] all = Arrays.copyOf(cuts, cuts.length + 1);
        all[cuts.length] = nodes.size() - 1;
        return Arrays.stream(all).map(this::real).toArray();
    }

    private int real(int value) {
        return nodes.get(value) instanceof LayerNode.Surround border ? border.source() : value;
    }

    private static boolean hasParameters(LayerNode node) {
        return switch (node) {
            case LayerNode.Convolve c -> true;
            case LayerNode.Multiply m -> true;
            case LayerNode.Normalise n -> n.step().gamma().isPresent() || n.step().beta().isPresent();
            case LayerNode.Standardise s -> s.gamma().isPresent() || s.beta().isPresent();
            case LayerNode.Add a -> a.isTrainable();
            default -> false;
        };
    }

    /** Nodes whose derivatives do not need what they made. */
    private boolean mayBeOverwritten(int value) {
        return !(nodes.get(value) instanceof LayerNode.Input) && !(nodes.get(value) instanceof LayerNode.Activate);
    }

    private boolean isEnd(int value) {
        return Arrays.binarySearch(ends, value) >= 0;
    }

    /** The first node of a piece. */
    int begin(int piece) {
        return piece == 0 ? 1 : ends[piece - 1] + 1;
    }

    static int pixels(ValueShape shape) {
        return shape.height() * shape.width();
    }

    static int pitch(ValueShape shape) {
        return DoublePatchProducts.padded(shape.channels());
    }

    /** Numbers of one example of a value as it is kept. */
    static long each(ValueShape shape) {
        return (long) pixels(shape) * pitch(shape);
    }

    /** kept <- n examples, row-major; the padding becomes 0. */
    static void pack(double[] from, int n, ValueShape shape, double[] kept) {
        int pixels = pixels(shape);
        int pitch = pitch(shape);
        int channels = shape.channels();
        for (int b = 0; b < n; b++) {
            for (int q = 0; q < pixels; q++) {
                int to = (b * pixels + q) * pitch;
                for (int c = 0; c < channels; c++) {
                    kept[to + c] = from[(b * channels + c) * pixels + q];
                }
                Arrays.fill(kept, to + channels, to + pitch, 0);
            }
        }
    }

    /** n examples, row-major <- kept. */
    static void unpack(double[] kept, int n, ValueShape shape, double[] to) {
        int pixels = pixels(shape);
        int pitch = pitch(shape);
        int channels = shape.channels();
        for (int b = 0; b < n; b++) {
            for (int q = 0; q < pixels; q++) {
                int from = (b * pixels + q) * pitch;
                for (int c = 0; c < channels; c++) {
                    to[(b * channels + c) * pixels + q] = kept[from + c];
                }
            }
        }
    }
}
