package org.plumbline.numerics.dnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The passes over a graph in double precision: who computes when, in which arrays. */
final class DoublePasses {

    final DoubleStructure structure;
    final DoubleScratch scratch = new DoubleScratch();
    final double[][] values;
    final double[][] gradients;
    final double[][] tangents;
    /** Examples of the present pass. */
    int n;
    private final int capacity;
    private final int output;
    private final boolean dry;
    private final DoubleArena arena;
    private final DoubleCode[] codes;
    private final boolean[] fresh;
    private final List<int[]> slices = new ArrayList<>();
    /** The piece whose values are there; -1 if none is. */
    private int atHand = -1;

    /** @param dry whether nothing is computed, but memory counted */
    DoublePasses(LayerGraph graph, int capacity, boolean dry, int... cuts) {
        this.capacity = capacity;
        this.dry = dry;
        structure = new DoubleStructure(graph, cuts);
        arena = new DoubleArena(dry);
        output = graph.output();
        int count = structure.nodes.size();
        values = new double[count][];
        gradients = new double[count][];
        tangents = new double[count][];
        fresh = new boolean[count];
        codes = new DoubleCode[count];
        Compilation.GradientSlices claims = new Compilation.GradientSlices();
        for (int i = 1; i < count; i++) {
            if (!structure.absent[i]) {
                codes[i] = DoubleCodes.of(this, i);
                codes[i].scratch(scratch::need);
                codes[i].slices((offset, length) -> {
                    if (claims.claim(offset, length)) {
                        slices.add(new int[] {offset, offset + length});
                    }
                });
            }
        }
    }

    /** Bytes of all arrays, by passes that only count. */
    static long bytes(LayerGraph graph, int capacity, int... cuts) {
        DoublePasses passes = new DoublePasses(graph, capacity, true, cuts);
        passes.forward(null, null, capacity, null);
        passes.backward(null, null, null, new double[0]);
        passes.tangent(null, null, null, null);
        return Double.BYTES * (passes.arena.numbers() + passes.scratch.numbers());
    }

    DoubleCode code(int node) {
        return codes[node];
    }

    /** Whether derivatives by a value are wanted in this pass. */
    boolean isWanted(int value) {
        return gradients[value] != null;
    }

    /** Whether the derivative by a value is to be overwritten, not added to; only the first who asks is told so. */
    boolean begins(int value) {
        boolean first = fresh[value];
        fresh[value] = false;
        return first;
    }

    private int length(int value) {
        return (int) (capacity * DoubleStructure.each(structure.nodes.get(value).shape()));
    }

    void forward(double[] p, double[] x, int count, double[] y) {
        n = count;
        if (values[0] == null) {
            values[0] = arena.take(length(0));
        }
        if (!dry) {
            DoubleStructure.pack(x, n, structure.nodes.get(0).shape(), values[0]);
        }
        for (int piece = 0; piece < structure.ends.length; piece++) {
            run(piece, p);
        }
        if (!dry) {
            DoubleStructure.unpack(values[output], n, structure.nodes.get(output).shape(), y);
        }
    }

    private void run(int piece, double[] p) {
        if (atHand >= 0 && atHand != piece) {
            drop(atHand);
        }
        atHand = piece;
        for (int i = structure.begin(piece); i <= structure.ends[piece]; i++) {
            if (structure.absent[i]) {
                continue;
            }
            if (structure.inPlace[i]) {
                values[i] = values[structure.sources[i][0]];
            } else if (values[i] == null) {
                values[i] = arena.take(length(i));
            }
            if (!dry) {
                codes[i].forward(p);
            }
        }
    }

    /** Gives back what a piece computed, except what the next one begins with. */
    private void drop(int piece) {
        for (int i = structure.begin(piece); i < structure.ends[piece]; i++) {
            if (values[i] != null && !structure.inPlace[i]) {
                arena.give(values[i], length(i));
            }
            values[i] = null;
        }
    }

    void backward(double[] p, double[] g, double[] into, double[] dx) {
        gradients[output] = arena.take(length(output));
        if (!dry) {
            slices.forEach(slice -> Arrays.fill(into, slice[0], slice[1], 0));
            DoubleStructure.pack(g, n, structure.nodes.get(output).shape(), gradients[output]);
        }
        for (int piece = structure.ends.length - 1; piece >= 0; piece--) {
            if (atHand != piece) {
                run(piece, p);
            }
            for (int i = structure.ends[piece]; i >= structure.begin(piece); i--) {
                if (gradients[i] != null) {
                    back(i, p, into, dx != null);
                }
            }
        }
        if (gradients[0] != null) {
            if (!dry && dx != null) {
                DoubleStructure.unpack(gradients[0], n, structure.nodes.get(0).shape(), dx);
            }
            release(0);
        }
    }

    private void back(int i, double[] p, double[] into, boolean byInput) {
        if (structure.inPlace[i]) {
            compute(i, p, into);
            gradients[structure.sources[i][0]] = gradients[i];
            gradients[i] = null;
            return;
        }
        for (int source : structure.sources[i]) {
            if (gradients[source] == null && (byInput || structure.learned[source])) {
                gradients[source] = arena.take(length(source));
                fresh[source] = true;
            }
        }
        compute(i, p, into);
        release(i);
    }

    private void compute(int i, double[] p, double[] into) {
        if (!dry) {
            codes[i].backward(p, into);
        }
    }

    private void release(int i) {
        arena.give(gradients[i], length(i));
        gradients[i] = null;
    }

    void tangent(double[] p, double[] dx, double[] direction, double[] dy) {
        tangents[0] = arena.take(length(0));
        if (!dry) {
            if (dx == null) {
                Arrays.fill(tangents[0], 0);
            } else {
                DoubleStructure.pack(dx, n, structure.nodes.get(0).shape(), tangents[0]);
            }
        }
        for (int piece = 0; piece < structure.ends.length; piece++) {
            if (atHand != piece) {
                run(piece, p);
            }
            for (int i = structure.begin(piece); i <= structure.ends[piece]; i++) {
                if (!structure.absent[i]) {
                    advance(i, p, direction);
                }
            }
        }
        if (!dry) {
            DoubleStructure.unpack(tangents[output], n, structure.nodes.get(output).shape(), dy);
        }
        arena.give(tangents[output], length(output));
        tangents[output] = null;
    }

    private void advance(int i, double[] p, double[] direction) {
        int[] sources = structure.sources[i];
        tangents[i] = structure.inPlace[i] ? tangents[sources[0]] : arena.take(length(i));
        if (!dry) {
            codes[i].tangent(p, direction);
        }
        for (int source : sources) {
            if (structure.lastReader[source] == i && tangents[source] != null) {
                if (!structure.inPlace[i]) {
                    arena.give(tangents[source], length(source));
                }
                tangents[source] = null;
            }
        }
    }
}
